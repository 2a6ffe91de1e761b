import { expect, it } from 'vitest';
import { swinShapes } from '../io/simmim/tensors.ts';
import { stagesOf } from './swin-plan.ts';

it('cuts the hidden width off as transformers does, where a ratio gives no whole number', () => {
  const sizes = { patch: 4, width: 32, depths: [1, 1], heads: [2, 4], window: 4, mlpRatio: 2.99 };
  const widths = stagesOf({
    ...sizes,
    kind: 'simmim-swin',
    side: 32,
    dropPath: 0,
    epsilon: 1e-5,
    head: { kind: 'linear' },
    objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
  }).map(({ mlpWidth }) => mlpWidth);
  expect(widths).toEqual([95, 191]);
  const inFile = swinShapes({ ...sizes, imageSide: 32, epsilon: 1e-5, stride: 8 }, false);
  const rows = [0, 1].map((s) => inFile.get(`encoder.layers.${s}.blocks.0.intermediate.dense.weight`)?.[0]);
  expect(rows).toEqual(widths);
});
