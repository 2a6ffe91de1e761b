import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript.ts';
import { browserLaunch } from './scripts/browser.mjs';

/** `npm run dev` needs inline scripts, which the page's policy forbids; the built page keeps its policy. */
const noPolicyInDevelopment: Plugin = {
  name: 'no-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

/** What the entry loads by `import()` is fetched at once; it only runs later. */
const preloadTheScreen: Plugin = {
  name: 'preload-the-screen',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_, { bundle = {}, chunk }) {
      const seen = new Set<string>();
      const follow = (file: string): void => {
        const found = bundle[file];
        if (seen.has(file) || found?.type !== 'chunk') return;
        seen.add(file);
        for (const next of found.imports) follow(next);
      };
      for (const file of chunk?.dynamicImports ?? []) {
        if (bundle[file]?.type === 'chunk' && bundle[file].name === 'screen') follow(file);
      }
      for (const file of chunk?.imports ?? []) seen.delete(file); // Vite names these itself
      return [...seen].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

export default defineConfig({
  base: './',
  plugins: [react(), tailwindcss(), assemblyScript(), noPolicyInDevelopment, preloadTheScreen],
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: {
    target: 'es2023',
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts?(x)', 'scripts/**/*.test.ts'],
          exclude: ['src/**/*.gpu.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        optimizeDeps: { include: ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-webgpu'] },
        test: {
          name: 'gpu',
          include: ['src/**/*.gpu.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browserLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
