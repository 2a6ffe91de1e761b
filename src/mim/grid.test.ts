import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import {
  equalizeCount,
  hiddenCount,
  keptByRatio,
  maskFrom,
  maskHash,
  ratioForHidden,
  withPins,
} from './grid.ts';

const bits = (n: number): fc.Arbitrary<number[]> =>
  fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n });
const size = fc.integer({ min: 1, max: 100 });

describe('keptByRatio', () => {
  it.each([
    [25, 0.8, 4],
    [100, 0.55, 44],
    [100, 0.8, 19],
    [100, 0.9, 9],
    [196, 0.75, 49],
    [64, 0.75, 16],
    [10, 0.9, 1],
    [1, 0.95, 1],
    [4, 0, 4],
    [4, 0.01, 3],
  ])('of %d patches at %d keeps %d', (n, ratio, kept) => {
    expect(keptByRatio(n, ratio)).toBe(kept);
  });
});

describe('ratioForHidden', () => {
  it('is undone by the rounding of the ratio, for every count of every grid up to 1024 patches', () => {
    const wrong: [number, number][] = [];
    for (let n = 1; n <= 1024; n++) {
      for (let hidden = 0; hidden < n; hidden++) {
        if (keptByRatio(n, ratioForHidden(n, hidden)) !== n - hidden) wrong.push([n, hidden]);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('equalizeCount', () => {
  it('changes as few patches as it can, and no locked one', () => {
    fc.assert(
      fc.property(
        size.chain((n) => fc.tuple(bits(n), bits(n), fc.integer({ min: 0, max: n }), fc.integer())),
        ([from, locked, hidden, seed]) => {
          const mask = maskFrom(from);
          const equal = equalizeCount(mask, hidden, rngOf(seed), locked);
          const changed = from.filter((bit, i) => bit !== equal[i]).length;
          expect(changed).toBe(Math.abs(hiddenCount(equal) - hiddenCount(mask)));
          expect(from.every((bit, i) => locked[i] === 0 || equal[i] === bit)).toBe(true);
          expect(hiddenCount(equalizeCount(mask, hidden, rngOf(seed)))).toBe(hidden);
          expect([...mask]).toEqual(from);
        },
      ),
    );
  });

  it('picks every candidate about equally often', () => {
    const picked = [0, 0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) {
      equalizeCount(maskFrom([0, 0, 0, 0]), 1, rngOf(seed)).forEach((bit, i) => (picked[i]! += bit));
    }
    for (const count of picked) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe('withPins', () => {
  it('keeps pinned patches as they were and the count of the new mask where the pins allow it', () => {
    fc.assert(
      fc.property(
        size.chain((n) => fc.tuple(bits(n), bits(n), bits(n))),
        ([fresh, pinned, previous]) => {
          const mask = withPins(maskFrom(fresh), pinned, maskFrom(previous), rngOf(3));
          expect(previous.every((bit, i) => pinned[i] === 0 || mask[i] === bit)).toBe(true);
          const pinnedHidden = previous.filter((bit, i) => bit === 1 && pinned[i] === 1).length;
          const free = pinned.filter((pin) => pin === 0).length;
          const wanted = hiddenCount(fresh);
          expect(hiddenCount(mask)).toBe(Math.min(Math.max(wanted, pinnedHidden), pinnedHidden + free));
        },
      ),
    );
  });

  it('is the new mask where nothing is pinned or the grid has another size', () => {
    const fresh = maskFrom([1, 0, 1, 0]);
    expect(withPins(fresh, [0, 0, 0, 0], maskFrom([0, 0, 0, 0]), rngOf(1))).toEqual(fresh);
    expect(withPins(fresh, [1], maskFrom([0]), rngOf(1))).toEqual(fresh);
  });
});

describe('maskHash', () => {
  it('is the FNV-1a hash of the patches as bytes', () => {
    expect(maskHash([])).toBe('811c9dc5');
    expect(maskHash([0])).toBe('050c5d1f');
    expect(maskHash([1])).toBe('040c5b8c');
  });

  it('tells masks apart that differ in one patch', () => {
    const hashes = Array.from({ length: 64 }, (_, i) =>
      maskHash(Array.from({ length: 64 }, (_, j) => (i === j ? 1 : 0))),
    );
    expect(new Set(hashes).size).toBe(64);
  });
});
