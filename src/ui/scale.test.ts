import { describe, expect, test } from 'vitest';
import { positionOf, positionsOf, readNumber, valueAt, writeNumber } from './scale.ts';

const ratio = { min: 0, max: 0.95, step: 0.01 };
const rate = { min: 0, max: 10, step: 0.00001, log: true };

describe('scales', () => {
  test('a linear slider has one position per step and no rounding noise', () => {
    expect(positionsOf(ratio)).toBe(95);
    expect(valueAt(ratio, 57)).toBe(0.57);
    for (let i = 0; i <= 95; i++) expect(positionOf(ratio, valueAt(ratio, i))).toBe(i);
  });

  test('a logarithmic slider reaches both ends, and 0 where its scale has one', () => {
    expect(valueAt(rate, 0)).toBe(0);
    expect(valueAt(rate, 1)).toBe(0.00001);
    expect(valueAt(rate, positionsOf(rate))).toBe(10);
    expect(positionOf(rate, 0)).toBe(0);
  });

  test('a logarithmic slider comes back to within one position of where a value put it', () => {
    for (const value of [0.00001, 0.0015, 0.03, 1, 9.9]) {
      const position = positionOf(rate, value);
      expect(Math.abs(positionOf(rate, valueAt(rate, position)) - position)).toBeLessThanOrEqual(1);
    }
  });
});

describe('numbers in boxes', () => {
  test('small and large numbers are written with an exponent, others plainly', () => {
    expect(writeNumber(1e-8)).toBe('1e-8');
    expect(writeNumber(0.0015)).toBe('0.0015');
    expect(writeNumber(0.1 * 3)).toBe('0.3');
    expect(writeNumber(0)).toBe('0');
  });

  test('typed numbers may have a comma, an exponent or a unit', () => {
    expect(readNumber('0,75')).toBe(0.75);
    expect(readNumber('1.5e-3')).toBe(0.0015);
    expect(readNumber('75 %')).toBe(75);
    expect(readNumber('8 px')).toBe(8);
    expect(readNumber('')).toBeUndefined();
    expect(readNumber('many')).toBeUndefined();
  });
});
