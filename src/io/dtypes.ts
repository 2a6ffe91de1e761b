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
      const values = halfValues();
      return Float32Array.from(new Uint16Array(copyOf(bytes)), (half) => values[half]!);
    },
    BF16: (bytes) =>
      new Float32Array(Uint32Array.from(new Uint16Array(copyOf(bytes)), (top) => top << 16).buffer),
  };

const copyOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

let halves: Float32Array | undefined;

/** What each of the 65,536 half-precision patterns means: looking it up is several times faster than computing it. */
function halfValues(): Float32Array {
  if (halves === undefined) {
    const view = new DataView(new ArrayBuffer(2));
    halves = Float32Array.from({ length: 65536 }, (_, bits) => {
      view.setUint16(0, bits);
      return getFloat16(view, 0);
    });
  }
  return halves;
}
