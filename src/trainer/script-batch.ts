/** @file Checks a batch that a script gives and makes a graph's inputs of it. */

import { MimError } from '../lib/errors.ts';
import { hiddenCount, keptByRatio } from '../mim/grid.ts';
import { keptByMask, keptByNoise, type Kept } from '../model/mae-indices.ts';
import { paddedLength, tokensOf } from '../model/mae-shape.ts';
import type { Batch } from '../protocol/api.ts';
import { indexInputs, type Inputs } from './batches.ts';
import { patchesOfNormalized } from './pixels.ts';
import type { Run } from './run.ts';

export interface PreparedBatch {
  readonly batch: number;
  readonly visible: number;
  readonly inputs: Inputs;
  /** [B, N], 1 = hidden. */
  readonly mask: Uint8Array<ArrayBuffer>;
}

const refuse = (template: string, values: Record<string, string | number>, hint: string): MimError =>
  new MimError('bad-config', template, { values, hint });

export function prepareBatch(run: Run, given: Batch): PreparedBatch {
  const { shape } = run;
  const { side } = shape;
  if (given.side !== side) {
    throw refuse(
      'the batch has images of side {{given}} where the model has {{side}}',
      { given: given.side, side },
      'Resize the images, or open a model of that side.',
    );
  }
  const perImage = side * side * 3;
  const batch = given.pixels.length / perImage;
  if (!(given.pixels instanceof Float32Array) || !Number.isInteger(batch) || batch < 1) {
    throw refuse(
      'pixels: {{given}} numbers are no whole number of images of {{each}}',
      { given: given.pixels.length, each: perImage },
      'Give a Float32Array of [B, side, side, 3].',
    );
  }
  if (!given.pixels.every(Number.isFinite)) {
    throw refuse('pixels: some are not finite', {}, 'Look for NaN or infinite values in what you give.');
  }
  const kept = keptOf(run, given, batch);
  const length = tokensOf(shape) * paddedLength(shape);
  const patches = new Float32Array(batch * length);
  for (let b = 0; b < batch; b++) {
    patchesOfNormalized(given.pixels.subarray(b * perImage, (b + 1) * perImage), shape, patches, b * length);
  }
  const mask = new Uint8Array(batch * tokensOf(shape)).fill(1);
  kept.forEach((image, b) => image.forEach((patch) => (mask[b * tokensOf(shape) + patch] = 0)));
  const inputs = { patches, ...indexInputs(run.config, kept, 'hidden') };
  return { batch, visible: kept[0]!.length, inputs, mask };
}

function keptOf(run: Run, { mask, noise }: Batch, batch: number): Kept[] {
  const tokens = tokensOf(run.shape);
  if ((mask === undefined) === (noise === undefined)) {
    throw refuse('give exactly one of mask and noise', {}, 'mask: 1 = hidden; noise: small = kept.');
  }
  const drawn = mask ?? noise!;
  if (drawn.length !== batch * tokens) {
    throw refuse(
      'mask or noise: {{given}} numbers where {{batch}} images of {{tokens}} patches want {{wanted}}',
      { given: drawn.length, batch, tokens, wanted: batch * tokens },
      'Give one number per patch and image.',
    );
  }
  const rows = Array.from({ length: batch }, (_, b) => drawn.subarray(b * tokens, (b + 1) * tokens));
  if (noise !== undefined) {
    if (!noise.every(Number.isFinite)) {
      throw refuse('noise: some numbers are not finite', {}, 'Give numbers that can be sorted.');
    }
    return rows.map((row) => keptByNoise(row, keptByRatio(tokens, run.maskRatio)));
  }
  const hidden = rows.map(hiddenCount);
  if (hidden.includes(tokens)) {
    throw refuse(
      'all {{tokens}} patches are hidden, so there is nothing to see',
      { tokens },
      'Leave at least one patch visible.',
    );
  }
  if (hidden.some((count) => count !== hidden[0])) {
    throw refuse(
      'the images of the batch hide different numbers of patches',
      {},
      'Hide the same number in every image.',
    );
  }
  return rows.map(keptByMask);
}
