/** @file What a run answers about one picture: its reconstruction under a mask, and how alike its patches are. */

import { pixelsOf, type Dataset } from '../data/dataset.ts';
import { MimError } from '../lib/errors.ts';
import { gridOf } from '../config/run-config.ts';
import { hiddenCount, patchCount } from '../mim/grid.ts';
import { fiedlerOrder } from '../mim/normalized-cut.ts';
import { cosineMatrix } from '../mim/similarity.ts';
import { keptByMask } from '../model/mae-indices.ts';
import type { MaeGraphOptions } from '../model/mae.ts';
import type { Reconstruction, Similarity } from '../protocol/api.ts';
import { indexInputs } from './batches.ts';
import { patchesOfBytes, rgbOfPatches, rgbaOf, unstandardize } from './pixels.ts';
import type { Run } from './run.ts';

export function checkMask(mask: Uint8Array, run: Run): void {
  const tokens = patchCount(gridOf(run.config));
  if (mask.length !== tokens) {
    throw new MimError(
      'bad-config',
      'the mask has {{given}} entries where the model has {{tokens}} patches',
      {
        values: { given: mask.length, tokens },
        hint: 'Give one entry per patch, row by row.',
      },
    );
  }
  if (hiddenCount(mask) === tokens) {
    throw new MimError('bad-config', 'all {{tokens}} patches are hidden, so there is nothing to see', {
      values: { tokens },
      hint: 'Leave at least one patch visible.',
    });
  }
}

export async function reconstruct(
  run: Run,
  dataset: Dataset,
  image: number,
  mask: Uint8Array,
  trueStatistics: boolean,
): Promise<Reconstruction> {
  checkMask(mask, run);
  run.needDecoder();
  const { shape, config, step } = run;
  const kept = [keptByMask(mask)];
  const options = {
    batch: 1,
    visible: kept[0]!.length,
    from: 'patches',
    until: 'decode',
  } satisfies MaeGraphOptions;
  const session = await run.session(options);
  const patches = patchesOfBytes(pixelsOf(dataset, image), shape, config.data);
  const inputs = { patches, ...indexInputs(config, kept, 'hidden') };
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  const result = await session.run(['prediction', 'loss']);
  // The first row answers for the class token and has no place in the picture.
  const predicted = result['prediction']!.slice(patches.length / patchCount(gridOf(config)));
  const measured = predicted.slice();
  if (shape.normPix) unstandardize(measured, patches, shape);
  const truth = rgbOfPatches(patches, shape, config.data);
  const guess = rgbOfPatches(measured, shape, config.data);
  const errors = patchErrors(truth, guess, shape.side, shape.patch);
  return {
    step,
    side: shape.side,
    patch: shape.patch,
    mask: Uint8Array.from(mask),
    rgba: rgbaOf(shape.normPix && !trueStatistics ? rgbOfPatches(predicted, shape, config.data) : guess),
    shows: shape.normPix ? (trueStatistics ? 'true-statistics' : 'normalized') : 'pixels',
    errors,
    loss: result['loss']![0]!,
    psnrDb: psnr(errors, mask),
  };
}

/** Mean squared error of each patch, [N], in RGB 0..1. */
function patchErrors(
  truth: Float32Array,
  guess: Float32Array,
  side: number,
  patch: number,
): Float32Array<ArrayBuffer> {
  const across = side / patch;
  const errors = new Float32Array(across * across);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const token = Math.floor(y / patch) * across + Math.floor(x / patch);
      for (let c = 0; c < 3; c++) {
        const at = (y * side + x) * 3 + c;
        errors[token] = errors[token]! + (truth[at]! - guess[at]!) ** 2 / (3 * patch * patch);
      }
    }
  }
  return errors;
}

function psnr(errors: Float32Array, mask: Uint8Array): number {
  const hidden = errors.filter((_, i) => mask[i] === 1);
  const mean = hidden.reduce((sum, error) => sum + error, 0) / hidden.length;
  return hidden.length === 0 ? Infinity : -10 * Math.log10(mean);
}

export async function similarity(
  run: Run,
  dataset: Dataset,
  image: number,
  layer: number,
  mask: Uint8Array | undefined,
): Promise<Similarity> {
  const { shape, config, step } = run;
  const tokens = patchCount(gridOf(config));
  const given = mask ?? new Uint8Array(tokens);
  checkMask(given, run);
  const at = Math.min(Math.max(0, Math.trunc(layer)), shape.depth);
  const kept = keptByMask(given);
  const options = {
    batch: 1,
    visible: kept.length,
    from: 'patches',
    until: 'encode',
  } satisfies MaeGraphOptions;
  const session = await run.session(options);
  session.write('patches', patchesOfBytes(pixelsOf(dataset, image), shape, config.data));
  const inputs = indexInputs(config, [kept], 'hidden');
  for (const name of ['keep', 'encoderIndex', 'encoderInverse', 'encoderPosition'] as const) {
    session.write(name, inputs[name]!);
  }
  const name = at === shape.depth ? 'latent' : `features.${at}`;
  const features = (await session.run([name]))[name]!.subarray(shape.width); // without the class token
  const alike = run.executor.cosineMatrix ?? cosineMatrix;
  const matrix = await alike(features, kept.length, shape.width);
  return {
    step,
    matrix,
    n: kept.length,
    patches: kept,
    layer: at,
    layers: shape.depth,
    fiedlerOrder: fiedlerOrder(matrix, kept.length),
  };
}
