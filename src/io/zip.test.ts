import { zipSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { isZip, readZip, writeZip } from './zip.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const zeros = new Uint8Array(100_000);
const FILES = [
  { name: 'model.safetensors', bytes: Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256) },
  { name: 'config.json', bytes: text('{"a": 1}\n'.repeat(50)) },
];
const CENTRAL = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];

/** Where these four bytes stand for the `n`th time. */
function find(bytes: Uint8Array, four: readonly number[], n = 0): number {
  for (let at = 0, seen = 0; at < bytes.length; at++) {
    if (four.every((byte, i) => bytes[at + i] === byte) && seen++ === n) return at;
  }
  throw new Error('not found');
}

/** An archive of these files, changed by `edit`. */
function edited(
  files: Readonly<Record<string, Uint8Array>>,
  edit: (view: DataView, central: (n?: number) => number, bytes: Uint8Array) => void,
): Uint8Array {
  const bytes = zipSync(files);
  edit(new DataView(bytes.buffer), (n = 0) => find(bytes, CENTRAL, n), bytes);
  return bytes;
}

/** Each attack and the sentence that refuses it. */
const ATTACKS: Readonly<Record<string, readonly [archive: Uint8Array, sentence: string]>> = {
  'a path that leads up': [
    zipSync({ 'a/../../b': text('x') }),
    'the archive has a file with the forbidden name a/../../b',
  ],
  'an absolute path': [
    zipSync({ '/etc/x': text('x') }),
    'the archive has a file with the forbidden name /etc/x',
  ],
  'a drive letter': [zipSync({ 'C:x': text('x') }), 'the archive has a file with the forbidden name C:x'],
  'a backslash': [zipSync({ 'a\\b': text('x') }), 'the archive has a file with the forbidden name a\\b'],
  encryption: [
    edited({ a: text('x') }, (view, central) => view.setUint16(central() + 8, 1, true)),
    'a in the archive is encrypted',
  ],
  'an unknown method': [
    edited({ a: text('x') }, (view, central) => view.setUint16(central() + 10, 12, true)),
    'a in the archive is packed with the unknown method 12',
  ],
  'the same name twice': [
    edited({ a: text('x'), b: text('y') }, (_, central, bytes) => {
      bytes[central(1) + 46] = 0x61;
      bytes[find(bytes, [0x50, 0x4b, 3, 4], 1) + 30] = 0x61;
    }),
    'the archive has a twice',
  ],
  'another name in the local header': [
    edited({ a: text('x') }, (_, __, bytes) => void (bytes[30] = 0x62)),
    'a in the archive also goes by another name',
  ],
  'a file inside another': [
    edited({ a: new Uint8Array(0), b: text('y') }, (view, central) =>
      view.setUint32(central(0) + 20, 20, true),
    ),
    'b in the archive shares its bytes with another file',
  ],
  'a file beyond the archive': [
    edited({ a: text('x') }, (view, central) => view.setUint32(central() + 42, 1e9, true)),
    'a in the archive lies outside of it',
  ],
  'data that run into the directory': [
    edited({ a: text('x') }, (view, central) => view.setUint32(central() + 20, 1000, true)),
    'a in the archive lies outside of it',
  ],
  'a size that is too small': [
    edited({ a: zeros }, (view, central) => view.setUint32(central() + 24, 99_999, true)),
    'a in the archive has another size than the archive says',
  ],
  'a size that is too large': [
    edited({ a: zeros }, (view, central) => view.setUint32(central() + 24, 100_001, true)),
    'a in the archive has another size than the archive says',
  ],
  'a size beyond what deflate can do': [
    edited({ a: zeros }, (view, central) => view.setUint32(central() + 24, 2 ** 30, true)),
    'a in the archive has another size than the archive says',
  ],
  'sizes beyond the cap': [
    edited({ a: zeros }, (view, central) => view.setUint32(central() + 24, 2 ** 30 + 1, true)),
    'the archive unpacks to 1073741825 bytes, more than the 1073741824 allowed',
  ],
  'a wrong check sum': [
    edited({ a: text('x') }, (view, central) => view.setUint32(central() + 16, 1, true)),
    'a in the archive does not match its check sum',
  ],
  'broken deflate data': [
    edited({ a: zeros }, (_, __, bytes) => bytes.fill(0xff, 31, 60)),
    'a in the archive cannot be unpacked',
  ],
  'too many files': [
    zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`f${i}`, new Uint8Array(0)]))),
    'the archive has more than 1000 files, or is larger than 4 GB',
  ],
  'a broken directory': [
    edited({ a: text('x') }, (_, central, bytes) => void (bytes[central()] = 0)),
    'the archive has a broken table of contents',
  ],
  'one part of several': [
    edited({ a: text('x') }, (view, _, bytes) => view.setUint16(find(bytes, END) + 4, 1, true)),
    'the archive is one part of several',
  ],
  'an archive cut short': [
    writeZip(FILES).subarray(0, -1),
    'the archive has no table of contents: it was cut short',
  ],
};

function refusal(archive: Uint8Array): MimError {
  try {
    readZip(archive);
  } catch (error) {
    if (error instanceof MimError) return error;
    throw error;
  }
  throw new Error('the archive was accepted');
}

describe('readZip', () => {
  it('reads what writeZip wrote', () => {
    const archive = writeZip(FILES);
    expect(isZip(archive)).toBe(true);
    expect([...readZip(archive)]).toEqual(FILES.map(({ name, bytes }) => [name, bytes]));
  });

  it('reads files in folders and leaves the folders themselves out', () => {
    const archive = zipSync({ model: { 'config.json': text('{}'), empty: {} } });
    expect([...readZip(archive).keys()]).toEqual(['model/config.json']);
  });

  it('unpacks only what is wanted', () => {
    const archive = edited({ a: zeros, b: text('y') }, (view, central) =>
      view.setUint32(central() + 16, 1, true),
    );
    expect([...readZip(archive, (name) => name === 'b')]).toEqual([['b', text('y')]]);
  });

  it('finds the end record behind a comment', () => {
    const plain = zipSync({ a: text('x') });
    const commented = new Uint8Array(plain.length + 5);
    commented.set(plain);
    commented[plain.length - 2] = 5;
    expect([...readZip(commented).keys()]).toEqual(['a']);
  });

  it.each(Object.entries(ATTACKS))('refuses %s', (_, [archive, sentence]) => {
    expect(refusal(archive)).toMatchObject({ code: 'bad-file', message: sentence });
  });

  it('lets nothing but a MimError escape, whatever happens to the bytes of an archive', () => {
    const original = writeZip(FILES);
    const changes = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { minLength: 1, maxLength: 4 });
    const central = find(original, CENTRAL);
    let refused = 0;
    fc.assert(
      fc.property(changes, fc.boolean(), (edits, inDirectory) => {
        const mutant = new Uint8Array(original);
        const from = inDirectory ? central : 0;
        for (const { at, byte } of edits) mutant[from + (at % (mutant.length - from))] = byte;
        try {
          readZip(mutant, undefined, 1e6);
        } catch (error) {
          if (!(error instanceof MimError)) throw error;
          refused++;
        }
      }),
      { numRuns: 5000, seed: 1 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
});

describe('writeZip', () => {
  it('makes the same bytes from the same files', () => {
    expect(writeZip(FILES)).toEqual(writeZip(FILES));
  });
});
