import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { io } from '../i18n/zh/io.ts';
import { LAYOUTS } from './layouts/index.ts';

const sources = readdirSync('src/io', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(`src/io/${name}`, 'utf8'))
  .join('\n');

/** The first argument of `damaged`, the second of `MimError`, and hints. */
const SENTENCE = /(?:damaged\(|'bad-file',|\bhint:)\s*(?:'(?<single>[^']+)'|"(?<double>[^"]+)")/g;
const sentences = [...sources.matchAll(SENTENCE)].map(
  ({ groups }) => groups?.['single'] ?? groups?.['double'] ?? '',
);

describe('the sentences of src/io', () => {
  it('are all found in the sources', () => {
    const throws = [...sources.matchAll(/\bdamaged\('|new MimError\('/g)].length;
    expect(throws).toBeGreaterThan(40);
    expect(sentences.length).toBeGreaterThanOrEqual(throws);
  });

  it('have Chinese, and the Chinese has no others', () => {
    const wanted = new Set([...sentences, ...LAYOUTS.map(({ label }) => label)]);
    expect(Object.keys(io).toSorted()).toEqual([...wanted].toSorted());
  });

  it('keep their places in Chinese', () => {
    const placesOf = (text: string): string => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted().join(' ');
    const broken = Object.entries(io).filter(([english, chinese]) => placesOf(english) !== placesOf(chinese));
    expect(broken).toEqual([]);
  });
});
