/** @file For tests: one golden case on one executor, as the largest differences from transformers and PyTorch. */

import type { Executor, Session } from '../../executors/executor.ts';
import { hyperInput } from '../../ops/adamw/adamw.ts';
import { toTorch } from '../tensor-spec.ts';
import type { GoldenCase } from './golden-case.ts';

export interface GoldenErrors {
  /** Relative to the tensor's largest value. */
  readonly latent: number;
  readonly prediction: number;
  readonly gradients: number;
  /** Absolute. */
  readonly loss: number;
  /** Largest relative difference of ten losses. */
  readonly trajectory: number;
}

/** Largest difference, relative to the largest value. */
export function worst(got: ArrayLike<number>, want: ArrayLike<number>): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < want.length; i++) {
    difference = Math.max(difference, Math.abs(got[i]! - want[i]!));
    largest = Math.max(largest, Math.abs(want[i]!));
  }
  return difference / largest;
}

function feed(session: Session, inputs: GoldenCase['inputs']): void {
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
}

export async function goldenErrors(executor: Executor, golden: GoldenCase): Promise<GoldenErrors> {
  const { model, batch, visible, io, layout, specs } = golden;
  const parameters = executor.createParameters(layout);
  parameters.write('weights', golden.weights);
  parameters.write('moment1', new Float32Array(layout.trainableSize));
  parameters.write('moment2', new Float32Array(layout.trainableSize));

  const back = await executor.open(
    model.graph({ batch, visible, from: 'patches', until: 'gradients' }),
    parameters,
    {},
  );
  feed(back, golden.inputs);
  const out = await back.run(['latent', 'prediction', 'loss']);
  const flat = await parameters.read('gradients');
  let gradients = 0;
  for (const [name, { data: want }] of golden.gradients) {
    const spec = specs.find((one) => one.name === name)!;
    const at = layout.offsets.get(name)!;
    const size = spec.shape.reduce((n, side) => n * side, 1);
    gradients = Math.max(
      gradients,
      worst(toTorch(spec, flat.subarray(at, at + size)).subarray(0, want.length), want),
    );
  }
  back.dispose();

  const train = await executor.open(
    model.graph({ batch, visible, from: 'patches', until: 'update' }),
    parameters,
    {},
  );
  const want = io.get('train_loss')!.data;
  let trajectory = 0;
  for (const [t, inputs] of golden.trainInputs.entries()) {
    feed(train, inputs);
    train.write(
      'hyper',
      hyperInput({
        learningRate: 1e-3,
        beta1: 0.9,
        beta2: 0.95,
        epsilon: 1e-8,
        weightDecay: 0.05,
        clip: 0,
        t: t + 1,
      }),
    );
    const { loss } = await train.run(['loss']);
    trajectory = Math.max(trajectory, Math.abs(loss![0]! / want[t]! - 1));
  }
  train.dispose();
  parameters.dispose();
  const latent = io.get('latent'); // SimMIM's files have none
  return {
    latent: latent === undefined ? 0 : worst(out['latent']!, latent.data),
    prediction: worst(patchRows(golden, out['prediction']!), golden.prediction),
    gradients,
    loss: Math.abs(out['loss']![0]! - io.get('loss')!.data[0]!),
    trajectory,
  };
}

/** Without the class token's rows and the padding. */
function patchRows({ model, batch }: GoldenCase, prediction: Float32Array): Float32Array {
  const { tokens, prefix, columns, paddedColumns } = model;
  const rows = new Float32Array(batch * tokens * columns);
  for (let r = 0; r < batch * tokens; r++) {
    const from = (r + (Math.floor(r / tokens) + 1) * prefix) * paddedColumns;
    rows.set(prediction.subarray(from, from + columns), r * columns);
  }
  return rows;
}
