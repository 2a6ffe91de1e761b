/** @file Losses in whole models: nothing at the target, gradients by finite differences, none where none belongs. */

import { describe, expect, it } from 'vitest';
import { interpret } from '../graph/interpret.ts';
import { layOut } from '../graph/parameters.ts';
import { GraphBuilder } from '../graph/graph.ts';
import { defaultsOf, type Params } from '../lib/params.ts';
import { rngOf } from '../lib/rng.ts';
import { LOSSES, type LossId } from '../mim/losses/index.ts';
import { informationOf } from '../mim/terms/mutual.ts';
import { TARGETS, targetOf, type TargetId } from '../mim/targets/index.ts';
import { TERMS, TERM_IDS, type TermId } from '../mim/terms/index.ts';
import { OPS } from '../ops/index.ts';
import { maskedLoss } from '../ops/masked-loss/masked-loss.ts';
import { initialWeights } from './init.ts';
import { keptByMask, type Kept } from './kept.ts';
import { lossWeights } from './loss-weights.ts';
import { modelOf, type Model } from './model.ts';
import {
  paddedLength,
  type MaeShape,
  type ModelShape,
  type ObjectiveShape,
  type SimmimVitShape,
} from './shape.ts';

const COLORS = { mean: [0.5, 0.45, 0.4], deviation: [0.25, 0.22, 0.2] };
const BATCH = 3;
/** Finite differences in doubles. */
const STEP = 1e-5;
const TOLERANCE = 2e-6;

const target = (id: TargetId, own: object = {}): ObjectiveShape['target'] => ({
  id,
  ...defaultsOf(TARGETS[id].params as Params),
  ...(targetOf(id).needsColors === true && COLORS),
  ...own,
});
const TARGET_SETTINGS: readonly ObjectiveShape['target'][] = [
  target('pixels'),
  target('normalized-pixels'),
  target('pooled-pixels', { factor: 2 }),
  target('pooled-pixels', { factor: 4 }),
  target('color-bins', { bins: '8', factor: 2 }),
  target('hog', { cell: 2 }),
  target('pca', { components: 5 }),
];
const term = (id: TermId, own: object = {}): ObjectiveShape['terms'][number] => ({
  id,
  ...defaultsOf(TERMS[id].params as Params),
  weight: 0.7,
  ...own,
});
const TERM_SETTINGS = [
  term('contrast', { negatives: 'image', temperature: 0.5 }),
  term('contrast', { negatives: 'batch', temperature: 0.3 }),
  term('mutual', { temperature: 0.5 }),
  term('uniformity'),
];

const lossFor = (settings: ObjectiveShape['target'], id: LossId = 'l2'): ObjectiveShape['loss'] =>
  targetOf(settings.id).compares === 'classes'
    ? { id: 'cross-entropy' }
    : { id, ...(id === 'smooth-l1' && { beta: 0.3 }) };

const small = { width: 8, depth: 1, heads: 2, mlpWidth: 12 } as const;
const common = { side: 12, patch: 4, epsilon: 1e-6 } as const;
const mae = (objective: ObjectiveShape): MaeShape => ({
  kind: 'mae',
  ...common,
  ...small,
  sees: 'visible',
  head: { kind: 'decoder', ...small },
  objective,
});
const vit = (objective: ObjectiveShape): SimmimVitShape => ({
  kind: 'simmim-vit',
  ...common,
  ...small,
  positions: 'sincos',
  layerScale: 0,
  dropPath: 0,
  head: { kind: 'linear' },
  objective,
});

const MASKS = ['110101011', '011011110', '101110110'].map((bits) => Array.from(bits, Number));
const KEPT: readonly Kept[] = MASKS.map(keptByMask);

interface Trial {
  readonly model: Model;
  readonly weights: Record<string, Float64Array>;
  readonly inputs: Record<string, Float32Array | Int32Array>;
}

function trialOf(shape: ModelShape): Trial {
  const model = modelOf(shape);
  const layout = layOut(model.specs);
  const flat = initialWeights(model.specs, 1);
  const weights = Object.fromEntries(
    model.specs.map(({ name, shape: size }) => {
      const at = layout.offsets.get(name)!;
      const rng = rngOf('objective test', name);
      const own = flat.subarray(at, at + size.reduce((a, b) => a * b, 1));
      return [
        name,
        Float64Array.from(own, (w) => (name.includes('target.') ? w : w + 0.1 * rng.normal())),
      ] as const;
    }),
  );
  const rng = rngOf('objective test', 'patches');
  const length = BATCH * model.tokens * paddedLength(shape);
  const patches = Float32Array.from({ length }, () => rng.normal());
  return { model, weights, inputs: { patches, ...model.inputs(KEPT, 'hidden') } };
}

