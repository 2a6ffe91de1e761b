import { getFloat16, setFloat16 } from '@petamoriken/float16';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TO_FLOAT32, toHalves } from './dtypes.ts';

const halvesOf = (data: Float32Array): Uint16Array => {
  const out = new Uint16Array(data.length);
  toHalves(data, out);
  return out;
};

describe('half precision', () => {
  it('means what the package says, pattern by pattern, and goes back to the same pattern', () => {
    const patterns = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const values = TO_FLOAT32.F16!(new Uint8Array(patterns.buffer));
    const view = new DataView(patterns.buffer);
    const wrong = [...patterns].filter((i) => !Object.is(values[i], getFloat16(view, 2 * i, true)));
    expect(wrong).toEqual([]);
    const finite = patterns.filter((i) => Number.isFinite(values[i]));
    expect(halvesOf(values.filter(Number.isFinite))).toEqual(finite);
  });

  it('is the nearest to any value, as the package rounds it', () => {
    const view = new DataView(new ArrayBuffer(2));
    const bits = fc.oneof(fc.integer(), fc.integer({ min: 0x33000000, max: 0x477fefff }));
    fc.assert(
      fc.property(bits, (word) => {
        const data = new Float32Array(Int32Array.of(word).buffer);
        fc.pre(Math.abs(data[0]!) < 65520);
        setFloat16(view, 0, data[0]!, true);
        expect(halvesOf(data)[0]).toBe(view.getUint16(0, true));
      }),
      { numRuns: 5000, seed: 1 },
    );
  });

  it('keeps NaN', () => {
    expect(halvesOf(Float32Array.of(NaN))).toEqual(Uint16Array.of(0x7e00));
  });
});
