import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { io } from '../i18n/zh/io.ts';
import { MimError } from '../lib/errors.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';

const CASES = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd', 'simmim-vit-32-p4', 'simmim-swin-64-p4'];
const golden = (name: string, file: string): Uint8Array => readFileSync(`golden/${name}/${file}.safetensors`);

/** A file of this header text (or these header bytes) and this data. */
function fileOf(header: string | Uint8Array, data = new Uint8Array(0), claimed?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}

const tensor = (dtype: string, shape: string, begin: number, end: number): string =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":[${begin},${end}]}`;
const bytes = (n: number): Uint8Array => new Uint8Array(n);

function refusal(file: Uint8Array): MimError {
  try {
    readSafetensors(file);
  } catch (error) {
    if (error instanceof MimError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

const deep = (depth: number): string => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;

/** Each attack and the sentence that refuses it. */
const ATTACKS: Readonly<Record<string, readonly [file: Uint8Array, sentence: string]>> = {
  'an empty file': [bytes(0), 'the file has 0 bytes, too few for a safetensors header'],
  'seven bytes': [bytes(7), 'the file has 7 bytes, too few for a safetensors header'],
  'a header of 2⁶³ bytes': [
    fileOf('{}', bytes(0), 2n ** 63n),
    'the safetensors header claims 9223372036854775808 bytes, more than the 25000000 allowed',
  ],
  'a header one byte over the cap': [
    fileOf('{}', bytes(0), 25_000_001n),
    'the safetensors header claims 25000001 bytes, more than the 25000000 allowed',
  ],
  'a header longer than the file': [
    fileOf('{}', bytes(0), 3n),
    'the safetensors header claims 3 bytes, but only 2 follow',
  ],
  'broken UTF-8': [fileOf(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), 'the header is not valid UTF-8'],
  'a surrogate in UTF-8': [
    fileOf(Uint8Array.of(0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x7d)),
    'the header is not valid UTF-8',
  ],
  'a byte order mark': [
    fileOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)),
    'the header does not start with an opening brace',
  ],
  'a list as header': [fileOf('[]'), 'the header does not start with an opening brace'],
  'an empty header': [fileOf(''), 'the header does not start with an opening brace'],
  'a space before the header': [fileOf(' {}'), 'the header does not start with an opening brace'],
  'broken JSON': [fileOf('{"a":}'), 'the header is not valid JSON'],
  'an unfinished name': [fileOf('{"a'), 'the header is not valid JSON'],
  'a name that ends in a backslash': [fileOf('{"a\\'), 'the header is not valid JSON'],
  'an unknown escape': [fileOf('{"\\x":1}'), 'the header is not valid JSON'],
  'two headers': [fileOf('{}{}'), 'the header is not valid JSON'],
  'a zero byte after the header': [fileOf('{}\0'), 'the header is not valid JSON'],
  'a trailing comma': [fileOf('{"a":1,}'), 'the header is not valid JSON'],
  'a deeply nested header': [fileOf(deep(3)), 'the header is nested too deeply'],
  'a hundred thousand brackets': [fileOf(deep(100_000)), 'the header is nested too deeply'],
  'a tensor twice': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)},"a":${tensor('F32', '[1]', 0, 4)}}`, bytes(4)),
    'the header names a twice',
  ],
  'a tensor twice, once escaped': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)},"\\u0061":${tensor('F32', '[1]', 0, 4)}}`, bytes(4)),
    'the header names a twice',
  ],
  'a field twice': [
    fileOf('{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', bytes(4)),
    'the header names dtype twice',
  ],
  'metadata twice': [fileOf('{"__metadata__":{},"__metadata__":{}}'), 'the header names __metadata__ twice'],
  'half of a surrogate pair': [
    fileOf(`{"\\ud800":${tensor('F32', '[1]', 0, 4)}}`, bytes(4)),
    'the header has half of a surrogate pair in a name',
  ],
  'metadata that is a number': [
    fileOf('{"__metadata__":{"a":1}}'),
    'the header has metadata that is not text',
  ],
  'metadata that is a list': [fileOf('{"__metadata__":[]}'), 'the header has metadata that is not text'],
  'metadata that is null': [fileOf('{"__metadata__":null}'), 'the header has metadata that is not text'],
  'a tensor that is a number': [fileOf('{"a":1}'), 'tensor a is not described by an object'],
  'a tensor that is null': [fileOf('{"a":null}'), 'tensor a is not described by an object'],
  'a tensor that is a list': [fileOf('{"a":[]}'), 'tensor a is not described by an object'],
  'a tensor called __proto__ without fields': [
    fileOf('{"__proto__":{}}'),
    'tensor __proto__ has the unknown type –',
  ],
  'fields that come from __proto__': [
    fileOf(`{"a":{"__proto__":{"dtype":0}}}`),
    'tensor a has the unknown type –',
  ],
  'a type from Object.prototype': [
    fileOf(`{"a":${tensor('toString', '[1]', 0, 4)}}`, bytes(4)),
    'tensor a has the unknown type "toString"',
  ],
  'a type in lower case': [
    fileOf(`{"a":${tensor('f32', '[1]', 0, 4)}}`, bytes(4)),
    'tensor a has the unknown type "f32"',
  ],
  'a shape that is a number': [
    fileOf(`{"a":${tensor('F32', '1', 0, 4)}}`, bytes(4)),
    'tensor a has a shape that is not a list of whole numbers',
  ],
  'a shape of text': [
    fileOf(`{"a":${tensor('F32', '["1"]', 0, 4)}}`, bytes(4)),
    'tensor a has a shape that is not a list of whole numbers',
  ],
  'a size beyond all numbers': [
    fileOf(`{"a":${tensor('F32', `[${'9'.repeat(400)}]`, 0, 4)}}`, bytes(4)),
    'tensor a has a shape that is not a list of whole numbers',
  ],
  'a size below zero': [
    fileOf(`{"a":${tensor('F32', '[-1]', 0, 4)}}`, bytes(4)),
    'the header has a number that is not a plain whole number',
  ],
  'a size written as 1.0': [
    fileOf(`{"a":${tensor('F32', '[1.0]', 0, 4)}}`, bytes(4)),
    'the header has a number that is not a plain whole number',
  ],
  'a size written as 1e0': [
    fileOf(`{"a":${tensor('F32', '[1e0]', 0, 4)}}`, bytes(4)),
    'the header has a number that is not a plain whole number',
  ],
  'three data offsets': [
    fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}', bytes(4)),
    'tensor a has data offsets that are not a pair of whole numbers',
  ],
  'no data offsets': [
    fileOf('{"a":{"dtype":"F32","shape":[1]}}', bytes(4)),
    'tensor a has data offsets that are not a pair of whole numbers',
  ],
  'a hole before the first tensor': [
    fileOf(`{"a":${tensor('F32', '[1]', 4, 8)}}`, bytes(8)),
    'tensor a starts at byte 4 and leaves a hole after 0',
  ],
  'a hole between tensors': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)},"b":${tensor('F32', '[1]', 8, 12)}}`, bytes(12)),
    'tensor b starts at byte 8 and leaves a hole after 4',
  ],
  'tensors that overlap': [
    fileOf(`{"a":${tensor('F32', '[2]', 0, 8)},"b":${tensor('F32', '[2]', 4, 12)}}`, bytes(12)),
    'tensor b starts at byte 4, inside the one before, which ends at 8',
  ],
  'tensors on the same bytes': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)},"b":${tensor('F32', '[1]', 0, 4)}}`, bytes(4)),
    'tensor b starts at byte 0, inside the one before, which ends at 4',
  ],
  'an end before the start': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)},"b":${tensor('F32', '[1]', 4, 0)}}`, bytes(4)),
    'tensor b ends at byte 0, before it starts at 4',
  ],
  'a shape whose product overflows': [
    fileOf(`{"a":${tensor('F32', '[4294967296,4294967296]', 0, 4)}}`, bytes(4)),
    'tensor a has a shape too large to count',
  ],
  'a shape that overflows in bits only': [
    fileOf(`{"a":${tensor('F32', '[9007199254740991,2047]', 0, 4)}}`, bytes(4)),
    'tensor a has a shape too large to count',
  ],
  'a size that JavaScript rounds': [
    fileOf(`{"a":${tensor('F32', '[0,9007199254740993]', 0, 0)}}`),
    'tensor a has a shape too large to count',
  ],
  'a million sizes': [
    fileOf(`{"a":${tensor('F32', `[${Array.from({ length: 1e6 }, () => 9).join(',')}]`, 0, 4)}}`, bytes(4)),
    'tensor a has a shape too large to count',
  ],
  'half a byte at the end': [
    fileOf(`{"a":${tensor('F4', '[3]', 0, 1)}}`, bytes(1)),
    'tensor a does not end on a whole byte',
  ],
  'fewer bytes than the shape needs': [
    fileOf(`{"a":${tensor('F32', '[2]', 0, 4)}}`, bytes(4)),
    'tensor a has 4 bytes, but its shape and type need 8',
  ],
  'more bytes than the shape needs': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 8)}}`, bytes(8)),
    'tensor a has 8 bytes, but its shape and type need 4',
  ],
  'data cut short': [
    fileOf(`{"a":${tensor('F32', '[2]', 0, 8)}}`, bytes(7)),
    'the tensors need 8 bytes, but the file has only 7: it was cut short',
  ],
  'bytes after the last tensor': [
    fileOf(`{"a":${tensor('F32', '[1]', 0, 4)}}`, bytes(5)),
    'the file goes on for 1 bytes after its last tensor',
  ],
  'a type of eight bits': [
    fileOf(`{"a":${tensor('F8_E4M3', '[4]', 0, 4)}}`, bytes(4)),
    'tensor a is stored as F8_E4M3, which cannot be read here',
  ],
  'complex numbers': [
    fileOf(`{"a":${tensor('C64', '[1]', 0, 8)}}`, bytes(8)),
    'tensor a is stored as C64, which cannot be read here',
  ],
  'a name of a megabyte': [
    fileOf(`{"${'x'.repeat(1e6)}":1}`),
    `tensor ${'x'.repeat(117)}… is not described by an object`,
  ],
};

