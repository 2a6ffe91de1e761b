import { describe, expect, it } from 'vitest';
import { TRANSFORMERS_DEFAULTS } from '../huggingface/config.ts';
import { classicNaming } from '../layouts/huggingface-classic.ts';
import { elementsOf } from '../tensor.ts';
import type { MaeDescription } from './description.ts';
import { maeShapes } from './tensors.ts';

const sized = (width: number, depth: number, heads: number, patch: number): MaeDescription => ({
  ...TRANSFORMERS_DEFAULTS,
  width,
  depth,
  heads,
  patch,
  mlpWidth: 4 * width,
});

describe('maeShapes', () => {
  it.each([
    ['base', sized(768, 12, 12, 16), 111_907_840],
    ['large', sized(1024, 24, 16, 16), 329_541_888],
    ['huge', sized(1280, 32, 16, 14), 657_074_508],
  ])('has as many parameters as the paper’s ViT-%s', (_, description, parameters) => {
    const shapes = [...maeShapes(description, true).values()];
    expect(shapes.reduce((sum, shape) => sum + elementsOf(shape), 0)).toBe(parameters);
  });

  it('has a name on the Hub for every tensor, and 16 for each block', () => {
    const names = [...maeShapes(TRANSFORMERS_DEFAULTS, true).keys()].flatMap((ours) => classicNaming(ours));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(16 * (12 + 8) + 14);
  });
});
