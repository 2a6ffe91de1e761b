/** @file For tests: one update of small models with every target, loss and optimiser on an executor, against the interpreter. */

import type { Executor, InputData } from '../../executors/executor.ts';
import { relativeError } from '../../executors/run-case.ts';
import { sizeOf } from '../../graph/graph.ts';
import { interpret } from '../../graph/interpret.ts';
import { layOut, type ParameterLayout } from '../../graph/parameters.ts';
import { rngOf } from '../../lib/rng.ts';
import { hyperInput } from '../../ops/adamw/adamw.ts';
import { OPS } from '../../ops/index.ts';
import { larsInput, larsTables } from '../../ops/lars/lars.ts';
import { sgdInput } from '../../ops/sgd/sgd.ts';
import { initialWeights } from '../init.ts';
import { keptByMask } from '../kept.ts';
import { layerRates } from '../layer-decay.ts';
import { modelOf, type GraphOptions, type Model } from '../model.ts';
import { paddedLength, type ObjectiveShape } from '../shape.ts';

const small = { width: 16, depth: 1, heads: 2, mlpWidth: 24 } as const;
const term = { weight: 0.5, temperature: 0.4 } as const;
const colors = { mean: [0.5, 0.45, 0.4], deviation: [0.25, 0.22, 0.2] } as const;

interface Trial {
  readonly objective: ObjectiveShape;
  readonly optimizer: NonNullable<GraphOptions['optimizer']>;
}

export const OBJECTIVE_TRIALS: Readonly<Record<string, Trial>> = {
  'down-sampled pixels, smooth-l1, SGD': {
    objective: {
      target: { id: 'pooled-pixels', factor: 2 },
      loss: { id: 'smooth-l1', beta: 0.3 },
      terms: [],
    },
    optimizer: 'sgd',
  },
  'colour classes, cross-entropy, LARS': {
    objective: {
      target: { id: 'color-bins', bins: '8', factor: 2, ...colors },
      loss: { id: 'cross-entropy' },
      terms: [],
    },
    optimizer: 'lars',
  },
  'oriented gradients, l2, AdamW': {
    objective: { target: { id: 'hog', cell: 4 }, loss: { id: 'l2' }, terms: [] },
    optimizer: 'adamw',
  },
  'components and all further losses, AdamW': {
    objective: {
      target: { id: 'pca', components: 10 },
      loss: { id: 'l2' },
      terms: [
        { id: 'contrast', ...term, negatives: 'batch' },
        { id: 'mutual', ...term },
        { id: 'uniformity', weight: 0.5 },
      ],
    },
    optimizer: 'adamw',
  },
};

const BATCH = 3;
const KEPT = ['1101010111101011', '0110111101011101', '1011101001110111'].map((bits) =>
  keptByMask(Array.from(bits, Number)),
);

/** The largest relative error of each loss, and of each flat buffer after one update with rates and an average. */
export async function objectiveErrors(
  executor: Executor,
  { objective, optimizer }: Trial,
): Promise<Readonly<Record<string, number>>> {
  const head = { kind: 'decoder', ...small } as const;
  const model = modelOf({
    kind: 'mae',
    side: 32,
    patch: 8,
    epsilon: 1e-6,
    ...small,
    sees: 'visible',
    head,
    objective,
  });
  const layout = layOut(model.specs, { average: true });
  const weights = weightsOf(model, layout);
  const inputs = inputsOf(model, layout, optimizer);
  const visible = KEPT[0]!.length;
  const update = { until: 'update', optimizer, rated: true, average: true } as const;
  const graph = model.graph({ batch: BATCH, visible, from: 'patches', ...update });
  const parameters = executor.createParameters(layout);
  parameters.write('weights', weights.slice());
  for (const which of ['gradients', 'moment1', 'moment2'] as const)
    parameters.write(which, new Float32Array(layout.trainableSize));
  const session = await executor.open(graph, parameters, {});
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  const read = await session.run(model.losses);
  const want = interpret(graph, OPS, { inputs, layout, flat: { weights }, precision: 'f64' });
  const errors: Record<string, number> = {};
  for (const name of model.losses) {
    const expected = Float64Array.from(want.named(name));
    errors[name] = relativeError({ name, got: read[name]!, expected });
  }
  for (const which of ['weights', 'gradients', 'moment1'] as const) {
    const got = await parameters.read(which);
    errors[which] = relativeError({ name: which, got, expected: want.flat[which] });
  }
  session.dispose();
  parameters.dispose();
  return errors;
}

function weightsOf({ specs }: Model, layout: ParameterLayout): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(layout.size);
  weights.set(initialWeights(specs, 3));
  for (const { name, shape, trainable } of specs) {
    const rng = rngOf('objective trial', name);
    const at = layout.offsets.get(name)!;
    const count = trainable ? sizeOf(shape) : 0;
    for (let i = at; i < at + count; i++) weights[i] = weights[i]! + 0.05 * rng.normal();
  }
  return weights;
}

function inputsOf(
  model: Model,
  layout: ParameterLayout,
  optimizer: Trial['optimizer'],
): Readonly<Record<string, InputData>> {
  const rng = rngOf('objective trial', 'patches');
  const length = BATCH * model.tokens * paddedLength(model.shape);
  const { ranges, owners } = larsTables(layout);
  const step = { learningRate: 0.01, momentum: 0.9, weightDecay: 0.05, clip: 0, trust: 0.02 } as const;
  const hyper = {
    // The gradient of a key's bias is zero but for rounding; a small epsilon would make a full step of that.
    adamw: hyperInput({ ...step, beta1: 0.9, beta2: 0.95, epsilon: 1e-2, t: 1 }),
    sgd: sgdInput(step),
    lars: larsInput(step),
  }[optimizer];
  return {
    patches: Float32Array.from({ length }, () => rng.normal()),
    ...model.inputs(KEPT, 'hidden'),
    hyper,
    rates: layerRates(layout, 0.7),
    averageShare: Float32Array.of(0.1),
    ...(optimizer === 'lars' && { larsRanges: ranges, larsOwners: owners }),
  };
}