describe('readSafetensors', () => {
  it.each(Object.entries(ATTACKS))('refuses %s with its own sentence', (_, [file, sentence]) => {
    expect(refusal(file)).toMatchObject({ code: 'bad-file', message: sentence });
  });

  it('says every refusal in Chinese too', () => {
    const errors = Object.values(ATTACKS).map(([file]) => refusal(file));
    const keys = errors.flatMap(({ template, hint }) => [template, hint ?? '']);
    expect(keys.filter((key) => io[key] === undefined)).toEqual([]);
  });

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

  it('lets nothing but a MimError escape, whatever happens to the bytes of a file', () => {
    const file = golden('mae-48-p16-odd', 'model').subarray(0, 1 << 20);
    const header = 8 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
    const small = [
      fileOf(`{"a":${tensor('F16', '[2]', 0, 4)},"b":${tensor('I64', '[1]', 4, 12)}}`, bytes(12)),
      fileOf(`{"__metadata__":{"format":"pt"},"\\u0061":${tensor('F64', '[]', 0, 8)}}`, bytes(8)),
    ];
    let accepted = 0;
    const check = (mutant: Uint8Array): void => {
      try {
        readSafetensors(mutant);
        accepted++;
      } catch (error) {
        if (!(error instanceof MimError)) throw error;
      }
    };
    const change = fc.record({
      at: fc.nat(),
      byte: fc.oneof(
        fc.nat(255),
        fc.constantFrom(...[...'{}[]",:\\0123456789eE-.'].map((c) => c.charCodeAt(0))),
      ),
    });
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...small), changes, fc.option(fc.nat()), (original, edits, cut) => {
        const mutant = new Uint8Array(original);
        for (const { at, byte } of edits) mutant[at % mutant.length] = byte;
        check(cut === null ? mutant : mutant.subarray(0, cut % (mutant.length + 1)));
      }),
      { numRuns: 10_000, seed: 1 },
    );
    fc.assert(
      fc.property(changes, (edits) => {
        const mutant = new Uint8Array(file);
        for (const { at, byte } of edits) mutant[at % header] = byte;
        check(mutant);
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(0);
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
    expect(new Map([...file.tensors].toSorted())).toEqual(new Map([...tensors].toSorted()));
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
    expect(readSafetensors(writeSafetensors(original)).tensors).toEqual(original);
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
