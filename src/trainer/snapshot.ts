/** @file A run as bytes and back: a safetensors file of weights and moments, the rest as JSON beside it. */

import type { Executor } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { readSafetensors, writeSafetensors } from '../io/safetensors.ts';
import { shapeOf } from '../config/model-shape.ts';
import { sizeOf } from '../graph/graph.ts';
import { modelOf } from '../model/model.ts';
import { torchNames, writeTensors } from '../model/tensor-spec.ts';
import type { Snapshot } from '../protocol/api.ts';
import { AVERAGE_PREFIX, Run } from './run.ts';

type Floats = Float32Array<ArrayBuffer>;
const MOMENTS = ['moment1', 'moment2'] as const;

/** What a run is between two steps, on the host. */
export interface State {
  readonly step: number;
  readonly weights: Floats;
  readonly moments: readonly [Floats, Floats];
  readonly momentsSince: number;
}

export async function readState(run: Run): Promise<State> {
  const { parameters, step, momentsSince } = run;
  const [weights, moment1, moment2] = await Promise.all([
    parameters.read('weights'),
    parameters.read('moment1'),
    parameters.read('moment2'),
  ]);
  return { step, weights, moments: [moment1, moment2], momentsSince };
}

/** A state that went wrong must never replace a good one. */
export const isFiniteState = ({ weights, moments }: State): boolean =>
  [weights, ...moments].every((flat) => flat.every(Number.isFinite));

export function writeState(run: Run, { step, weights, moments, momentsSince }: State): void {
  run.parameters.write('weights', weights);
  run.writeMoments(moments);
  run.step = step;
  run.momentsSince = momentsSince;
}

export function toSnapshot(run: Run, state: State, name: string): Snapshot {
  const tensors = new Map(Object.entries(run.tensorsOf(state.weights, 'weights')));
  MOMENTS.forEach((moment, i) => {
    const own = run.tensorsOf(state.moments[i]!, 'trainable');
    for (const [weight, tensor] of Object.entries(own)) tensors.set(`${moment}/${weight}`, tensor);
  });
  for (const [weight, tensor] of Object.entries(run.averagesOf(state.weights)))
    tensors.set(AVERAGE_PREFIX + weight, tensor);
  const { config, origin, hasDecoder } = run;
  const { step, momentsSince } = state;
  return { name, config, step, momentsSince, origin, hasDecoder, bytes: writeSafetensors(tensors) };
}

/** Throws `bad-file` for bytes that are none of ours; nothing is allocated then. */
export function fromSnapshot(executor: Executor, id: string, snapshot: Snapshot): Run {
  const { tensors } = readSafetensors(snapshot.bytes);
  const { config, step, origin, hasDecoder } = snapshot;
  for (const spec of modelOf(shapeOf(config)).specs) {
    for (const prefix of spec.trainable ? ['', ...MOMENTS.map((moment) => `${moment}/`)] : ['']) {
      for (const { name, shape } of torchNames(spec)) {
        if (tensors.get(prefix + name)?.data.length !== sizeOf(shape)) throw incomplete(prefix + name);
      }
    }
  }
  const run = new Run(executor, { id, config, origin, hasDecoder, step, weights: tensors });
  const moments = MOMENTS.map((moment) => {
    const flat = new Float32Array(run.layout.trainableSize);
    writeTensors(run.specs, run.layout, (name) => tensors.get(`${moment}/${name}`), flat);
    return flat;
  });
  run.writeMoments([moments[0]!, moments[1]!]);
  run.momentsSince = snapshot.momentsSince ?? 0;
  return run;
}

const incomplete = (name: string): MimError =>
  new MimError('bad-file', 'the snapshot has no {{name}} of the right size', {
    values: { name },
    hint: 'Start a fresh run.',
  });
