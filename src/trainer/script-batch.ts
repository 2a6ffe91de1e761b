/** @file Checks a batch that a script gives and makes a graph's inputs of it. */

import { MimError } from '../lib/errors.ts';
import { hiddenCount, keptByRatio } from '../mim/grid.ts';
import { keptByMask, keptByNoise, maskOf, type Kept } from '../model/kept.ts';
import { paddedLength } from '../model/shape.ts';
import type { Batch } from '../protocol/api.ts';
import type { Inputs } from './batches.ts';
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
  const { model } = run;
  const { shape, tokens } = model;
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
  const length = tokens * paddedLength(shape);
  const patches = new Float32Array(batch * length);
  for (let b = 0; b < batch; b++) {
    patchesOfNormalized(given.pixels.subarray(b * perImage, (b + 1) * perImage), shape, patches, b * length);
  }
  const inputs = { patches, ...model.inputs(kept, 'hidden') };
  return { batch, visible: model.seen(kept[0]!.length), inputs, mask: maskOf(kept, tokens) };
}

function keptOf(run: Run, { mask, noise }: Batch, batch: number): Kept[] {
  const { tokens, sharesCount, shape } = run.model;
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
    if (shape.kind !== 'mae') {
      throw refuse(
        'noise: this model hides what a mask says, and has no rule for noise',
        {},
        'Give a mask: 1 = hidden.',
      );
    }
    if (!noise.every(Number.isFinite)) {
      throw refuse('noise: some numbers are not finite', {}, 'Give numbers that can be sorted.');
    }
    return rows.map((row) => keptByNoise(row, keptByRatio(tokens, run.maskRatio)));
  }
  if (!sharesCount) return rows.map(keptByMask);
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
