import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Params } from '../../lib/params.ts';
import { parseValues } from '../../lib/params.ts';
import { rngOf } from '../../lib/rng.ts';
import { hiddenCount, patchCount, type Grid, type PatchMask } from '../grid.ts';
import { defaultMask, expectedHidden, MASKS, sampleMask, type MaskChoice, type MaskId } from './index.ts';
import { decodePainted, encodePainted } from './painted.ts';

const grids = fc.oneof(
  fc.constantFrom({ rows: 1, cols: 1 }, { rows: 7, cols: 5 }, { rows: 1, cols: 2 }, { rows: 8, cols: 8 }),
  fc.record({ rows: fc.integer({ min: 1, max: 16 }), cols: fc.integer({ min: 1, max: 16 }) }),
);
const ratios = fc.oneof(fc.constantFrom(0, 1e-9, 0.5, 0.95), fc.double({ min: 0, max: 0.95, noNaN: true }));

/** Fuzzed values of whatever parameters a strategy has. */
function valuesOf(params: Params): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(params).map(([key, param]) => {
    switch (param.kind) {
      case 'number':
        return [key, param.whole === true ? fc.integer({ min: param.min, max: param.max }) : ratios] as const;
      case 'choice':
        return [key, fc.constantFrom(...param.options)] as const;
      case 'toggle':
        return [key, fc.boolean()] as const;
      case 'text':
        return [key, paintings] as const;
    }
  });
  return fc.record(Object.fromEntries(entries));
}

const paintings = fc.oneof(
  fc.string(),
  grids.chain((grid) =>
    fc
      .array(fc.constantFrom(0, 1), { minLength: patchCount(grid), maxLength: patchCount(grid) })
      .map((bits) => encodePainted(grid, bits)),
  ),
);

const sampled = (grid: Grid, choice: MaskChoice, seed = 1): PatchMask =>
  sampleMask(grid, choice, rngOf(seed, 'mask'));
const picture = (grid: Grid, mask: PatchMask): string =>
  Array.from({ length: grid.rows }, (_, row) =>
    mask.subarray(row * grid.cols, (row + 1) * grid.cols).join(''),
  ).join(' ');

describe.each(Object.keys(MASKS) as MaskId[])('mask %s', (id) => {
  it('gives one bit per patch, keeps one visible, hides what it says and does it again', () => {
    fc.assert(
      fc.property(grids, valuesOf(MASKS[id].params), fc.integer(), (grid, values, seed) => {
        const choice = { id, ...parseValues<Params>(MASKS[id].params, values) } as unknown as MaskChoice;
        const mask = sampled(grid, choice, seed);
        expect(mask).toHaveLength(patchCount(grid));
        expect(mask.every((bit) => bit === 0 || bit === 1)).toBe(true);
        expect(mask.includes(0)).toBe(true);
        expect(hiddenCount(mask)).toBe(expectedHidden(grid, choice));
        expect(sampled(grid, choice, seed)).toEqual(mask);
      }),
      { numRuns: 300 },
    );
  });

  it('takes its own defaults', () => {
    const { id: _, ...values } = defaultMask(id);
    expect(parseValues<Params>(MASKS[id].params, values)).toEqual(values);
  });

  it('says what it is', () => {
    const { label, summary, source } = MASKS[id];
    for (const sentence of [label, summary, source]) expect(sentence).not.toBe('');
  });
});

describe.each(['random', 'cells', 'block', 'grid'] as const)('the ratio of mask %s', (id) => {
  it('hides nothing at 0, and above it at least one patch of two or more', () => {
    fc.assert(
      fc.property(grids, ratios, (grid, ratio) => {
        const hidden = hiddenCount(sampled(grid, { ...defaultMask(id), ratio }));
        expect(hidden > 0).toBe(ratio > 0 && patchCount(grid) > 1);
      }),
    );
  });

  it('gives other masks for other seeds', () => {
    const grid = { rows: 9, cols: 9 };
    const different = new Set(
      Array.from({ length: 20 }, (_, seed) => picture(grid, sampled(grid, defaultMask(id), seed))),
    );
    expect(different.size).toBeGreaterThan(1);
  });
});

describe('cells', () => {
  it('rounds the hidden count up: 22 of 36 and 30 of 49 cells at 0.6', () => {
    const cells = defaultMask('cells');
    expect(expectedHidden({ rows: 12, cols: 12 }, cells)).toBe(22 * 4);
    expect(expectedHidden({ rows: 14, cols: 14 }, cells)).toBe(30 * 4);
  });

  it.each(['1', '2', '4'] as const)('hides whole cells of %s patches where they divide the grid', (unit) => {
    const grid = { rows: 16, cols: 8 };
    const mask = sampled(grid, { id: 'cells', ratio: 0.6, unit });
    for (let i = 0; i < mask.length; i++) {
      const row = Math.floor(i / 8);
      const corner = (row - (row % Number(unit))) * 8 + (i % 8) - (i % Number(unit));
      expect(mask[i]).toBe(mask[corner]);
    }
  });
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
