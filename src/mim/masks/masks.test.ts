import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberParam, Params } from '../../lib/params.ts';
import { parseValues } from '../../lib/params.ts';
import { rngOf } from '../../lib/rng.ts';
import { contentOf, type Content } from '../content.ts';
import { hiddenCount, patchCount, type Grid, type PatchMask } from '../grid.ts';
import {
  defaultMask,
  expectedHidden,
  lawOf,
  MASKS,
  needsContent,
  sampleMask,
  type MaskChoice,
  type MaskId,
} from './index.ts';
import type { MaskLaw } from './mask.ts';
import { encodePainted } from './painted.ts';

const grids = fc.oneof(
  fc.constantFrom(
    { rows: 1, cols: 1 },
    { rows: 2, cols: 2 },
    { rows: 7, cols: 5 },
    { rows: 1, cols: 2 },
    { rows: 11, cols: 1 },
    { rows: 8, cols: 8 },
  ),
  fc.record({ rows: fc.integer({ min: 1, max: 16 }), cols: fc.integer({ min: 1, max: 16 }) }),
);
const ratios = fc.oneof(fc.constantFrom(0, 1e-9, 0.5, 0.95), fc.double({ min: 0, max: 0.95, noNaN: true }));

function numbersOf(key: string, { min, max, whole }: NumberParam): fc.Arbitrary<number> {
  if (key === 'ratio') return ratios;
  return whole === true ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}

/** A picture of grey steps, of noise or of one colour, with or without a set to stand in. */
const contents = (grid: Grid): fc.Arbitrary<Content | undefined> =>
  fc
    .record({
      kind: fc.constantFrom('none', 'flat', 'half', 'noise'),
      seed: fc.integer(),
      set: fc.option(fc.constant({ mean: 0.05, deviation: 0.02 })),
    })
    .map(({ kind, seed, set }) => {
      if (kind === 'none') return undefined;
      const side = Math.max(grid.rows, grid.cols) * 2;
      const rng = rngOf(seed);
      const pixels = Uint8Array.from({ length: side * side * 3 }, (_, i) =>
        kind === 'flat' ? 90 : kind === 'half' && i % (side * 3) < side ? 40 : rng.int(256),
      );
      return contentOf({ pixels, side, channels: 3 }, grid, set ?? undefined);
    });

