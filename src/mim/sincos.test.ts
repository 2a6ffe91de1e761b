import { describe, expect, it } from 'vitest';
import { sincosTable } from './sincos.ts';

const row = (table: Float32Array, width: number, i: number): number[] => [
  ...table.subarray(i * width, (i + 1) * width),
];
const rounded = (values: Iterable<number>): number[] =>
  Array.from(values, (value) => Number(value.toFixed(6)));

describe('sincosTable', () => {
  it('has the table of the official code at width 8 on 2×2: columns first', () => {
    const table = sincosTable(8, { rows: 2, cols: 2 });
    const one = [0.84147096, 0.00999983, 0.5403023, 0.99995];
    const zero = [0, 0, 1, 1];
    expect(rounded(row(table, 8, 0))).toEqual(rounded([0, 0, 0, 0, 0, 0, 0, 0]));
    expect(rounded(row(table, 8, 1))).toEqual(rounded([...zero, ...zero]));
    expect(rounded(row(table, 8, 2))).toEqual(rounded([...one, ...zero]));
    expect(rounded(row(table, 8, 3))).toEqual(rounded([...zero, ...one]));
    expect(rounded(row(table, 8, 4))).toEqual(rounded([...one, ...one]));
  });

  it('has the row of patch (1, 2) at width 16 on 4×4', () => {
    const table = sincosTable(16, { rows: 4, cols: 4 });
    expect(rounded(row(table, 16, 1 + 4 + 2))).toEqual(
      rounded([
        0.9092974, 0.19866933, 0.01999867, 0.002, -0.41614684, 0.9800666, 0.9998, 0.999998, 0.84147096,
        0.09983341, 0.00999983, 0.001, 0.5403023, 0.9950042, 0.99995, 0.9999995,
      ]),
    );
  });

  it('has squares that sum to N · width / 2', () => {
    const table = sincosTable(192, { rows: 8, cols: 8 });
    expect(table.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(6144, 2);
  });

  it('refuses a width that is no multiple of 4', () => {
    expect(() => sincosTable(6, { rows: 2, cols: 2 })).toThrow('multiple of 4');
  });
});