const optionsOf = ({ model }: Trial, until: 'decode' | 'gradients') =>
  ({ batch: BATCH, visible: model.seen(KEPT[0]!.length), from: 'patches', until }) as const;

/** Σ λ · loss of all losses. */
function totalOf(trial: Trial, weights: Trial['weights']): number {
  const run = interpret(trial.model.graph(optionsOf(trial, 'decode')), OPS, {
    inputs: trial.inputs,
    weights,
    precision: 'f64',
    layout: layOut(trial.model.specs),
  });
  return trial.model.losses.reduce((sum, name) => {
    const id = name.replace('loss.', '');
    const own = trial.model.shape.objective.terms.find((settings) => settings.id === id);
    return sum + Number(own?.['weight'] ?? 1) * run.named(name)[0]!;
  }, 0);
}

/** The largest difference from central differences over a few weights of each tensor, relative to the largest slope. */
function worstError(trial: Trial): number {
  const { model, weights, inputs } = trial;
  const layout = layOut(model.specs);
  const graph = model.graph(optionsOf(trial, 'gradients'));
  const run = interpret(graph, OPS, { inputs, weights, precision: 'f64', layout });
  const probes = [...graph.gradients.keys()].flatMap((name) => {
    const gradient = run.gradient(name);
    const rng = rngOf('objective probe', name);
    return Array.from({ length: 2 }, () => {
      const i = rng.int(gradient.length);
      const at = (x: number): number => totalOf(trial, { ...weights, [name]: weights[name]!.with(i, x) });
      const w = weights[name]![i]!;
      return { slope: gradient[i]!, numeric: (at(w + STEP) - at(w - STEP)) / (2 * STEP) };
    });
  });
  const largest = Math.max(...probes.map(({ slope }) => Math.abs(slope)));
  return Math.max(...probes.map(({ slope, numeric }) => Math.abs(slope - numeric))) / largest;
}

const named = (settings: object): string => JSON.stringify(settings).replaceAll('"', '');

describe('the gradient of a whole model agrees with finite differences', () => {
  it.each(TARGET_SETTINGS.map((settings) => [named(settings), settings] as const))(
    'for the target %s',
    (_, settings) => {
      expect(worstError(trialOf(mae({ target: settings, loss: lossFor(settings), terms: [] })))).toBeLessThan(
        TOLERANCE,
      );
    },
  );

  it.each(['l1', 'smooth-l1'] as const)('for the loss %s', (id) => {
    const objective = { target: target('pixels'), loss: lossFor(target('pixels'), id), terms: [] };
    expect(worstError(trialOf(vit(objective)))).toBeLessThan(TOLERANCE);
  });

  it.each(TERM_SETTINGS.map((settings) => [named(settings), settings] as const))(
    'with the term %s',
    (_, settings) => {
      const objective = { target: target('pixels'), loss: { id: 'l2' }, terms: [settings] } as const;
      expect(worstError(trialOf(mae(objective)))).toBeLessThan(TOLERANCE);
      expect(worstError(trialOf(vit(objective)))).toBeLessThan(TOLERANCE);
    },
  );

  it('with all terms at once', () => {
    const terms = [term('contrast'), term('mutual'), term('uniformity')];
    expect(
      worstError(trialOf(mae({ target: target('normalized-pixels'), loss: { id: 'l2' }, terms }))),
    ).toBeLessThan(TOLERANCE);
  });
});

