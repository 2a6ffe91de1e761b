import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { contentOf, type Content } from '../content.ts';
import { hiddenCount, keptByRatio, patchCount, type Grid, type PatchMask } from '../grid.ts';
import { articleRatio } from './content-article.ts';
import { defaultMask, expectedHidden, lawOf, MASKS, sampleMask, type MaskChoice } from './index.ts';
import { decodePainted, encodePainted } from './painted.ts';

const grids = fc.record({ rows: fc.integer({ min: 1, max: 16 }), cols: fc.integer({ min: 1, max: 16 }) });
const sampled = (grid: Grid, choice: MaskChoice, seed = 1): PatchMask =>
  sampleMask(grid, choice, rngOf(seed, 'mask'));
const picture = (grid: Grid, mask: PatchMask): string =>
  Array.from({ length: grid.rows }, (_, row) =>
    mask.subarray(row * grid.cols, (row + 1) * grid.cols).join(''),
  ).join(' ');

describe('cells', () => {
  it('rounds the hidden count up: 22 of 36 and 30 of 49 cells at 0.6', () => {
    const cells = defaultMask('cells');
    expect(expectedHidden({ rows: 12, cols: 12 }, cells)).toBe(22 * 4);
    expect(expectedHidden({ rows: 14, cols: 14 }, cells)).toBe(30 * 4);
  });

  it('offers units of 4, 8, 16, 32 and 64 px with patches of 4 px', () => {
    const grid = { rows: 32, cols: 32 };
    expect(MASKS.cells.params.unit.options.map((unit) => Number(unit) * 4)).toEqual([4, 8, 16, 32, 64]);
    for (const unit of MASKS.cells.params.unit.options) {
      expect(expectedHidden(grid, { id: 'cells', ratio: 0.5, unit })).toBe(512);
    }
  });

  it.each(['1', '2', '4', '8'] as const)(
    'hides whole cells of %s patches where they divide the grid',
    (unit) => {
      const grid = { rows: 16, cols: 8 };
      const mask = sampled(grid, { id: 'cells', ratio: 0.6, unit });
      for (let i = 0; i < mask.length; i++) {
        const row = Math.floor(i / 8);
        const corner = (row - (row % Number(unit))) * 8 + (i % 8) - (i % Number(unit));
        expect(mask[i]).toBe(mask[corner]);
      }
    },
  );
});

describe('block', () => {
  it('hides patches that touch one another more often than random masking does', () => {
    const grid = { rows: 12, cols: 12 };
    const touching = (id: 'block' | 'random'): number => {
      let pairs = 0;
      for (let seed = 0; seed < 50; seed++) {
        const mask = sampled(grid, { ...defaultMask(id), ratio: 0.4 }, seed);
        for (let i = 1; i < mask.length; i++) pairs += i % 12 === 0 ? 0 : mask[i]! * mask[i - 1]!;
      }
      return pairs;
    };
    expect(touching('block')).toBeGreaterThan(1.7 * touching('random'));
  });
});

describe('grid', () => {
  it.each([
    [0.75, 1 / 4],
    [0.5, 1 / 2],
    [0.25, 3 / 4],
    [0.9375, 1 / 16],
  ])('keeps a regular share of a 16×16 grid at %d', (ratio, kept) => {
    expect(expectedHidden({ rows: 16, cols: 16 }, { id: 'grid', ratio })).toBe(256 * (1 - kept));
  });

  it('keeps one patch of every 2×2 at 75 %, always the same corner', () => {
    const grid = { rows: 6, cols: 6 };
    const rows = picture(grid, sampled(grid, defaultMask('grid'))).split(' ');
    const kept = rows.flatMap((row, r) =>
      Array.from(row).flatMap((bit, c) => (bit === '0' ? [[r % 2, c % 2].join()] : [])),
    );
    expect(kept).toHaveLength(9);
    expect(new Set(kept).size).toBe(1);
  });

  it('is a checkerboard at 50 %', () => {
    const grid = { rows: 5, cols: 4 };
    const mask = sampled(grid, { id: 'grid', ratio: 0.5 });
    for (let i = 0; i < mask.length; i++) {
      const parity = (Math.floor(i / 4) + (i % 4)) % 2;
      expect(mask[i]).toBe(parity === 0 ? mask[0] : 1 - mask[0]!);
    }
  });
});

