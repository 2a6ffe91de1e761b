/** @file What scripts ask of a model directly: a forward pass, gradients, steps on given batches. No augmentation. */

import type { Session } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { hyperInput } from '../ops/adamw/adamw.ts';
import type { Batch, NamedTensor, TrainOnOptions } from '../protocol/api.ts';
import { nextTask } from './mutex.ts';
import { prepareBatch, type PreparedBatch } from './script-batch.ts';
import { exposedPrediction } from './script-prediction.ts';
import type { Run } from './run.ts';
import { readState, writeState } from './snapshot.ts';

type Floats = Float32Array<ArrayBuffer>;

async function openFor(
  run: Run,
  { batch, visible, inputs }: PreparedBatch,
  until: 'decode' | 'gradients' | 'update',
  reads: readonly string[] = ['loss'],
): Promise<Session> {
  run.needDecoder();
  const session = await run.session({ batch, visible, from: 'patches', until }, reads);
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  return session;
}

export async function forward(
  run: Run,
  given: Batch,
): Promise<{ loss: number; prediction: Floats; mask: Uint8Array<ArrayBuffer>; latent: Floats }> {
  const prepared = prepareBatch(run, given);
  const reads = ['loss', 'prediction', 'latent'];
  const session = await openFor(run, prepared, 'decode', reads);
  const { loss, prediction, latent } = await session.run(reads);
  return {
    loss: loss![0]!,
    prediction: exposedPrediction(run.model, prediction!, prepared.batch),
    mask: prepared.mask,
    latent: latent!,
  };
}

export async function gradients(run: Run, given: Batch): Promise<Record<string, NamedTensor>> {
  const session = await openFor(run, prepareBatch(run, given), 'gradients');
  await session.run(['loss']);
  return run.tensorsOf(await run.parameters.read('gradients'), 'trainable');
}

/** The run's own moments are put back afterwards: these steps are none of its own. */
export async function trainOn(
  run: Run,
  batches: readonly Batch[],
  options: TrainOnOptions,
): Promise<number[]> {
  const { learningRate, weightDecay, betas, epsilon } = options;
  const [beta1, beta2] = betas;
  const numbers = { learningRate, weightDecay, beta1, beta2, epsilon };
  for (const [name, value] of Object.entries(numbers)) {
    const isBeta = name.startsWith('beta');
    if (Number.isFinite(value) && value >= 0 && (!isBeta || value < 1)) continue;
    throw new MimError('bad-config', '{{label}}: {{value}} is not allowed', {
      values: { label: name, value: String(value) },
      hint: 'Give a finite number that is not negative; betas are below 1.',
    });
  }
  const prepared = batches.map((given) => prepareBatch(run, given)); // all are checked before any changes the weights
  const before = await readState(run);
  run.writeMoments(null);
  try {
    const losses: number[] = [];
    for (const [index, batch] of prepared.entries()) {
      if (index > 0) await nextTask(); // or many steps on the CPU would be one long silence
      const session = await openFor(run, batch, 'update');
      session.write('hyper', hyperInput({ ...numbers, clip: 0, t: index + 1 }));
      losses.push((await session.run(['loss']))['loss']![0]!);
    }
    run.writeMoments(before.moments);
    run.momentsSince = before.momentsSince;
    return losses;
  } catch (error) {
    writeState(run, before);
    throw error;
  }
}
