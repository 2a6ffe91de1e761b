import { defineConfig } from 'oxlint';
import { MAY_IMPORT, MAY_USE_PACKAGES } from './scripts/layers.mjs';

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'react', 'vitest'],
  jsPlugins: ['eslint-plugin-boundaries'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['src/assembly/**', 'dist/**', 'node_modules/**', 'public/**'],
  settings: {
    'boundaries/elements': Object.keys(MAY_IMPORT).map((type) => ({
      type,
      pattern: type === 'panel' ? 'src/panels/*' : `src/${type}`,
    })),
  },
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-named-as-default-member': 'off', // `fc.integer` is how fast-check's documentation writes it
    'import/no-unassigned-import': 'off',
    'eslint/max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'eslint/no-await-in-loop': 'off',
    'eslint/no-console': 'error',
    'eslint/no-restricted-properties': [
      'error',
      { object: 'Math', property: 'random', message: 'Use lib/rng.ts.' },
    ],
    'eslint/no-restricted-globals': [
      'error',
      { name: 'RTCPeerConnection', message: 'Images never leave the tab.' },
      { name: 'WebSocket', message: 'Images never leave the tab.' },
      { name: 'EventSource', message: 'Images never leave the tab.' },
    ],
    'eslint/no-shadow': 'off',
    'oxc/no-map-spread': 'off', // data is immutable here: changed copies are the point
    'react/react-in-jsx-scope': 'off',
    'react/rules-of-hooks': 'error',
    'typescript/consistent-return': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unnecessary-type-parameters': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/unbound-method': 'off', // plug-ins are objects of functions in method form; none of them uses `this`
  },
  overrides: [
    {
      files: ['src/**'],
      rules: {
        'boundaries/no-unknown-files': 'error',
        'boundaries/dependencies': [
          'error',
          {
            default: 'disallow',
            checkAllOrigins: true,
            policies: [
              ...Object.entries(MAY_IMPORT).map(([from, to]) => ({
                from: { element: { type: from } },
                allow: { to: { element: { type: to } } }, // inside one element all may import each other
              })),
              {
                from: { element: { type: MAY_USE_PACKAGES } },
                allow: { to: { module: { origin: 'external' } } },
              },
            ],
          },
        ],
      },
    },
    {
      files: [
        'src/{lib,mim,graph,ops,model,executors,io,data,trainer}/**',
        '**/*.test.{ts,tsx}',
        'scripts/**',
      ],
      rules: { 'typescript/no-non-null-assertion': 'off' },
    },
    {
      files: ['**/*.test.{ts,tsx}', '**/testing/**', 'e2e/**', 'scripts/**'],
      rules: {
        'boundaries/dependencies': 'off',
        'eslint/no-restricted-globals': 'off', // tests try the forbidden ways out
        'vitest/no-standalone-expect': ['error', { additionalTestBlockFunctions: ['afterEach', 'afterAll'] }],
        'vitest/valid-expect': ['error', { maxArgs: 2 }], // the second one names the case
        'unicorn/consistent-function-scoping': 'off',
        'eslint/no-console': 'off',
      },
    },
    {
      files: ['*.config.{ts,mjs}', 'e2e/*.config.ts', '**/*.d.ts', 'src/types/**'],
      rules: { 'import/no-default-export': 'off', 'boundaries/no-unknown-files': 'off' },
    },
  ],
});