describe('inverse blocks', () => {
  it('keep patches that touch one another more often than random masking does', () => {
    const grid = { rows: 12, cols: 12 };
    const touching = (id: 'inverse-block' | 'random'): number => {
      let pairs = 0;
      for (let seed = 0; seed < 50; seed++) {
        const mask = sampled(grid, { ...defaultMask(id), ratio: 0.8 }, seed);
        for (let i = 1; i < mask.length; i++) pairs += i % 12 === 0 ? 0 : (1 - mask[i]!) * (1 - mask[i - 1]!);
      }
      return pairs;
    };
    expect(touching('inverse-block')).toBeGreaterThan(2 * touching('random'));
  });
});

describe('square', () => {
  const grid = { rows: 12, cols: 12 };

  it.each([
    [1 / 9, 4],
    [1 / 4, 6],
    [4 / 9, 8],
  ])('at ratio %d has the paper’s side, %d of 12 patches', (ratio, side) => {
    const square = { ...defaultMask('square'), ratio };
    expect(expectedHidden(grid, square)).toBe(side * side);
    const middle = '0'.repeat((12 - side) / 2) + '1'.repeat(side) + '0'.repeat((12 - side) / 2);
    expect(picture(grid, sampled(grid, square)).split(' ')[6]).toBe(middle);
  });

  it('stands where it is put, corners included', () => {
    const at = (x: number, y: number): PatchMask =>
      sampled(grid, { ...defaultMask('square'), place: 'here', x, y });
    expect(at(0, 0)[0]).toBe(1);
    expect(at(1, 1)[143]).toBe(1);
    expect(at(1, 0)[11]).toBe(1);
    expect(at(0.5, 0.5)).toEqual(sampled(grid, defaultMask('square')));
  });

  it('goes everywhere where it may', () => {
    const law = lawOf(grid, { ...defaultMask('square'), place: 'anywhere' });
    expect(law?.kind === 'one-of' ? law.masks.length : 0).toBe(49);
  });
});

describe('checkerboard', () => {
  it.each(['1', '2', '4'] as const)('of cells of %s patches is the other way round one cell on', (unit) => {
    const grid = { rows: 8, cols: 8 };
    const mask = sampled(grid, { id: 'checkerboard', unit });
    const u = Number(unit);
    expect(hiddenCount(mask)).toBe(32);
    const edges = Array.from({ length: 64 }, (_, i) => i).filter((i) => i % 8 < 8 - u);
    for (const i of edges) expect(mask[i]).toBe(1 - mask[i + u]!);
  });
});

describe('colour noise', () => {
  /** Neighbouring pairs that are both hidden or both visible: high for large gaps, low for small ones. */
  const alike = (colour: 'red' | 'green' | 'blue' | 'purple'): number => {
    const grid = { rows: 16, cols: 16 };
    let pairs = 0;
    for (let seed = 0; seed < 20; seed++) {
      const mask = sampled(grid, { ...defaultMask('colour-noise'), ratio: 0.5, colour, width: 1 }, seed);
      for (let i = 1; i < mask.length; i++) pairs += i % 16 !== 0 && mask[i] === mask[i - 1] ? 1 : 0;
    }
    return pairs / (20 * 240);
  };

  it('has its largest gaps in red and its smallest in blue', () => {
    expect(alike('red')).toBeGreaterThan(alike('green') + 0.02);
    expect(alike('green')).toBeGreaterThan(0.55);
    expect(alike('blue')).toBeLessThan(0.47);
  });
});

