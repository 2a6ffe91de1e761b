import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionsOf } from './dimensions.ts';
import { crc32, inspect } from './integrity.ts';
import { READABLE, sniff } from './sniff.ts';

/** Bytes of texts (Latin-1) and numbers, one after the other. */
const latin = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(`src/data/intake/fixtures/${name}`));
const be32 = (n: number): number[] => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const le = (n: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.floor(n / 256 ** i) % 256);
const box = (type: string, ...body: readonly (readonly number[])[]): number[] => {
  const inner = body.flat();
  return [...be32(inner.length + 8), ...latin(type), ...inner];
};

const bmp = (width: number, height: number): Uint8Array =>
  latin('BM', le(26, 4), le(0, 4), le(54, 4), le(40, 4), le(width, 4), le(height >>> 0, 4));
const vp8x = (width: number, height: number): Uint8Array =>
  latin('RIFF', le(22, 4), 'WEBPVP8X', le(10, 4), le(0, 4), le(width - 1, 3), le(height - 1, 3));
const vp8 = (width: number, height: number): Uint8Array =>
  latin('RIFF', le(22, 4), 'WEBPVP8 ', le(10, 4), [0, 0, 0, 0x9d, 1, 0x2a], le(width, 2), le(height, 2));
const vp8l = (width: number, height: number): Uint8Array =>
  latin('RIFF', le(22, 4), 'WEBPVP8L', le(5, 4), [0x2f], le(((height - 1) * 2 ** 14 + (width - 1)) >>> 0, 4));
const avif = (...sizes: readonly (readonly [number, number])[]): Uint8Array => {
  const ispe = sizes.flatMap(([w, h]) => box('ispe', be32(0), be32(w), be32(h)));
  const ftyp = box('ftyp', [...latin('avif')], be32(0), [...latin('avifmif1')]);
  return Uint8Array.from([...ftyp, ...box('meta', be32(0), box('iprp', box('ipco', ispe)))]);
};
const jpeg = (width: number, height: number, marker = 0xc2): Uint8Array =>
  Uint8Array.from(
    // Start, an APP1 with a false frame marker inside, a fill byte, the frame.
    [0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xc0, 0, 0, 0xff, 0xff, marker, 0, 11, 8].concat([
      height >> 8,
      height & 255,
      width >> 8,
      width & 255,
      1,
      1,
      17,
      0,
      0xff,
      0xd9,
    ]),
  );
const gif = (width: number, height: number): Uint8Array =>
  latin('GIF89a', le(width, 2), le(height, 2), [0, 0, 0, 0x3b]);
const png = (width: number, height: number): Uint8Array =>
  latin([0x89], 'PNG\r\n\x1a\n', be32(13), 'IHDR', be32(width), be32(height), [8, 2, 0, 0, 0], be32(0));

