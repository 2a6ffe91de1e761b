import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, tensor } from './fixtures/safetensors-attacks.ts';
import { differences } from './fixtures/spellings.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';

const CASES = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd', 'simmim-vit-32-p4', 'simmim-swin-64-p4'];
const golden = (name: string, file: string): Uint8Array => readFileSync(`golden/${name}/${file}.safetensors`);

describe('readSafetensors', () => {
  it('accepts what the reference accepts: nothing at all, empty tensors, scalars, padding and odd names', () => {
    expect(readSafetensors(fileOf('{}')).tensors.size).toBe(0);
    const file = fileOf(
      `{"empty":${tensor('F32', '[0,3]', 0, 0)},"__proto__":${tensor('F32', '[]', 0, 4)},"":${tensor('F32', '[1]', 4, 8)}}    `,
      new Uint8Array(Float32Array.of(1.5, -2).buffer),
    );
    const { tensors } = readSafetensors(file);
    expect(tensors.get('empty')).toEqual({ shape: [0, 3], data: new Float32Array(0) });
    expect(tensors.get('__proto__')).toEqual({ shape: [], data: Float32Array.of(1.5) });
    expect(tensors.get('')).toEqual({ shape: [1], data: Float32Array.of(-2) });
  });

  it('reads half, brain and double floats as single ones', () => {
    const data = new Uint8Array(2 * 2 + 2 * 2 + 8);
    const view = new DataView(data.buffer);
    view.setUint16(0, 0x3555, true); // The half-precision number next to a third.
    view.setUint16(2, 0x8001, true); // The smallest negative one, subnormal.
    view.setUint16(4, 0x3f80, true);
    view.setUint16(6, 0xc049, true);
    view.setFloat64(8, Math.PI, true);
    const header = `{"h":${tensor('F16', '[2]', 0, 4)},"b":${tensor('BF16', '[2]', 4, 8)},"d":${tensor('F64', '[1]', 8, 16)}}`;
    const { tensors } = readSafetensors(fileOf(header, data));
    expect(tensors.get('h')?.data).toEqual(Float32Array.of(0.333251953125, -(2 ** -24)));
    expect(tensors.get('b')?.data).toEqual(Float32Array.of(1, -3.140625));
    expect(tensors.get('d')?.data).toEqual(Float32Array.of(Math.PI));
  });

  it('reads data that starts at an odd byte', () => {
    const file = fileOf(`{"a":${tensor('F32', '[1]', 0, 4)}} `, new Uint8Array(Float32Array.of(7).buffer));
    const moved = new Uint8Array(file.length + 3);
    moved.set(file, 3);
    expect(readSafetensors(moved.subarray(3)).tensors.get('a')?.data).toEqual(Float32Array.of(7));
  });

  it('counts NaN and infinite values, also those that only single precision makes infinite', () => {
    const data = new Uint8Array(16);
    new Float32Array(data.buffer).set([NaN, Infinity]);
    new DataView(data.buffer).setFloat64(8, 1e300, true);
    const header = `{"a":${tensor('F32', '[2]', 0, 8)},"b":${tensor('F64', '[1]', 8, 16)}}`;
    expect([...readSafetensors(fileOf(header, data)).nonFinite]).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('lists integer tensors as ignored and gives their bytes', () => {
    const { tensors, integers, ignored } = readSafetensors(golden('mae-32-p4', 'io'));
    expect(ignored).toEqual(['ids_restore']);
    expect(tensors.has('ids_restore')).toBe(false);
    const ids = integers.get('ids_restore');
    expect(ids).toMatchObject({ dtype: 'I64', shape: [3, 64] });
    const first = Array.from(
      new BigInt64Array(new Uint8Array(ids?.bytes ?? []).buffer).subarray(0, 64),
      Number,
    );
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => i));
  });

  it.each(CASES)('reads what transformers wrote: %s', (name) => {
    const { tensors, metadata, nonFinite } = readSafetensors(golden(name, 'model'));
    expect(Object.fromEntries(metadata)).toEqual({ format: 'pt' });
    expect(nonFinite.size).toBe(0);
    expect(tensors.size).toBeGreaterThan(30);
  });
});

describe('writeSafetensors', () => {
  const tensors = new Map<string, Tensor>([
    ['b', { shape: [2, 2], data: Float32Array.of(1, -0, 1e-40, 3.4e38) }],
    ['a', { shape: [], data: Float32Array.of(Math.fround(0.1)) }],
    ['__proto__', { shape: [0], data: new Float32Array(0) }],
    ['图', { shape: [1], data: Float32Array.of(5) }],
  ]);

  it('is read back bit for bit, with its metadata', () => {
    const file = readSafetensors(writeSafetensors(tensors, { metadata: { note: 'näh "x"' } }));
    expect(file.tensors).toEqual(tensors);
    expect(Object.fromEntries(file.metadata)).toEqual({ format: 'pt', note: 'näh "x"' });
  });

  it('pads the header so that data starts at a multiple of eight bytes', () => {
    const file = writeSafetensors(tensors);
    expect(Number(new DataView(file.buffer).getBigUint64(0, true)) % 8).toBe(0);
  });

  it('makes the same bytes whatever the order of the tensors', () => {
    expect(writeSafetensors([...tensors].toReversed())).toEqual(writeSafetensors(tensors));
  });

  it('rounds to the nearest half-precision number, to even in the middle', () => {
    const data = Float32Array.of(1 / 3, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -24, 65504, -0);
    const file = readSafetensors(writeSafetensors([['a', { shape: [6], data }]], { dtype: 'F16' }));
    expect(file.tensors.get('a')?.data).toEqual(
      Float32Array.of(0.333251953125, 1, 1 + 2 ** -9, 2 ** -24, 65504, -0),
    );
  });

  it('refuses values that half precision cannot hold', () => {
    const write = (value: number) =>
      writeSafetensors([['a', { shape: [1], data: Float32Array.of(value) }]], { dtype: 'F16' });
    expect(() => write(-65520)).toThrow('tensor a has the value -65520, too large for half precision');
    expect(readSafetensors(write(65519)).tensors.get('a')?.data).toEqual(Float32Array.of(65504));
  });

  it.each(CASES)('writes %s so that it reads the same', (name) => {
    const { tensors: original } = readSafetensors(golden(name, 'model'));
    expect(differences(readSafetensors(writeSafetensors(original)).tensors, original)).toEqual([]);
  });

  it('round-trips any names and finite values', () => {
    const entry = fc.tuple(fc.string({ unit: 'binary' }), fc.float32Array({ noNaN: true }));
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ([name]) => name, maxLength: 8 }), (entries) => {
        const named = entries
          .filter(([name]) => name !== '__metadata__')
          .map(([name, data]) => [name, { shape: [data.length], data: new Float32Array(data) }] as const);
        const { tensors: read } = readSafetensors(writeSafetensors(named));
        for (const [name, { data }] of named) expect(read.get(name)?.data).toEqual(data);
        expect(read.size).toBe(named.length);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