describe('the content-aware masks', () => {
  const grid = { rows: 8, cols: 8 };
  const side = 64;
  /** Left half flat, right half noise. */
  const pixels = Uint8Array.from({ length: side * side * 3 }, (_, i) =>
    i % (side * 3) < (side * 3) / 2 ? 128 : rngOf(i).int(256),
  );
  const contentIn = (mean: number): Content =>
    contentOf({ pixels, side, channels: 3 }, grid, { mean, deviation: 0.01 });

  it('as written never go below their base, and give the article’s numbers', () => {
    expect(articleRatio(0.75, 0)).toBe(0.75);
    expect(articleRatio(0.75, 0.06)).toBeCloseTo(0.779, 3);
    expect(articleRatio(0.75, 1)).toBeCloseTo(0.85, 4);
    expect(articleRatio(0.89, 1)).toBe(0.9);
  });

  it('with a standardised ratio go both ways, and share the count of the ratio that is set', () => {
    const choice = defaultMask('content-ratio');
    const base = 64 - keptByRatio(64, 0.75);
    expect(expectedHidden(grid, choice)).toBe(base);
    expect(expectedHidden(grid, choice, contentIn(0.01))).toBe(64 - keptByRatio(64, 0.9));
    expect(expectedHidden(grid, choice, contentIn(0.2))).toBe(64 - keptByRatio(64, 0.6));
  });

  it.each([
    ['complex', 30, 32],
    ['simple', 0, 2],
  ] as const)('with a budget for %s patches hide %d to %d of the 32 noisy ones', (prefer, least, most) => {
    const choice: MaskChoice = { id: 'content-budget', ratio: 0.5, prefer, strength: 10 };
    const mask = sampleMask(grid, choice, rngOf(1), contentIn(0.05));
    const noisy = mask.filter((bit, i) => bit === 1 && i % 8 >= 4).length;
    expect(noisy).toBeGreaterThanOrEqual(least);
    expect(noisy).toBeLessThanOrEqual(most);
  });
});

describe('the object masks', () => {
  const grid = { rows: 6, cols: 6 };
  const object = Array.from({ length: 36 }, (_, i) => (i % 6 > 2 && i < 24 ? 1 : 0)); // 12 patches
  const bits = encodePainted(grid, object);

  it('hide all of what was painted, or most of it, and nothing else', () => {
    expect([...sampled(grid, { id: 'object-all', bits })]).toEqual(object);
    const most = sampled(grid, { id: 'object-most', bits, share: 0.8 });
    expect(hiddenCount(most)).toBe(10);
    for (let i = 0; i < 36; i++) expect(most[i]!).toBeLessThanOrEqual(object[i]!);
  });

  it('take the middle where nothing was painted', () => {
    const mask = sampled(grid, defaultMask('object-all'));
    expect(picture(grid, mask)).toBe('000000 001100 011110 011110 001100 000000');
  });
});

describe('painted', () => {
  it('gives back exactly what was painted, on any grid', () => {
    fc.assert(
      fc.property(
        grids.chain((grid) =>
          fc.tuple(
            fc.constant(grid),
            fc.array(fc.constantFrom(0, 1), { minLength: patchCount(grid), maxLength: patchCount(grid) }),
          ),
        ),
        ([grid, bits]) => {
          const text = encodePainted(grid, bits);
          expect(decodePainted(text)?.grid).toEqual(grid);
          expect([...decodePainted(text)!.mask]).toEqual(bits);
        },
      ),
    );
  });

  it('hides exactly what was painted', () => {
    const grid = { rows: 3, cols: 4 };
    const painted = [1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0];
    expect([...sampled(grid, { id: 'painted', bits: encodePainted(grid, painted) })]).toEqual(painted);
  });

  it('keeps its shape on a finer and on a coarser grid', () => {
    const bits = encodePainted({ rows: 2, cols: 2 }, [1, 0, 0, 1]);
    const finer = { rows: 4, cols: 4 };
    expect(picture(finer, sampled(finer, { id: 'painted', bits }))).toBe('1100 1100 0011 0011');
    const back = encodePainted(finer, sampled(finer, { id: 'painted', bits }));
    const coarse = { rows: 2, cols: 2 };
    expect(picture(coarse, sampled(coarse, { id: 'painted', bits: back }))).toBe('10 01');
  });

  it('leaves the middle patch visible where everything is painted', () => {
    const grid = { rows: 3, cols: 3 };
    const bits = encodePainted(grid, Array<number>(9).fill(1));
    expect(picture(grid, sampled(grid, { id: 'painted', bits }))).toBe('111 101 111');
  });

  it.each(['', '!', 'AA', 'AgI', 'AgIPPw', 'A'])('takes no bits from the text %j', (text) => {
    expect(decodePainted(text)).toBeUndefined();
  });
});
