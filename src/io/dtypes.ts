/** @file The element types of safetensors: how wide each is, and how the floating ones become single precision. */

import { getFloat16 } from '@petamoriken/float16';

/** Bits per element. Source: huggingface/safetensors@24b0b28 safetensors/src/tensor.rs, `Dtype::bitsize`. */
export const BITS = {
  BOOL: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F8_E4M3FNUZ: 8,
  F8_E5M2FNUZ: 8,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  C64: 64,
  F64: 64,
  I64: 64,
  U64: 64,
} as const;

export type Dtype = keyof typeof BITS;

export const isDtype = (name: string): name is Dtype => Object.hasOwn(BITS, name);

/** Counters, indices and masks: never weights, so a file may have them without harm. */
export const isInteger = (dtype: Dtype): boolean => /^(?:BOOL|[IU]\d+)$/.test(dtype);

/** The bytes of the types that can be weights, as single precision. Always a copy: data in a file may lie unaligned. */
export const TO_FLOAT32: Readonly<Partial<Record<Dtype, (bytes: Uint8Array) => Float32Array<ArrayBuffer>>>> =
  {
    F32: (bytes) => new Float32Array(copyOf(bytes)),
    F64: (bytes) => new Float32Array(new Float64Array(copyOf(bytes))),
    F16: (bytes) => {
      const halves = new Uint16Array(copyOf(bytes));
      const values = halfValues();
      const data = new Float32Array(halves.length);
      for (let i = 0; i < data.length; i++) data[i] = values[halves[i]!]!;
      return data;
    },
    BF16: (bytes) => {
      const halves = new Uint16Array(copyOf(bytes));
      const bits = new Uint32Array(halves.length);
      for (let i = 0; i < bits.length; i++) bits[i] = halves[i]! << 16; // The upper half of single precision.
      return new Float32Array(bits.buffer);
    },
  };

const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

let table: Float32Array | undefined;

/** What each of the 65,536 half-precision patterns means: looking it up is several times faster than computing it. */
function halfValues(): Float32Array {
  if (table === undefined) {
    const view = new DataView(new ArrayBuffer(2));
    table = Float32Array.from({ length: 65536 }, (_, bits) => {
      view.setUint16(0, bits);
      return getFloat16(view, 0);
    });
  }
  return table;
}

/**
 * The half-precision pattern next to each value, ties to even; written out because the package's `setFloat16` takes
 * microseconds per value. Values must be below 65,520, from where on they would round to infinity.
 */
export function toHalves(data: Float32Array, out: Uint16Array): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length);
  for (let i = 0; i < data.length; i++) {
    const word = words[i]!;
    const magnitude = word & 0x7fffffff;
    let half: number;
    if (magnitude > 0x7f800000) {
      half = 0x7e00; // NaN.
    } else if (magnitude >= 0x38800000) {
      const rebiased = magnitude - 0x38000000; // Exponents count from 15 instead of 127.
      half = (rebiased + 0xfff + ((rebiased >>> 13) & 1)) >>> 13;
    } else {
      half = Math.abs(data[i]!) * 2 ** 24 + 2 ** 52 - 2 ** 52; // Subnormal: adding 2⁵² rounds to whole multiples.
    }
    out[i] = ((word >>> 16) & 0x8000) | half;
  }
}