/** Fuzzed values of whatever parameters a strategy has. */
function valuesOf(params: Params): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(params).map(([key, param]) => {
    switch (param.kind) {
      case 'number':
        return [key, numbersOf(key, param)] as const;
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

function isInLaw(grid: Grid, law: MaskLaw | undefined, mask: PatchMask): boolean {
  if (law === undefined) return true;
  if (law.kind === 'uniform') return hiddenCount(mask) === law.hidden * law.unit ** 2;
  return law.masks.some((one) => picture(grid, one) === picture(grid, mask));
}

const allIds = Object.keys(MASKS) as MaskId[];
const withRatio = allIds.filter((id) => 'ratio' in MASKS[id].params);
/** A grid, fuzzed values of a strategy, a seed and perhaps a picture. */
const cases = (id: MaskId) =>
  grids.chain((grid) =>
    fc.tuple(fc.constant(grid), valuesOf(MASKS[id].params), fc.integer(), contents(grid)),
  );
const chosen = (id: MaskId, values: Record<string, unknown>): MaskChoice =>
  ({ id, ...parseValues<Params>(MASKS[id].params, values) }) as unknown as MaskChoice;

describe.each(allIds.filter((id) => id !== 'painted'))('mask %s', (id) => {
  it('hides something of two patches or more, unless the ratio is 0', () => {
    fc.assert(
      fc.property(cases(id), ([grid, values, seed, content]) => {
        fc.pre(patchCount(grid) > 1 && values['ratio'] !== 0);
        expect(sampleMask(grid, chosen(id, values), rngOf(seed), content)).toContain(1);
      }),
    );
  });
});

describe.each(allIds)('mask %s', (id) => {
  it('gives one bit per patch, keeps one visible, hides what it says and does it again', () => {
    fc.assert(
      fc.property(cases(id), ([grid, values, seed, content]) => {
        const choice = chosen(id, values);
        const mask = sampleMask(grid, choice, rngOf(seed), content);
        expect(mask).toHaveLength(patchCount(grid));
        expect(mask.every((bit) => bit === 0 || bit === 1)).toBe(true);
        expect(mask.includes(0)).toBe(true);
        expect(hiddenCount(mask)).toBe(expectedHidden(grid, choice, content));
        expect(sampleMask(grid, choice, rngOf(seed), content)).toEqual(mask);
      }),
      { numRuns: 300 },
    );
  });

  it('goes by the picture only if it says so', () => {
    const grid = { rows: 6, cols: 6 };
    const pixels = Uint8Array.from({ length: 24 * 24 * 3 }, (_, i) => (i % 72 < 36 ? 0 : (i * 37) % 64));
    const content = contentOf({ pixels, side: 24, channels: 3 }, grid, { mean: 0.01, deviation: 0.01 });
    const masks = [undefined, content].map((one) => sampleMask(grid, defaultMask(id), rngOf(1), one));
    expect(picture(grid, masks[0]!) !== picture(grid, masks[1]!)).toBe(needsContent({ id }));
  });

  it('draws from its law', () => {
    fc.assert(
      fc.property(cases(id), ([grid, values, seed, content]) => {
        const choice = chosen(id, values);
        const mask = sampleMask(grid, choice, rngOf(seed), content);
        expect(isInLaw(grid, lawOf(grid, choice, content), mask)).toBe(true);
      }),
    );
  });

  it('draws every mask of a law that lists them', () => {
    const grid = { rows: 4, cols: 4 };
    const law = lawOf(grid, defaultMask(id));
    const listed = law?.kind === 'one-of' ? law.masks.map((one) => picture(grid, one)) : [];
    const drawn = new Set(
      Array.from({ length: 200 }, (_, seed) => picture(grid, sampled(grid, defaultMask(id), seed))),
    );
    expect(listed.filter((one) => !drawn.has(one))).toEqual([]);
  });

  it('takes its own defaults', () => {
    const { id: _, ...values } = defaultMask(id);
    expect(parseValues<Params>(MASKS[id].params, values)).toEqual(values);
  });

  it('says what it is', () => {
    const { label, summary, formula, source } = MASKS[id];
    for (const sentence of [label, summary, formula, source]) expect(sentence).not.toBe('');
  });
});

describe.each(withRatio)('the ratio of mask %s', (id) => {
  it('hides nothing at 0, and above it at least one patch of two or more', () => {
    fc.assert(
      fc.property(
        grids.chain((grid) => fc.tuple(fc.constant(grid), contents(grid))),
        ratios,
        ([grid, content], ratio) => {
          const choice = { ...defaultMask(id), ratio } as MaskChoice;
          const hidden = hiddenCount(sampleMask(grid, choice, rngOf(1), content));
          expect(hidden > 0).toBe(ratio > 0 && patchCount(grid) > 1);
        },
      ),
    );
  });

  it('hides more where it is higher', () => {
    const grid = { rows: 8, cols: 8 };
    const counts = [0, 0.1, 0.25, 0.4, 0.6, 0.75, 0.9].map((ratio) =>
      expectedHidden(grid, { ...defaultMask(id), ratio } as MaskChoice),
    );
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.at(-1)).toBeGreaterThan(45);
  });
});

describe.each(allIds.filter((id) => !['painted', 'object-all', 'square'].includes(id)))(
  'the seed of mask %s',
  (id) => {
    it('gives other masks for other seeds', () => {
      const grid = { rows: 8, cols: 8 };
      const different = new Set(
        Array.from({ length: 20 }, (_, seed) => picture(grid, sampled(grid, defaultMask(id), seed))),
      );
      expect(different.size).toBeGreaterThan(1);
    });
  },
);
