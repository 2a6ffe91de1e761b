import { describe, expect, it } from 'vitest';
import { layersOf, patchesPerToken, shapeOf } from './model-shape.ts';
import { completeConfig } from './parse.ts';

const swin = completeConfig({
  model: { id: 'simmim-swin', stages: 3, width: 32, heads1: 2, heads2: 4, heads3: 8, depth3: 6 },
  data: { side: 64 },
});

describe('a Swin', () => {
  it('has a layer of features per stage, whose tokens stand for ever more patches', () => {
    expect(layersOf(swin.model)).toBe(3);
    expect([0, 1, 2, 3].map((layer) => patchesPerToken(swin.model, layer))).toEqual([1, 1, 2, 4]);
  });

  it('gives an inverse head the sizes of its own stages, coarse to fine', () => {
    const { head } = shapeOf({ ...swin, head: { id: 'inverse-swin-b' } });
    expect(head).toEqual({
      kind: 'inverse-swin',
      widths: [128, 64, 32],
      depths: [6, 2, 2],
      heads: [8, 4, 2],
      window: 4,
      mlpRatio: 4,
    });
    expect(shapeOf({ ...swin, head: { id: 'inverse-swin-t' } }).head).toMatchObject({
      widths: [96, 48, 32],
      depths: [2, 2, 2],
      heads: [6, 3, 2],
    });
  });
});

it('any other model has one row per patch in every layer', () => {
  const { model } = completeConfig({});
  expect(patchesPerToken(model, layersOf(model))).toBe(1);
});
