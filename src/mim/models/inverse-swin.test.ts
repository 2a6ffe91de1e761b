import { expect, it } from 'vitest';
import { inverseSwinStages } from './inverse-swin.ts';

const SWIN_B = [
  { width: 128, depth: 2, heads: 4 },
  { width: 256, depth: 2, heads: 8 },
  { width: 512, depth: 18, heads: 16 },
  { width: 1024, depth: 2, heads: 32 },
];

it('an inverse Swin-B is the encoder upside down', () => {
  expect(inverseSwinStages(SWIN_B, 'base')).toEqual(SWIN_B.toReversed());
});

it('an inverse Swin-T beside a Swin-B has the sizes of Swin-T', () => {
  expect(inverseSwinStages(SWIN_B, 'tiny')).toEqual([
    { width: 768, depth: 2, heads: 24 },
    { width: 384, depth: 6, heads: 12 },
    { width: 192, depth: 2, heads: 6 },
    { width: 96, depth: 2, heads: 3 },
  ]);
});

it('an inverse Swin-T keeps at least one head and one block', () => {
  expect(inverseSwinStages([{ width: 16, depth: 1, heads: 1 }], 'tiny')).toEqual([
    { width: 16, depth: 1, heads: 1 },
  ]);
});