describe('sniff', () => {
  it.each([
    ['png', png(1, 1)],
    ['jpeg', jpeg(1, 1)],
    ['webp', vp8x(1, 1)],
    ['gif', gif(1, 1)],
    ['bmp', bmp(1, 1)],
    ['avif', avif([1, 1])],
    ['empty', latin()],
    ['heic', latin([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')],
    ['tiff', latin('II*\0', [8, 0, 0, 0])],
    ['tiff', latin('MM\0*', [0, 0, 0, 8])],
    ['pdf', latin('%PDF-1.7')],
    ['svg', latin('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['html', latin('<!DOCTYPE html><svg>')],
    ['text', latin('hello')],
    ['text', new TextEncoder().encode('照片'.repeat(400))],
    ['unknown', latin([0, 1, 2, 3])],
    ['unknown', latin([0, 0, 0, 24], 'ftypisom', [0, 0, 0, 0], 'isommp42')],
  ] as const)('tells %s', (kind, bytes) => {
    expect(sniff(bytes)).toBe(kind);
  });
});

describe('dimensionsOf', () => {
  const side = fc.integer({ min: 1, max: 16383 });
  it.each([
    ['png', png],
    ['jpeg', jpeg],
    ['gif', gif],
    ['bmp', bmp],
    ['webp', vp8x],
    ['webp', vp8],
    ['webp', vp8l],
    ['avif', (w: number, h: number) => avif([1, 1], [w, h])],
  ] as const)('reads what a %s header says', (kind, make) => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        expect(dimensionsOf(kind, make(width, height))).toEqual({ width, height });
      }),
    );
  });

  it('reads every kind of JPEG frame and no other marker as one', () => {
    for (let marker = 0xc0; marker <= 0xcf; marker++) {
      const found = dimensionsOf('jpeg', jpeg(70, 50, marker));
      expect(found).toEqual([0xc4, 0xc8, 0xcc].includes(marker) ? undefined : { width: 70, height: 50 });
    }
  });

  it('reads bitmaps stored from the top', () => {
    expect(dimensionsOf('bmp', bmp(7, -9))).toEqual({ width: 7, height: 9 });
  });

  it('agrees with an encoder’s files', () => {
    expect(dimensionsOf('jpeg', fixture('rotated.jpg'))).toEqual({ width: 96, height: 64 });
    expect(dimensionsOf('avif', fixture('still.avif'))).toEqual({ width: 64, height: 48 });
    expect(dimensionsOf('webp', fixture('still.webp'))).toEqual({ width: 40, height: 40 });
    expect(dimensionsOf('webp', fixture('animated.webp'))).toEqual({ width: 24, height: 24 });
    expect(dimensionsOf('png', fixture('bomb.png'))).toEqual({ width: 16384, height: 16384 });
  });

  it('refuses nothing and zero', () => {
    for (const kind of READABLE) expect(dimensionsOf(kind, new Uint8Array(0))).toBeUndefined();
    expect(dimensionsOf('png', png(0, 5))).toBeUndefined();
    expect(dimensionsOf('gif', gif(5, 0))).toBeUndefined();
  });
});

describe('inspect', () => {
  it('has the checksum of the standard’s example', () => {
    expect(crc32(latin('123456789'))).toBe(0xcbf43926);
  });

  it.each([
    ['rotated.jpg', 'jpeg', {}],
    ['truncated.jpg', 'jpeg', { damage: 'truncated' }],
    ['cmyk.jpg', 'jpeg', {}],
    ['palette.png', 'png', {}],
    ['deep.png', 'png', { deep: true }],
    ['bad-crc.png', 'png', { damage: 'corrupt' }],
    ['animated.gif', 'gif', { animated: true }],
    ['animated.webp', 'webp', { animated: true }],
    ['still.webp', 'webp', {}],
    ['still.avif', 'avif', {}],
  ] as const)('%s', (name, kind, facts) => {
    expect(sniff(fixture(name))).toBe(kind);
    expect(inspect(kind, fixture(name))).toEqual({ animated: false, deep: false, ...facts });
  });

  it('misses the end of every file that was cut', () => {
    for (const [name, kind] of [
      ['rotated.jpg', 'jpeg'],
      ['palette.png', 'png'],
      ['still.webp', 'webp'],
      ['still.avif', 'avif'],
    ] as const) {
      const whole = fixture(name);
      fc.assert(
        fc.property(fc.integer({ min: 30, max: whole.length - 1 }), (length) => {
          expect(inspect(kind, whole.subarray(0, length)).damage).toBeDefined();
        }),
      );
    }
  });

  it('finds any changed bit of a PNG behind its signature', () => {
    const whole = fixture('palette.png');
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (at, bit) => {
          const changed = whole.slice();
          changed[at]! ^= 1 << bit;
          expect(inspect('png', changed).damage).toBeDefined();
        },
      ),
    );
  });
});

describe('anything at all', () => {
  const seeds = [
    'rotated.jpg',
    'palette.png',
    'animated.gif',
    'still.webp',
    'animated.webp',
    'still.avif',
  ].map(fixture);
  const mutated = fc
    .tuple(
      fc.constantFrom(...seeds, bmp(9, 9), vp8(3, 3), avif([4, 4])),
      fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
      fc.nat(1200),
    )
    .map(([seed, edits, length]) => {
      const bytes = seed.slice(0, Math.max(1, length));
      for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });

  it('never makes the readers throw or hang', () => {
    const started = performance.now();
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        sniff(bytes);
        for (const kind of READABLE) {
          const size = dimensionsOf(kind, bytes);
          expect(size === undefined || Math.min(size.width, size.height) > 0).toBe(true);
          inspect(kind, bytes);
        }
      }),
      { numRuns: 5000 },
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
