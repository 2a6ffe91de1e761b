/** @file Reads and writes safetensors: eight bytes of length, a JSON header, and the tensors' bytes, little-endian. */

import { invariant } from '../lib/assert.ts';
import { MimError } from '../lib/errors.ts';
import { BITS, isInteger, TO_FLOAT32, toHalves, type Dtype } from './dtypes.ts';
import { parseHeader, type Entry } from './safetensors-header.ts';
import { countNonFinite, elementsOf, shorten, type Tensor } from './tensor.ts';

/** A tensor of whole numbers, as bytes of the file (a view, not a copy). */
export interface RawTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface SafetensorsFile {
  /** F32, F16, BF16 and F64 tensors, in the order of the file. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** Integers and booleans; no weight is one. */
  readonly integers: ReadonlyMap<string, RawTensor>;
  /** Names of {@link integers}. */
  readonly ignored: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
  /** How many values of which tensors are NaN or infinite (as F32); a tensor without any is not listed. */
  readonly nonFinite: ReadonlyMap<string, number>;
}

const MAX_FILE_BYTES = 2 ** 30;

/** Throws `bad-file` unless the reference implementation would accept the file too and all its floats can be read. */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new MimError('bad-file', 'the file has {{size}} bytes, more than the {{limit}} that fit in a tab', {
      values: { size: bytes.length, limit: MAX_FILE_BYTES },
      hint: 'Use a smaller model, or store it as F16.',
    });
  }
  const { entries, metadata, dataStart } = parseHeader(bytes);
  const tensors = new Map<string, Tensor>();
  const integers = new Map<string, RawTensor>();
  const nonFinite = new Map<string, number>();
  for (const { name, dtype, shape, begin, end } of entries) {
    const own = bytes.subarray(dataStart + begin, dataStart + end);
    if (isInteger(dtype)) {
      integers.set(name, { dtype, shape, bytes: own });
      continue;
    }
    const data = floatsOf({ name, dtype }, own);
    const bad = countNonFinite(data);
    if (bad > 0) nonFinite.set(name, bad);
    tensors.set(name, { shape, data });
  }
  return { tensors, integers, ignored: [...integers.keys()], metadata, nonFinite };
}

function floatsOf(
  { name, dtype }: Pick<Entry, 'name' | 'dtype'>,
  bytes: Uint8Array,
): Float32Array<ArrayBuffer> {
  const read = TO_FLOAT32[dtype];
  if (read === undefined) {
    throw new MimError('bad-file', 'tensor {{name}} is stored as {{dtype}}, which cannot be read here', {
      values: { name: shorten(name), dtype },
      hint: 'Store the weights as F32, F16, BF16 or F64.',
    });
  }
  return read(bytes);
}

interface WriteOptions {
  readonly dtype?: 'F32' | 'F16';
  /** Beside `format: pt`, which transformers asks for. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The file of these tensors, sorted by name, so that equal weights make equal bytes. Throws `bad-file` where a value
 * is too large for F16 (that is, above 65,504): nobody could read such a file back.
 */
export function writeSafetensors(
  tensors: Iterable<readonly [string, Tensor]>,
  { dtype = 'F32', metadata = {} }: WriteOptions = {},
): Uint8Array<ArrayBuffer> {
  const sorted = [...tensors].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const width = BITS[dtype] / 8;
  const header: [string, unknown][] = [['__metadata__', { ...metadata, format: 'pt' }]];
  let size = 0;
  for (const [name, { shape, data }] of sorted) {
    invariant(
      elementsOf(shape) === data.length,
      `${name} has ${data.length} values for [${shape.join(', ')}]`,
    );
    header.push([name, { dtype, shape, data_offsets: [size, size + data.length * width] }]);
    size += data.length * width;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerBytes = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + size);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, 8, 8 + headerBytes).set(text, 8);
  let at = 8 + headerBytes;
  for (const [name, { data }] of sorted) {
    if (dtype === 'F32') {
      file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    } else {
      checkHalves(name, data);
      toHalves(data, new Uint16Array(file.buffer, at, data.length));
    }
    at += data.length * width;
  }
  return file;
}

function checkHalves(name: string, data: Float32Array): void {
  // 65,520 is halfway to the next half-precision number that there would be, and rounds to infinity.
  const value = data.find((value) => Math.abs(value) >= 65520);
  if (value === undefined) return;
  throw new MimError('bad-file', 'tensor {{name}} has the value {{value}}, too large for half precision', {
    values: { name: shorten(name), value },
    hint: 'Store the weights as F32.',
  });
}
