/** @file Which pictures a step trains on and how it crops them: pure functions of seed, step and sample. */

import { rngOf, shuffle } from '../lib/rng.ts';

/** [left, top, width, height, mirrored] in pixels of the stored picture; fractions allowed. */
export type Crop = readonly [number, number, number, number, boolean];

const AREA = { least: 0.2, most: 1 } as const;
const LOG_ASPECT = { least: Math.log(3 / 4), most: Math.log(4 / 3) } as const;
const TRIES = 10;

/**
 * The random resized crop and flip of one sample of one step. Area 20–100 %, aspect 3:4–4:3 (log-uniform), ten tries,
 * then the whole picture. Source: torchvision's `RandomResizedCrop.get_params`, without its rounding to whole pixels,
 * with the scale (0.2, 1) of facebookresearch/mae@efb2a80 main_pretrain.py.
 */
export function cropOf(
  seed: number,
  step: number,
  sample: number,
  { crop, flip }: { readonly crop: boolean; readonly flip: boolean },
  side: number,
): Crop {
  const mirrored = flip && rngOf(seed, 'flip', step, sample).next() < 0.5;
  if (!crop) return [0, 0, side, side, mirrored];
  const rng = rngOf(seed, 'crop', step, sample);
  for (let i = 0; i < TRIES; i++) {
    const area = side * side * (AREA.least + rng.next() * (AREA.most - AREA.least));
    const aspect = Math.exp(LOG_ASPECT.least + rng.next() * (LOG_ASPECT.most - LOG_ASPECT.least));
    const width = Math.sqrt(area * aspect);
    const height = Math.sqrt(area / aspect);
    if (width <= side && height <= side) {
      return [rng.next() * (side - width), rng.next() * (side - height), width, height, mirrored];
    }
  }
  return [0, 0, side, side, mirrored];
}

/**
 * Entries of `train` for one step. Steps walk through a fresh permutation per epoch, so every picture is seen once
 * before any is seen again, as long as the batch stays the same; a batch may span two epochs.
 */
export function batchIndices(
  seed: number,
  step: number,
  batch: number,
  train: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const n = train.length;
  const indices = new Uint32Array(batch);
  let epoch = -1;
  let order = new Uint32Array(0);
  for (let i = 0; i < batch; i++) {
    const position = step * batch + i;
    if (Math.floor(position / n) !== epoch) {
      epoch = Math.floor(position / n);
      order = epochOrder(seed, epoch, n);
    }
    indices[i] = train[order[position % n]!]!;
  }
  return indices;
}

/** The last permutation asked for: consecutive steps share it. Holds a result, never a state. */
let latest = { key: '', order: new Uint32Array(0) };

function epochOrder(seed: number, epoch: number, n: number): Uint32Array<ArrayBuffer> {
  const key = `${seed} ${epoch} ${n}`;
  if (latest.key !== key) latest = { key, order: shuffle(n, rngOf(seed, 'epoch', epoch)) };
  return latest.order;
}
