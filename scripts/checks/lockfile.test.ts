/** @file What the lock file must hold, and the licences of what reaches the people who open the page. */

import { describe, expect, it } from 'vitest';
import { read } from './files.ts';

interface Entry {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  /** Part of another package, whose hash covers it. */
  readonly inBundle?: boolean;
}

const ALLOWED = new Set('MIT ISC BSD-2-Clause BSD-3-Clause Apache-2.0 0BSD CC0-1.0 Unlicense'.split(' '));

const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> };
const entries = Object.entries(lock.packages).filter(([path]) => path !== '');

/** `(MIT OR GPL-2.0)` is a choice: one allowed part is enough. `A AND B` needs both. */
const isAllowed = (license: string): boolean =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((part) => part.split(' AND ').every((name) => ALLOWED.has(name.trim())));

describe('the lock file', () => {
  it('names no registry, so that each machine asks its own', () => {
    expect(entries.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  });

  it('has the hash of every package', () => {
    expect(
      entries
        .filter(([, entry]) => !entry.inBundle && !entry.integrity?.startsWith('sha512-'))
        .map(([path]) => path),
    ).toEqual([]);
  });

  it('says the same versions as package.json, all exact', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  it('holds only permissive licences among what the page ships', () => {
    const shipped = entries.filter(([, entry]) => !entry.dev && !entry.devOptional);
    expect(shipped.length).toBeGreaterThan(20);
    const others = shipped.filter(([, { license }]) => license === undefined || !isAllowed(license));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });
});

describe('.npmrc', () => {
  it('runs no install script of a package and writes no registry into the lock file', () => {
    expect(read('.npmrc')).toContain('ignore-scripts=true');
    expect(read('.npmrc')).toContain('omit-lockfile-registry-resolved=true');
  });
});
