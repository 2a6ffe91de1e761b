import { describe, expect, it } from 'vitest';
import { fillIn } from '../lib/errors.ts';
import { completeConfig } from './parse.ts';
import { PRESETS } from './presets.ts';
import { brokenRules, RULES, whyImpossible } from './rules.ts';
import type { RunConfig } from './run-config.ts';

const base = completeConfig({});
const model = (values: object, side = 64): RunConfig => ({
  ...base,
  data: { ...base.data, side },
  model: Object.assign({ ...base.model }, values),
});
const head = (values: object): RunConfig => ({ ...base, head: Object.assign({ ...base.head }, values) });
const vit = completeConfig({ model: { id: 'simmim-vit' } });
const swin = (values: object): RunConfig => {
  const whole = completeConfig({ model: { id: 'simmim-swin' } });
  return { ...whole, model: Object.assign({ ...whole.model }, values) };
};
const bins = { id: 'color-bins', bins: '8', factor: 1 } as const;
const crossEntropy = { id: 'cross-entropy', on: 'hidden' } as const;
const sentences = (config: RunConfig): string[] =>
  brokenRules(config).map(({ template, values }) => fillIn(template, values));

describe('rules', () => {
  it.each([
    [model({ patch: 7 }), 'a patch of 7 px does not divide an image of 64 px'],
    [
      model({ patch: 64 }),
      'patches of 64 px leave 1 × 1 of them in an image of 64 px: nothing to hide and to see',
    ],
    [model({ patch: 1 }), '4096 patches are more than the 1024 that this page can handle'],
    [
      model({ width: 98, heads: 1 }),
      'the encoder’s width of 98 is no multiple of 4, as its position table needs',
    ],
    [model({ heads: 5 }), '5 heads cannot share an encoder width of 96: each needs the same multiple of 4'],
    [model({ heads: 16 }), '16 heads cannot share an encoder width of 96: each needs the same multiple of 4'],
    [head({ heads: 5 }), '5 heads cannot share a decoder width of 48: each needs the same multiple of 4'],
    [
      model({ width: 4, heads: 1, mlpRatio: 0.25 }),
      'an MLP ratio of 0.25 gives the encoder’s width of 4 a hidden width of 1, which is no multiple of 4',
    ],
    [
      head({ width: 4, heads: 1, mlpRatio: 1.25 }),
      'an MLP ratio of 1.25 gives the decoder’s width of 4 a hidden width of 5, which is no multiple of 4',
    ],
    [
      { ...base, head: { id: 'linear' } } satisfies RunConfig,
      'a Linear head needs a token for every patch, and this encoder sees the visible ones only',
    ],
    [
      { ...base, head: { id: 'inverse-swin-t' } } satisfies RunConfig,
      'an Inverse Swin-T head splits the tokens of a Swin’s last stage, and this encoder has no stages',
    ],
    [swin({ patch: 4, window: 3 }), 'windows of 3 do not divide the 16 × 16 tokens of stage 1'],
    [swin({ patch: 16, stages: 4 }), '4 stages halve 4 × 4 patches too often: stage 4 has no whole tokens'],
    [
      swin({ heads2: 5 }),
      '5 heads cannot share the width of 96 of stage 2: each needs the same multiple of 4',
    ],
    [
      { ...base, target: bins } satisfies RunConfig,
      'Colour classes are compared by cross-entropy, not by Squared error',
    ],
    [
      { ...base, loss: crossEntropy } satisfies RunConfig,
      'cross-entropy compares classes, and the target “Pixels” has none',
    ],
    [
      { ...base, target: { id: 'pooled-pixels', factor: 3 } } satisfies RunConfig,
      'squares of 3 px do not fill a patch of 8 px',
    ],
    [
      swin({ width: 32, mlpRatio: 2.99 }),
      'an MLP ratio of 2.99 gives the width of 32 of stage 1 a hidden width of 95, which is no multiple of 4',
    ],
  ])('%# say in a sentence what does not go together', (config, sentence) => {
    expect(sentences(config)).toContain(sentence);
  });

  it('all have a sentence whose places are filled, and a hint', () => {
    const bad = [
      model({ patch: 7, width: 98, heads: 5, mlpRatio: 0.3 }),
      model({ patch: 64 }),
      model({ patch: 1 }),
      head({ width: 98, heads: 5, mlpRatio: 0.3 }),
      model({ width: 256, heads: 1 }),
      head({ width: 256, heads: 1 }),
      { ...base, head: { id: 'linear' } },
      { ...vit, head: { id: 'mlp', width: 6 } },
      { ...vit, head: { id: 'inverse-swin-b' } },
      swin({ patch: 4, window: 3 }),
      swin({ patch: 16, stages: 4 }),
      swin({ width: 50, mlpRatio: 0.3, heads1: 7 }),
      swin({ width: 256, heads1: 1 }),
      { ...base, target: bins },
      { ...base, loss: crossEntropy },
      { ...base, target: { id: 'pooled-pixels', factor: 3 } },
      { ...base, target: { id: 'hog', cell: 5 } },
      { ...base, target: { id: 'pca', components: 200 } },
      {
        ...base,
        target: bins,
        loss: crossEntropy,
        terms: { ...base.terms, contrast: { ...base.terms.contrast, weight: 1 } },
      },
      { ...base, useAverage: true },
    ] satisfies RunConfig[];
    const seen = new Set(bad.flatMap((config) => brokenRules(config).map(({ template }) => template)));
    expect(seen.size).toBe(RULES.length);
    for (const config of bad) {
      for (const { template, values, hint } of brokenRules(config)) {
        expect(fillIn(template, values)).not.toContain('{{');
        expect(fillIn(hint, values)).not.toContain('{{');
      }
    }
  });

  it('let every head go with an encoder that sees all patches', () => {
    for (const id of ['decoder', 'linear', 'mlp'] as const) {
      for (const given of [
        { id: 'mae', sees: 'all' },
        { id: 'simmim-vit' },
        { id: 'simmim-swin' },
      ] as const) {
        expect(brokenRules(completeConfig({ model: given, head: { id } }))).toEqual([]);
      }
    }
  });

  it('none is broken by a preset', () => {
    for (const { config } of Object.values(PRESETS)) expect(brokenRules(config)).toEqual([]);
  });
});

describe('whyImpossible', () => {
  it('says why a choice cannot be offered', () => {
    expect(whyImpossible(base, model({ patch: 12 }))?.path).toBe('model.patch');
    expect(whyImpossible(base, model({ patch: 16 }))).toBeUndefined();
  });

  it('does not blame a choice for what is wrong already', () => {
    const broken = model({ heads: 5 });
    expect(
      whyImpossible(broken, { ...broken, model: Object.assign({ ...broken.model }, { patch: 16 }) }),
    ).toBeUndefined();
  });
});
