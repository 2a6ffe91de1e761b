import { describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import type { RunConfig } from '../config/run-config.ts';
import type { Dataset } from '../data/dataset.ts';
import { rngOf } from '../lib/rng.ts';
import { hiddenCount } from '../mim/grid.ts';
import { defaultMask } from '../mim/masks/index.ts';
import { drawMasks } from './batches.ts';
import { complexityOf, contentFor } from './content.ts';

const SIDE = 64;

/** Picture i: noise of amplitude 2 i in its left half, grey in its right one. */
const dataset: Dataset = {
  side: SIDE,
  count: 64,
  pixels: Uint8Array.from({ length: 64 * SIDE * SIDE * 3 }, (_, i) => {
    const isLeft = i % (SIDE * 3) < (SIDE * 3) / 2;
    return isLeft ? 128 + ((i * 7919) % (2 * Math.floor(i / (SIDE * SIDE * 3)) + 1)) : 128;
  }),
  names: String,
  train: Uint32Array.from({ length: 64 }, (_, i) => i),
  heldOut: Uint32Array.of(0),
  heldOutIsSeen: true,
};
const config = (mask: RunConfig['mask']): RunConfig => ({ ...PRESETS['mae-xs'].config, mask });
const masksOf = (mask: RunConfig['mask'], sharesCount: boolean) => {
  const contents = Array.from(dataset.train, (image) => contentFor(config(mask), dataset, image));
  return drawMasks({ sharesCount } as never, config(mask), contents, (b) => [1, 'mask', b]);
};

describe('complexityOf', () => {
  it('is the mean and deviation over the set, the same object each time', () => {
    const moments = complexityOf(dataset);
    expect(moments.mean).toBeGreaterThan(0);
    expect(moments.deviation).toBeGreaterThan(0);
    expect(complexityOf(dataset)).toBe(moments);
  });
});

describe('a batch of content-aware masks', () => {
  it('has no content where the strategy does not ask', () => {
    expect(contentFor(config(defaultMask('random')), dataset, 3)).toBeUndefined();
  });

  it('has one count for all images where the model drops hidden patches', () => {
    for (const id of ['content-article', 'content-ratio', 'content-budget'] as const) {
      expect(new Set(masksOf(defaultMask(id), true).map(hiddenCount)).size).toBe(1);
    }
  });

  it('has each image’s own count elsewhere: more of complex ones, and on the whole what was asked', () => {
    const counts = masksOf(defaultMask('content-ratio'), false).map(hiddenCount);
    expect(counts.at(-1)).toBeGreaterThan(counts[0]!);
    const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length / 64;
    expect(Math.abs(mean - 0.75)).toBeLessThan(0.03);
  });

  it('hides the complex half of an image first, and its mirror image’s other half', () => {
    const choice = { id: 'content-budget', ratio: 0.5, prefer: 'complex', strength: 10 } as const;
    const [straight, mirrored] = [false, true].map((flip) => {
      const content = contentFor(config(choice), dataset, 63, [0, 0, SIDE, SIDE, flip]);
      const model = { sharesCount: true } as never;
      return drawMasks(model, config(choice), [content], () => [rngOf(1).int(9)])[0]!;
    });
    const left = (mask: Uint8Array): number => hiddenCount(mask.filter((_, i) => i % 8 < 4));
    expect(left(straight!)).toBeGreaterThan(28);
    expect(left(mirrored!)).toBeLessThan(4);
  });
});
