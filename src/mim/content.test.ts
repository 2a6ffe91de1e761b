import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { contentOf, momentsOf, standing } from './content.ts';

const grid = { rows: 2, cols: 2 };
const random = (side: number, channels: number): Uint8Array =>
  Uint8Array.from({ length: side * side * channels }, (_, i) => rngOf('content', i).int(256));

describe('contentOf', () => {
  it('has the variance of all values as torch.var gives it, and of each patch around its mean colour', () => {
    const side = 8;
    const pixels = random(side, 3);
    const values = Array.from(pixels, (byte) => byte / 255);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (values.length - 1);
    const content = contentOf({ pixels, side, channels: 3 }, grid);
    expect(content.variance).toBeCloseTo(variance, 12);
    let complexity = 0;
    for (let c = 0; c < 3; c++) {
      const inside = values.filter((_, i) => i % 3 === c && i % 24 < 12 && i < 96);
      const own = inside.reduce((a, b) => a + b, 0) / 16;
      complexity += inside.reduce((sum, v) => sum + (v - own) ** 2, 0) / 16 / 3;
    }
    expect(content.complexity[0]).toBeCloseTo(complexity, 12);
  });

  it('leaves the fourth channel out', () => {
    const rgb = random(8, 3);
    const rgba = Uint8Array.from({ length: 256 }, (_, i) =>
      i % 4 === 3 ? 255 : rgb[Math.floor(i / 4) * 3 + (i % 4)]!,
    );
    const [a, b] = [
      contentOf({ pixels: rgb, side: 8, channels: 3 }, grid),
      contentOf({ pixels: rgba, side: 8, channels: 4 }, grid),
    ];
    expect(b).toEqual(a);
  });

  it('is 0 of one colour, whatever it is', () => {
    const pixels = Uint8Array.from({ length: 192 }, (_, i) => [200, 10, 77][i % 3]!);
    expect(Array.from(contentOf({ pixels, side: 8, channels: 3 }, grid).complexity)).toEqual([0, 0, 0, 0]);
  });

  it('of a box sees what is inside, mirrored where asked', () => {
    const side = 16;
    const pixels = random(side, 3);
    for (let y = 0; y < side; y++)
      for (let x = 0; x < 8; x++) pixels.fill(9, (y * side + x) * 3, (y * side + x) * 3 + 3);
    const box = { left: 4, top: 0, width: 8, height: 16, flip: false };
    const straight = contentOf({ pixels, side, channels: 3 }, grid, undefined, box).complexity;
    const mirrored = contentOf({ pixels, side, channels: 3 }, grid, undefined, {
      ...box,
      flip: true,
    }).complexity;
    expect([straight[0], straight[2]]).toEqual([0, 0]);
    expect([mirrored[1], mirrored[3]]).toEqual([0, 0]);
    expect(mirrored[0]).toBeCloseTo(straight[1]!, 12);
  });
});

describe('standing', () => {
  it('counts deviations from the mean of the set, and is 0 where nothing is known', () => {
    const set = momentsOf([1, 3]);
    expect(set).toEqual({ mean: 2, deviation: 1 });
    expect(standing({ complexity: [], variance: 5, set })).toBe(3);
    expect(standing({ complexity: [], variance: 5 })).toBe(0);
    expect(standing({ complexity: [], variance: 5, set: momentsOf([2, 2]) })).toBe(0);
  });
});
