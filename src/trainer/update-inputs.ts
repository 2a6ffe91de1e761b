/** @file What the optimiser of a config wants of the host at each step. */

import type { RunConfig } from '../config/run-config.ts';
import type { InputData } from '../executors/executor.ts';
import type { ParameterLayout } from '../graph/parameters.ts';
import { layerRates } from '../model/layer-decay.ts';
import type { UpdateOptions } from '../model/update.ts';
import { hyperInput } from '../ops/adamw/adamw.ts';
import { larsInput, larsTables } from '../ops/lars/lars.ts';
import { sgdInput } from '../ops/sgd/sgd.ts';

/** What of an optimiser changes the graph. */
export const updateOptions = ({ optimizer, average }: RunConfig): UpdateOptions => ({
  ...(optimizer.id !== 'adamw' && { optimizer: optimizer.id }),
  clip: optimizer.clip > 0,
  ...(optimizer.layerDecay < 1 && { rated: true }),
  ...(average > 0 && { average: true }),
});

/**
 * The numbers of one step.
 * @param t of the update, from 1
 * @param momentsSince the last update before the optimiser's moments were zero
 */
export function stepInputs(
  { optimizer, average }: RunConfig,
  learningRate: number,
  t: number,
  momentsSince = 0,
): Readonly<Record<string, InputData>> {
  // As Adam's own averages: the first steps are not held back by the weights of the start.
  const share = Math.max(1 - average, 1 / t);
  const averageInput = average > 0 ? { averageShare: Float32Array.of(share) } : {};
  switch (optimizer.id) {
    case 'adamw':
      return { hyper: hyperInput({ ...optimizer, learningRate, t: t - momentsSince }), ...averageInput };
    case 'sgd':
      return { hyper: sgdInput({ ...optimizer, learningRate }), ...averageInput };
    case 'lars':
      return { hyper: larsInput({ ...optimizer, learningRate }), ...averageInput };
  }
}

/** Tables that stay what they are as long as the optimiser's settings do. */
export function fixedInputs(
  { optimizer }: RunConfig,
  layout: ParameterLayout,
): Readonly<Record<string, InputData>> {
  const { ranges, owners } = larsTables(layout);
  return {
    ...(optimizer.layerDecay < 1 && { rates: layerRates(layout, optimizer.layerDecay) }),
    ...(optimizer.id === 'lars' && { larsRanges: ranges, larsOwners: owners }),
  };
}
