/** @file The contract of every encoder with every head that goes with it. */

import { describe, expect, it } from 'vitest';
import { shapeOf } from '../config/model-shape.ts';
import { parseConfig } from '../config/parse.ts';
import { sizeOf } from '../graph/graph.ts';
import { interpret } from '../graph/interpret.ts';
import type { Numbers } from '../graph/op.ts';
import { layOut } from '../graph/parameters.ts';
import { rngOf } from '../lib/rng.ts';
import { HEADS, type HeadId } from '../mim/models/index.ts';
import { OPS } from '../ops/index.ts';
import { initialWeights } from './init.ts';
import { maskOf, type Kept } from './kept.ts';
import { modelOf, type GraphOptions, type Model } from './model.ts';
import { countParameters, fromTorch, torchNames, toTorch } from './tensor-spec.ts';

/** Tiny, and odd where it can be: 16 px in patches of 4, so 16 tokens. */
const MODELS = {
  mae: { id: 'mae', patch: 4, width: 8, depth: 2, heads: 2 },
  'mae with mask tokens': { id: 'mae', sees: 'all', patch: 4, width: 8, depth: 1, heads: 2 },
  'simmim-vit': { id: 'simmim-vit', patch: 4, width: 8, depth: 2, heads: 1, layerScale: 0.1, dropPath: 0.5 },
  'simmim-vit with fixed positions': {
    id: 'simmim-vit',
    patch: 8,
    width: 12,
    depth: 1,
    heads: 3,
    positions: 'sincos',
  },
  'simmim-swin': {
    id: 'simmim-swin',
    patch: 4,
    width: 8,
    stages: 2,
    window: 2,
    depth1: 2,
    depth2: 1,
    heads1: 2,
    heads2: 2,
    dropPath: 0.5,
  },
} as const;
const HEAD_SIZES = {
  decoder: { id: 'decoder', width: 8, depth: 1, heads: 2 },
  linear: { id: 'linear' },
  mlp: { id: 'mlp', width: 12 },
  'inverse-swin-t': { id: 'inverse-swin-t' },
  'inverse-swin-b': { id: 'inverse-swin-b' },
} as const satisfies Record<HeadId, unknown>;

const cases = Object.entries(MODELS).flatMap(([name, model]) =>
  (Object.keys(HEADS) as HeadId[]).flatMap((id) => {
    const parsed = parseConfig({ data: { side: 16 }, model, head: HEAD_SIZES[id] });
    return parsed.config === undefined ? [] : [[name, id, modelOf(shapeOf(parsed.config))] as const];
  }),
);
const BATCH = 2;

/** Different patches in each image; as many where the model wants that. */
const keptOf = (model: Model): Kept[] =>
  [1, 3].map((step, b) => {
    const count = model.sharesCount ? 5 : Math.min(model.tokens, 3 + 2 * b);
    return Array.from({ length: count }, (_, i) => (i * step) % model.tokens).toSorted((a, c) => a - c);
  });

function run(
  model: Model,
  options: Partial<GraphOptions>,
  flat: Numbers,
  extra: Record<string, Numbers> = {},
) {
  const kept = keptOf(model);
  const rng = rngOf('models test', 'patches');
  const { side } = model.shape;
  const size = BATCH * model.tokens * (Math.ceil((3 * model.shape.patch ** 2) / 4) * 4);
  expect(size).toBe(BATCH * side * side * 3);
  const patches = Float32Array.from({ length: size }, () => rng.normal());
  const graph = model.graph({
    batch: BATCH,
    visible: model.seen(kept[0]!.length),
    from: 'patches',
    until: 'gradients',
    ...options,
  });
  const layout = layOut(model.specs);
  return interpret(graph, OPS, {
    inputs: { patches, ...model.inputs(kept, 'hidden'), ...extra },
    flat: { weights: flat },
    layout,
    precision: 'f64',
  });
}

/** Weights away from where they start, so that no gain is 1 and no bias 0. */
function weightsOf(model: Model): Float64Array {
  const rng = rngOf('models test', 'weights');
  return Float64Array.from(initialWeights(model.specs, 3), (weight) => weight + 0.1 * rng.normal());
}

it('has every model and every head, and an encoder of visible patches only with a decoder alone', () => {
  const seen = cases.map(([name, head]) => `${name} ${head}`);
  expect(seen).toHaveLength(15);
  expect(seen.filter((one) => one.startsWith('mae '))).toEqual([
    'mae decoder',
    'mae with mask tokens decoder',
    'mae with mask tokens linear',
    'mae with mask tokens mlp',
  ]);
});