describe('a loss', () => {
  it.each(['l2', 'l1', 'smooth-l1'] as const)('%s is 0 at the target, and so is its gradient', (id) => {
    const graph = new GraphBuilder();
    const x = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i));
    const inputs = { x, y: x.slice(), weight: Float32Array.of(1, 0.5, 2) };
    const attrs = { kind: id, beta: 1, batch: 1, prefix: 0, columns: 8 };
    graph
      .add(
        maskedLoss,
        [graph.input('x', [3, 8]), graph.input('y', [3, 8]), graph.input('weight', [3])],
        attrs,
      )
      .forEach((value, i) => graph.name(`out${i}`, value));
    const run = interpret(graph.finish(), OPS, { inputs, precision: 'f64' });
    expect(run.named('out0')[0]).toBe(0);
    expect(run.named('out1').every((g) => g === 0)).toBe(true);
  });

  it('of SimMIM is the one that its code gives', () => {
    // x = arange(96).reshape(2, 3, 4, 4) / 10, prediction 0, l1: microsoft/SimMIM@d3e29bc forward, computed in PyTorch
    const patches = new Float32Array(2 * 4 * 12);
    for (let b = 0; b < 2; b++)
      for (let c = 0; c < 3; c++)
        for (let y = 0; y < 4; y++)
          for (let x = 0; x < 4; x++) {
            const token = Math.floor(y / 2) * 2 + Math.floor(x / 2);
            const at = (b * 4 + token) * 12 + ((y % 2) * 2 + (x % 2)) * 3 + c;
            patches[at] = (((b * 3 + c) * 4 + y) * 4 + x) / 10;
          }
    const kept = [
      [1, 0, 0, 1],
      [0, 1, 0, 0],
    ].map(keptByMask);
    const weight = lossWeights(kept, 4, 12, 'hidden', { kind: 'simmim', patch: 2 });
    const graph = new GraphBuilder();
    const [loss] = graph.add(
      maskedLoss,
      [graph.input('x', [8, 12]), graph.input('y', [8, 12]), graph.input('weight', [8])],
      { kind: 'l1', batch: 2, prefix: 0, columns: 12 },
    );
    graph.name('loss', loss!);
    const run = interpret(graph.finish(), OPS, {
      inputs: { x: new Float32Array(96), y: patches, weight },
      precision: 'f64',
    });
    expect(run.named('loss')[0]).toBeCloseTo(3.8499967916693403, 6);
  });

  it('of classes is log(bins) where the model knows nothing, and nearly 0 where it is certain', () => {
    const settings = target('color-bins', { bins: '8', factor: 2 });
    const trial = trialOf(mae({ target: settings, loss: { id: 'cross-entropy' }, terms: [] }));
    const blank = { ...trial.weights };
    for (const name of ['decoder_pred.weight', 'decoder_pred.bias']) blank[name] = blank[name]!.map(() => 0);
    expect(totalOf(trial, blank)).toBeCloseTo(Math.log(8), 6);
  });

  it('learns nothing from visible patches, padding and the class token’s row', () => {
    const objective = { target: target('pixels'), loss: { id: 'l2' }, terms: [term('contrast')] } as const;
    const trial = trialOf(mae(objective));
    const changed = (patch: number): number => {
      const patches = trial.inputs['patches']!.slice();
      patches[patch * 48 + 5] = 9;
      const visible = { ...trial, inputs: { ...trial.inputs, patches } } as Trial;
      return totalOf({ ...visible, model: trial.model }, trial.weights);
    };
    // A hidden patch is compared; what is visible matters only through the encoder and as a wrong answer.
    expect(changed(0)).not.toBe(totalOf(trial, trial.weights));
    const graph = trial.model.graph(optionsOf(trial, 'gradients'));
    const run = interpret(graph, OPS, {
      inputs: trial.inputs,
      weights: trial.weights,
      precision: 'f64',
      layout: layOut(trial.model.specs),
    });
    const loss = graph.nodes.find(({ op }) => op === 'masked-loss')!;
    const gradient = run.values.get(loss.outputs[1]!.id)!;
    const rows = BATCH * (1 + 9);
    for (let r = 0; r < rows; r++) {
      const [b, t] = [Math.floor(r / 10), r % 10];
      const isCompared = t > 0 && MASKS[b]![t - 1] === 1;
      const own = Array.from(gradient.subarray(r * 48, (r + 1) * 48));
      expect(
        own.some((g) => g !== 0),
        `row ${r}`,
      ).toBe(isCompared);
    }
  });
});

describe('further losses', () => {
  it('have weights of their own only where their formula has them', () => {
    for (const id of TERM_IDS) {
      const own = trialOf(mae({ target: target('pixels'), loss: { id: 'l2' }, terms: [term(id)] })).model
        .specs;
      expect(own.filter(({ name }) => name.startsWith(id)).length, id).toBe(id === 'mutual' ? 6 : 0);
    }
  });

  it('have a formula, a source and a short name for their curve', () => {
    for (const { formula, source, curve, summary } of Object.values(TERMS)) {
      expect([formula, source, summary].every((text) => text.length > 10)).toBe(true);
      expect(curve.length).toBeLessThan(12);
    }
  });

  it('give InfoNCE of two images that cannot be told apart as log 2: no information', () => {
    const trial = trialOf(mae({ target: target('pixels'), loss: { id: 'l2' }, terms: [term('mutual')] }));
    const blank = { ...trial.weights };
    for (const name of ['mutual.visible.weight', 'mutual.hidden.fc2.weight'])
      blank[name] = blank[name]!.map(() => 0);
    const run = interpret(trial.model.graph(optionsOf(trial, 'decode')), OPS, {
      inputs: trial.inputs,
      weights: blank,
      precision: 'f64',
      layout: layOut(trial.model.specs),
    });
    expect(run.named('loss.mutual')[0]).toBeCloseTo(Math.log(BATCH), 6);
    expect(informationOf(run.named('loss.mutual')[0]!, BATCH)).toBeCloseTo(0, 6);
  });

  it('every loss says what it compares', () => {
    for (const { compares, formula } of Object.values(LOSSES)) {
      expect(['values', 'classes']).toContain(compares);
      expect(formula).not.toBe('');
    }
  });
});
