/** @file What scripts ask of a model directly: a forward pass, gradients, steps on given batches. No augmentation. */

import { MimError } from '../lib/errors.ts';
import { paddedLength, patchLength, tokensOf } from '../model/mae-shape.ts';
import { hyperInput } from '../ops/adamw/adamw.ts';
import type { Batch, NamedTensor, TrainOnOptions } from '../protocol/api.ts';
import { prepareBatch, type PreparedBatch } from './script-batch.ts';
import type { Run } from './run.ts';
import type { Session } from '../executors/executor.ts';

type Floats = Float32Array<ArrayBuffer>;

async function openFor(
  run: Run,
  { batch, visible, inputs }: PreparedBatch,
  until: 'decode' | 'gradients' | 'update',
): Promise<Session> {
  if (!run.hasDecoder) {
    throw new MimError(
      'bad-file',
      'these weights have no decoder: similarity works, reconstruction does not',
      {
        hint: 'Train a decoder on your images, or open a file that has one.',
      },
    );
  }
  const session = await run.session({ batch, visible, from: 'patches', until });
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  return session;
}

export async function forward(
  run: Run,
  given: Batch,
): Promise<{ loss: number; prediction: Floats; mask: Uint8Array<ArrayBuffer>; latent: Floats }> {
  const prepared = prepareBatch(run, given);
  const session = await openFor(run, prepared, 'decode');
  const { loss, prediction, latent } = await session.run(['loss', 'prediction', 'latent']);
  return {
    loss: loss![0]!,
    prediction: withoutPadding(run, prediction!, prepared.batch),
    mask: prepared.mask,
    latent: latent!,
  };
}

/** [B (1 + N), P] → [B, N, 3 p²]: without the class token's row and the padding. */
function withoutPadding({ shape }: Run, prediction: Floats, batch: number): Floats {
  const tokens = tokensOf(shape);
  const columns = paddedLength(shape);
  const length = patchLength(shape);
  const kept = new Float32Array(batch * tokens * length);
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < tokens; i++) {
      const from = (b * (1 + tokens) + 1 + i) * columns;
      kept.set(prediction.subarray(from, from + length), (b * tokens + i) * length);
    }
  }
  return kept;
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
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) continue;
    throw new MimError('bad-config', '{{label}}: {{value}} is not allowed', {
      values: { label: name, value: String(value) },
      hint: 'Give a finite number that is not negative.',
    });
  }
  const prepared = batches.map((given) => prepareBatch(run, given)); // all are checked before any changes the weights
  const own = [await run.parameters.read('moment1'), await run.parameters.read('moment2')] as const;
  run.writeMoments(null);
  try {
    const losses: number[] = [];
    for (const [index, batch] of prepared.entries()) {
      const session = await openFor(run, batch, 'update');
      session.write('hyper', hyperInput({ ...numbers, clip: 0, t: index + 1 }));
      losses.push((await session.run(['loss']))['loss']![0]!);
    }
    return losses;
  } finally {
    run.writeMoments(own);
  }
}
