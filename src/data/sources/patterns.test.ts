import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MimError } from '../../lib/errors.ts';
import { defaultsOf } from '../../lib/params.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { pixelsOf } from '../dataset.ts';
import { OwnImages } from '../intake/own-images.ts';
import type { MakeContext } from './maker.ts';
import { combine } from './mixed.ts';
import { makePatterns } from './patterns.ts';

const knobs = { ...defaultsOf(SOURCES.patterns.params), count: 64 };
const context: MakeContext = { baseUrl: 'http://localhost/', own: new OwnImages() };
const make = (patterns: Partial<typeof knobs> = {}, side = 32, more: Partial<MakeContext> = {}) =>
  makePatterns(
    { source: 'patterns', patterns: { ...knobs, ...patterns }, side, fit: 'crop' },
    { ...context, ...more },
  );

describe('patterns', () => {
  it('are the same bytes on every engine', async () => {
    const easy = await make({}, 64);
    const hard = await make({ regions: 3, objects: 2, scaleSpread: 1, freePalette: false }, 64);
    const digest = createHash('sha256').update(easy.pixels).update(hard.pixels).digest('hex');
    expect(digest).toMatchInlineSnapshot(
      `"aaf488c58f6d41f967b24965240b6c9a354bdfecfe671b2df94bbab326c8104b"`,
    );
  });

  it('stay the same pictures when their number changes, the held-out ones included', async () => {
    const few = await make();
    const many = await make({ count: 128 });
    expect(many.pixels.subarray(0, few.pixels.length)).toEqual(few.pixels);
    expect([...many.heldOut].filter((i) => i < 64)).toEqual([...few.heldOut]);
    expect(new Set([...few.train, ...few.heldOut]).size).toBe(few.train.length + few.heldOut.length);
  });

  it('are labelled by the texture of a single background', async () => {
    const set = await make({ objects: 0, textures: 5 });
    for (let i = 0; i < set.count; i++) expect(new Set(set.truth!(i))).toEqual(new Set([set.labels![i]]));
    expect(Math.max(...set.labels!)).toBe(4);
    expect(set.labelNames).toHaveLength(12);
  });

  it('are labelled by shape where there are several regions, and then show one', async () => {
    const set = await make({ regions: 3, objects: 1, count: 128 });
    expect(set.labelNames).toHaveLength(8);
    expect(new Set(set.labels).size).toBe(8);
    const backgrounds = await make({ regions: 3, objects: 0, count: 128 });
    expect(backgrounds.labelNames).toHaveLength(12);
  });

  it('have a truth map that agrees with the picture: one texture is one pair of colours', async () => {
    const set = await make({ regions: 1, objects: 1, count: 64 }, 64);
    const withObject = Array.from({ length: 64 }, (_, i) => i).find(
      (i) => new Set(set.truth!(i)).size === 2,
    )!;
    const truth = set.truth!(withObject);
    const share = truth.filter((id) => id === set.labels![withObject]).length / truth.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.97);
  });

  it('look alike at every side', async () => {
    const small = await make({ objects: 0 }, 32);
    const large = await make({ objects: 0 }, 128);
    const mean = (pixels: Uint8Array): number =>
      pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    for (let i = 0; i < 8; i++)
      expect(Math.abs(mean(pixelsOf(small, i)) - mean(pixelsOf(large, i)))).toBeLessThan(3);
  });

  it.each([8, 96, 512])('come in side %i', async (side) => {
    const set = await make({ count: 4 }, side);
    expect(set.pixels).toHaveLength(set.count * side * side * 3);
  });

  it('report progress and can be cancelled', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const making = make({ count: 4096 }, 64, {
      signal: stop.signal,
      progress(done) {
        seen.push(done);
        if (done > 0) stop.abort();
      },
    });
    await expect(making).rejects.toMatchObject({ code: 'cancelled' } satisfies Partial<MimError>);
    expect(seen.length).toBe(2);
  });
});

describe('combine', () => {
  it('takes as many of each part, in turn, held-out ones from held-out ones', async () => {
    const a = await make();
    const b = await make({ count: 128, regions: 2 });
    const set = combine([a, b], ['A', 'B'], 1000);
    expect(set.count).toBe(2 * (a.train.length + a.heldOut.length));
    expect([...set.labels!].slice(0, 4)).toEqual([0, 1, 0, 1]);
    expect(pixelsOf(set, 0)).toEqual(pixelsOf(a, a.train[0]!));
    expect(pixelsOf(set, set.heldOut[1]!)).toEqual(pixelsOf(b, b.heldOut[0]!));
    expect(set.train.length + set.heldOut.length).toBe(set.count);
  });
});
