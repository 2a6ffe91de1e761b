/** @file The documents say what the code says: layers, plug-ins, error codes, links, commands. */

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MAY_IMPORT, MAY_USE_PACKAGES } from '../layers.mjs';
import { filesIn, read } from './files.ts';
import { plugInTables } from './plug-in-tables.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = read('README.md');
const ARCHITECTURE = read('ARCHITECTURE.md');

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...filesIn('docs', ['.md']),
  ...(existsSync(join(ROOT, 'LICENSES')) ? filesIn('LICENSES', ['.md']) : []),
];

/** Rows of the markdown tables of a text, as trimmed cells. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** The code names in the first cells of a text's tables. */
const namedIn = (text: string): Set<string> =>
  new Set(rowsOf(text).flatMap(([cell = '']) => /^`([^`]+)`$/.exec(cell)?.[1] ?? []));

function sectionOf(text: string, heading: string): string {
  const start = text.indexOf(`\n## ${heading}\n`);
  expect(start, `a section "${heading}"`).toBeGreaterThan(-1);
  const rest = text.slice(start + 4);
  const end = rest.indexOf('\n## ');
  return end === -1 ? rest : rest.slice(0, end);
}

describe('ARCHITECTURE.md', () => {
  it('has the layer table that the linter enforces', () => {
    const rows = rowsOf(sectionOf(ARCHITECTURE, 'Layers')).slice(1);
    const table = Object.fromEntries(
      rows.map(([folder = '', imports = '']) => [
        folder.replaceAll('`', ''),
        imports === '–' ? [] : imports.split(' '),
      ]),
    );
    expect(table).toEqual(MAY_IMPORT);
    const withPackages = rows
      .filter((row) => row[2] !== 'none')
      .map(([folder = '']) => folder.replaceAll('`', ''));
    expect(withPackages.toSorted()).toEqual(MAY_USE_PACKAGES.toSorted());
  });

  it('is short enough to be read', () => {
    expect(ARCHITECTURE.split('\n').length).toBeLessThanOrEqual(200);
  });
});

describe('README.md', () => {
  it('has a row for every error code and for no other', () => {
    const union = /export type ErrorCode =([^]+?)\n\n/.exec(read('src/lib/errors.ts'))?.[1] ?? '';
    const codes = [...union.matchAll(/^ +\| '([a-z-]+)'/gm)].map((match) => match[1]!);
    expect(codes.length).toBeGreaterThan(5);
    expect([...namedIn(sectionOf(README, 'Troubleshooting'))].toSorted()).toEqual(codes.toSorted());
  });

  it('names only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = DOCUMENTS.flatMap((path) =>
      [...read(path).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1]!),
    );
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('counts in its example of scripting what the door has', () => {
    const section = sectionOf(README, 'Scripting');
    for (const method of [
      'ready',
      'open',
      'setImages',
      'train',
      'forward',
      'trainOn',
      'gradients',
      'importWeights',
      'exportWeights',
      'weights',
      'avgDist',
      'information',
    ]) {
      expect(section).toContain(`\`${method}`);
    }
  });
});

describe('docs/plug-ins.md', () => {
  it('is what the lists say', async () => {
    await expect(plugInTables()).toMatchFileSnapshot('../../docs/plug-ins.md');
  });
});

describe('the documents', () => {
  it('link to files that exist', () => {
    const broken = DOCUMENTS.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1]!)
        .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
        .map((target) => `${path} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('link to headings that exist', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replaceAll(' ', '-');
    const broken = DOCUMENTS.flatMap((path) => {
      const text = read(path);
      const anchors = new Set([...text.matchAll(/^#+ (.+)$/gm)].map((match) => slug(match[1]!)));
      return [...text.matchAll(/\]\(#([^)]+)\)/g)]
        .map((match) => match[1]!)
        .filter((anchor) => !anchors.has(anchor))
        .map((anchor) => `${path} → #${anchor}`);
    });
    expect(broken).toEqual([]);
  });
});
