import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dimensionsOf } from './intake/dimensions.ts';
import { inspect } from './intake/integrity.ts';
import { sniff } from './intake/sniff.ts';

interface Shipped {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly author: string;
  readonly licence: string;
  readonly origin: string;
}
const manifest = JSON.parse(readFileSync('public/data/manifest.json', 'utf8')) as {
  readonly files: readonly Shipped[];
};
const licences = readFileSync('LICENSES/DATA.md', 'utf8').split('\n');
const ALLOWED = new Set(['CC0-1.0', 'public domain', 'Apache-2.0', 'MIT']);

describe('shipped data', () => {
  it('is exactly what the manifest lists', () => {
    const found = readdirSync('public/data', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^public\/data\//, ''))
      .filter((path) => path !== 'manifest.json');
    expect(found.toSorted()).toEqual(manifest.files.map(({ path }) => path).toSorted());
  });

  it.each(manifest.files)('$path has its hash, and a licence row that says the same', (file) => {
    const bytes = readFileSync(`public/data/${file.path}`);
    expect(bytes.length).toBe(file.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    const row = licences.find((line) => line.startsWith(`| ${file.path} |`)) ?? '';
    for (const part of [file.author, file.licence, file.origin, file.sha256])
      expect(row).toContain(`| ${part} |`);
    expect(ALLOWED).toContain(file.licence);
  });

  it('has about twenty photos of the sizes that the list says, and all emoji', () => {
    const photos = JSON.parse(readFileSync('public/data/photos/photos.json', 'utf8')) as readonly {
      readonly file: string;
      readonly width: number;
      readonly height: number;
    }[];
    expect(photos).toHaveLength(20);
    for (const { file, width, height } of photos) {
      const bytes = readFileSync(`public/data/photos/${file}`);
      expect(sniff(bytes)).toBe('jpeg');
      expect(dimensionsOf('jpeg', bytes)).toEqual({ width, height });
      expect(inspect('jpeg', bytes).damage).toBeUndefined();
      expect(Math.max(width, height)).toBeLessThanOrEqual(640);
    }
    const emoji = JSON.parse(readFileSync('public/data/emoji.json', 'utf8')) as Record<
      string,
      readonly unknown[]
    >;
    expect(emoji['names']).toHaveLength(1906);
    expect(emoji['labels']).toHaveLength(1906);
    expect(dimensionsOf('webp', readFileSync('public/data/emoji-64.webp'))).toEqual({
      width: 2816,
      height: 2816,
    });
  });
});