describe.each(cases)('%s with a head of kind %s', (_name, _head, model) => {
  it('predicts a row of numbers for every patch', () => {
    const out = run(model, { until: 'decode' }, weightsOf(model));
    expect(out.named('prediction')).toHaveLength(BATCH * (model.prefix + model.tokens) * model.paddedColumns);
    expect(out.named('errors')).toHaveLength(BATCH * model.tokens);
    expect(out.named('prediction').every(Number.isFinite)).toBe(true);
    expect(out.named('loss')[0]).toBeGreaterThan(0);
  });

  it('counts hidden patches only, each of them', () => {
    const kept = keptOf(model);
    const { lossWeight } = model.inputs(kept, 'hidden');
    const mask = maskOf(kept, model.tokens);
    expect(Array.from(lossWeight!, (weight) => (weight > 0 ? 1 : 0))).toEqual([...mask]);
    const { lossWeight: all } = model.inputs(kept, 'all');
    expect(all!.every((weight) => weight > 0)).toBe(true);
  });

  it('has gradients that finite differences find too', () => {
    const flat = weightsOf(model);
    const { specs } = model;
    const layout = layOut(specs);
    const keeps = Float32Array.from(
      { length: model.dropRates.length * BATCH },
      (_, i) => [1.5, 0, 2][i % 3]!,
    );
    const options = { regularize: keeps.length > 0 };
    const extra = keeps.length > 0 ? { keeps } : {};
    const exact = run(model, options, flat, extra);
    const lossAt = (at: number, step: number): number => {
      const moved = flat.slice();
      moved[at]! += step;
      return run(model, { ...options, until: 'decode' }, moved, extra).named('loss')[0]!;
    };
    const rng = rngOf('models test', 'probes');
    const trainable = specs.filter((spec) => spec.trainable);
    for (const { name, shape } of trainable) {
      const found = exact.gradient(name);
      const at = rng.int(sizeOf(shape));
      const first = layout.offsets.get(name)! + at;
      const difference = (lossAt(first, 1e-5) - lossAt(first, -1e-5)) / 2e-5;
      expect(Math.abs(found[at]! - difference), `${name}[${at}]`).toBeLessThan(
        1e-6 * Math.max(1, Math.abs(difference)),
      );
    }
  });

  it('has features of every patch that goes in, in rows that are there', () => {
    const [kept = []] = keptOf(model);
    const out = run(model, { until: 'decode' }, weightsOf(model));
    for (let layer = 0; layer <= model.layers; layer++) {
      const { value, width, patches, rows } = model.features(layer, kept);
      const perImage = out.named(value).length / BATCH / width;
      expect(Number.isInteger(perImage)).toBe(true);
      expect(rows).toHaveLength(patches.length);
      expect(rows.every((row) => row < perImage)).toBe(true);
      const seen = model.site.sees === 'visible' ? [...kept] : [...Array(model.tokens).keys()];
      expect([...patches]).toEqual(seen);
    }
  });

  it('has weights that leave and come back as they were, under names of their own', () => {
    const names = model.specs.flatMap((spec) => torchNames(spec).map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(countParameters(model.specs)).toBe(
      model.specs.flatMap(torchNames).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    );
    const rng = rngOf('models test', 'files');
    for (const spec of model.specs) {
      const theirs = Float32Array.from({ length: sizeOf(spec.torchShape) }, () => rng.normal());
      expect(toTorch(spec, fromTorch(spec, theirs))).toEqual(theirs);
    }
  });

  it('starts with the same numbers from the same seed, finite and not all alike', () => {
    const [first, again, other] = [3, 3, 4].map((seed) => initialWeights(model.specs, seed));
    expect(first).toEqual(again);
    expect(first).not.toEqual(other);
    expect(first!.every(Number.isFinite)).toBe(true);
  });
});

describe('sizes as the papers have them', () => {
  // 12 D² + 13 D numbers a block; SimMIM ViT-B of 224 px, patches of 16, 12 blocks of width 768, in transformers.
  it('SimMIM ViT-B has as many numbers as ViTForMaskedImageModeling', () => {
    const { config } = parseConfig({
      data: { side: 224 },
      model: { id: 'simmim-vit', patch: 16, width: 768, depth: 12, heads: 12 },
    });
    const model = modelOf(shapeOf(config!));
    const encoder = 12 * (12 * 768 ** 2 + 13 * 768) + 768 * 768 + 768 + 197 * 768 + 768 + 2 * 768;
    expect(countParameters(model.specs)).toBe(encoder + 768 + (768 * 768 + 768));
  });

  it('Swin-T has the 27,519,354 numbers of Liu et al. without their classifier', () => {
    const model = modelOf({
      kind: 'simmim-swin',
      side: 224,
      patch: 4,
      width: 96,
      depths: [2, 2, 6, 2],
      heads: [3, 6, 12, 24],
      window: 7,
      mlpRatio: 4,
      dropPath: 0,
      epsilon: 1e-5,
      head: { kind: 'linear' },
      objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
    });
    const head = 768 * 3072 + 3072;
    const maskToken = 96;
    expect(countParameters(model.specs) - head - maskToken).toBe(27_519_354);
  });
});
