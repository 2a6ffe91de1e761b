/** @file The Gaussian field of the loaded pictures: their patches' brightness and how it goes together. */

import { patchCount, type Grid } from '../mim/grid.ts';
import { covarianceSteps, type Covariance } from '../mim/information/covariance.ts';
import { fieldOf, type GaussianField } from '../mim/information/gaussian-field.ts';
import { patchMeans } from '../mim/information/patch-means.ts';
import type { SourceId } from '../mim/sources/index.ts';
import type { SourceInfo } from '../protocol/api.ts';
import { call } from './client.ts';
import { refuse } from './mim-mask-request.ts';
import { inSlices } from './slices.ts';
import { app } from './store.ts';

/** Determinants of larger fields would take longer than a frame. */
export const MAX_FIELD_PATCHES = 256;
/** Pictures that are looked at unless a script says otherwise. */
export const FIELD_PICTURES = 256;
/** Pictures in one question to the engine. */
const BATCH = 16;
/** Pixels along a patch: enough for its mean, and little to carry. */
const PIXELS = 4;

export interface MeasuredField {
  readonly field: GaussianField;
  /** Pictures that it was estimated from. */
  readonly pictures: number;
  /** 0..1: how far the covariance was pulled towards patches that know nothing of each other. */
  readonly shrinkage: number;
}

/** The last one: panel and scripts ask about the same pictures. */
let latest: { readonly key: string; readonly made: Promise<MeasuredField> } | null = null;

/**
 * Of at most `pictures` of the set, evenly spread. Throws `bad-config` where patches are too many or pictures too few.
 * Asked again for the same pictures it answers at once.
 */
export async function measuredField(source: SourceId, grid: Grid, pictures: number): Promise<MeasuredField> {
  const patches = patchCount(grid);
  if (patches > MAX_FIELD_PATCHES) {
    throw refuse(
      '{{patches}} patches are more than the {{max}} whose information can be worked out here',
      { patches, max: MAX_FIELD_PATCHES },
      'Use larger patches or smaller images.',
    );
  }
  const info = await call.sourceInfo(source);
  const key = JSON.stringify([source, info, grid, pictures, viewKey()]);
  if (latest?.key !== key) {
    const made = measure(source, info, grid, pictures);
    const mine = { key, made };
    latest = mine;
    made.catch(() => {
      if (latest === mine) latest = null;
    });
  }
  return await latest.made;
}

/** What decides which pictures a set has, and how they are cut. */
function viewKey(): unknown {
  const { run, ownImages, removedImages } = app.getState();
  return [run?.id, ownImages.map(({ id }) => id), removedImages];
}

async function measure(
  source: SourceId,
  info: SourceInfo,
  grid: Grid,
  pictures: number,
): Promise<MeasuredField> {
  const patches = patchCount(grid);
  const rows: Float64Array[] = [];
  for (const [first, count] of batches(info.count, pictures)) {
    const side = grid.cols * PIXELS;
    for (const { rgba } of await call.thumbnails(source, first, count, side))
      rows.push(patchMeans(rgba, side, grid));
  }
  const samples = new Float64Array(rows.length * patches);
  rows.forEach((row, i) => samples.set(row, i * patches));
  const steps = covarianceSteps(samples, rows.length, patches);
  const { matrix, shrinkage } = await new Promise<Covariance>((resolve) => inSlices(steps, resolve));
  const field = rows.length < 2 ? null : fieldOf(matrix, patches, 1);
  if (field !== null) return { field, pictures: rows.length, shrinkage };
  throw refuse(
    'the {{count}} pictures of this set do not differ enough to tell what patches know of each other',
    { count: rows.length },
    'Choose a set with more pictures.',
  );
}

/** First index and count of each question: up to `wanted` of `count` pictures in runs that lie evenly over the set. */
export function batches(count: number, wanted: number): readonly (readonly [first: number, count: number])[] {
  const total = Math.min(count, wanted);
  const questions = Math.ceil(total / BATCH);
  return Array.from({ length: questions }, (_, k) => {
    const size = Math.min(BATCH, total - k * BATCH);
    return [
      total === count ? k * BATCH : Math.floor((k * (count - BATCH)) / Math.max(1, questions - 1)),
      size,
    ];
  });
}
