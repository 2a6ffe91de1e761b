/** @file What a run answers about one picture: its reconstruction under a mask, and how alike its patches are. */

import { pixelsOf, type Dataset } from '../data/dataset.ts';
import { MimError } from '../lib/errors.ts';
import { gridOf } from '../config/run-config.ts';
import { hiddenCount, patchCount } from '../mim/grid.ts';
import { fiedlerOrder } from '../mim/normalized-cut.ts';
import { cosineMatrix } from '../mim/similarity.ts';
import { keptByMask } from '../model/kept.ts';
import type { Reconstruction, Similarity } from '../protocol/api.ts';
import { patchesOfBytes, rgbOfPatches, rgbaOf } from './pixels.ts';
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
  const { model, config, step } = run;
  const { shape } = model;
  const kept = keptByMask(mask);
  const visible = model.seen(kept.length);
  const reads = ['prediction', 'loss', 'errors'];
  const session = await run.session({ batch: 1, visible, from: 'patches', until: 'decode' }, reads);
  const patches = patchesOfBytes(pixelsOf(dataset, image), shape, config.data);
  const inputs = { patches, ...model.inputs([kept], 'hidden') };
  for (const [name, data] of Object.entries(inputs)) session.write(name, data);
  const result = await session.run(reads);
  // The class token's row has no place in the picture.
  const predicted = result['prediction']!.slice(model.prefix * model.paddedColumns);
  const { shown, measured, shows } = model.decode(predicted, {
    truth: patches,
    trueStatistics,
    tensor: (name) => run.tensor(name),
  });
  const truth = rgbOfPatches(patches, shape, config.data);
  const guess = measured && rgbOfPatches(measured, shape, config.data);
  const errors = guess
    ? patchErrors(truth, guess, shape.side, shape.patch)
    : result['errors']!.map((error) => error / model.columns);
  return {
    step,
    side: shape.side,
    patch: shape.patch,
    mask: Uint8Array.from(mask),
    rgba: rgbaOf(guess !== null && shown === measured ? guess : rgbOfPatches(shown, shape, config.data)),
    shows,
    errors,
    loss: result['loss']![0]!,
    psnrDb: guess === null ? NaN : psnr(errors, mask),
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

interface SimilarityRequest {
  /** Index in the data set. */
  readonly image: number;
  readonly layer: number;
  /** Given: only the visible patches go in, as in training. */
  readonly mask?: Uint8Array;
  /** With the order of rows by cluster. */
  readonly clustered?: boolean;
}

export async function similarity(
  run: Run,
  dataset: Dataset,
  { image, layer, mask, clustered = false }: SimilarityRequest,
): Promise<Similarity> {
  const { model, config, step } = run;
  const { shape } = model;
  const given = mask ?? new Uint8Array(model.tokens);
  checkMask(given, run);
  const at = Math.min(Math.max(0, Math.trunc(layer)), model.layers);
  const kept = keptByMask(given);
  const visible = model.seen(kept.length);
  const { value, width, rows, patches } = model.features(at, kept);
  const session = await run.session({ batch: 1, visible, from: 'patches', until: 'encode' }, [value]);
  session.write('patches', patchesOfBytes(pixelsOf(dataset, image), shape, config.data));
  for (const [name, data] of Object.entries(model.inputs([kept], 'hidden'))) {
    if (session.graph.named.has(name)) session.write(name, data); // what the head needs has no place here
  }
  const all = (await session.run([value]))[value]!;
  const features = new Float32Array(rows.length * width);
  rows.forEach((row, i) => features.set(all.subarray(row * width, (row + 1) * width), i * width));
  const alike = run.executor.cosineMatrix ?? cosineMatrix;
  const matrix = await alike(features, rows.length, width);
  return {
    step,
    matrix,
    n: rows.length,
    patches,
    layer: at,
    layers: model.layers,
    fiedlerOrder: clustered ? fiedlerOrder(matrix, rows.length) : null,
  };
}
