/** @file What the model on screen makes of a mask, in bits: V-information on pictures that it never trained on. */

import { rngOf } from '../lib/rng.ts';
import { hiddenCount, type PatchMask } from '../mim/grid.ts';
import type { Interval } from '../mim/information/bootstrap.ts';
import { hiddenPatches, type HiddenPatches } from '../mim/information/hidden-patches.ts';
import { bitsPerPixel, factorizedInformation, type Predicted } from '../mim/information/v-information.ts';
import type { SourceId } from '../mim/sources/index.ts';
import type { Shows } from '../mim/targets/target.ts';
import type { Reconstruction } from '../protocol/api.ts';
import { call } from './client.ts';
import { refuse } from './mim-mask-request.ts';
import { inSlices } from './slices.ts';
import { app } from './store.ts';

/** Fewer pictures tell nothing: half of them fit the variances, the other half is judged. Ours. */
export const ENOUGH_PICTURES = 16;
export const USABLE_PICTURES = 48;
/** Numbers of hidden patches that are kept at most, so that each slice of the work stays short. */
const MAX_NUMBERS = 1_200_000;
const DRAWS = 1000;

/** In bits per hidden pixel. */
export interface UsableReport extends Interval {
  readonly pictures: number;
  /** Hidden patches in each. */
  readonly hidden: number;
  /** Step of the weights that answered last. */
  readonly step: number;
  /** `true-statistics`: about the shape of a patch, given its true mean and deviation. */
  readonly shows: Shows;
}

export interface UsableQuestion {
  readonly mask: PatchMask;
  /** Pictures to ask about at most. */
  readonly pictures: number;
  readonly progress?: (done: number, total: number) => void;
  /** False stops it: the answer is then null. */
  readonly isWanted?: () => boolean;
}

/**
 * Each half of the pictures is judged with variances that were fitted on the other. Throws `bad-config` where too few
 * pictures are held out, nothing is hidden, or the model gives no pixels.
 */
export async function measureUsable(question: UsableQuestion): Promise<UsableReport | null> {
  const { mask, pictures, progress, isWanted = () => true } = question;
  const hidden = hiddenCount(mask);
  if (hidden === 0) {
    throw refuse('nothing is hidden, so there is nothing to tell', {}, 'Hide at least one patch.');
  }
  const source = answeredSource();
  const indices = await heldOut(source, pictures);
  const answers: HiddenPatches[] = [];
  let last: Reconstruction | null = null;
  let wanted = indices.length;
  for (const index of indices) {
    if (answers.length === wanted || !isWanted()) break;
    const { answer, reconstruction } = await ask(source, index, mask);
    answers.push(answer);
    last = reconstruction;
    wanted = Math.min(wanted, Math.max(ENOUGH_PICTURES, mostPictures(reconstruction, hidden)));
    progress?.(answers.length, wanted);
  }
  if (last === null || !isWanted()) return null;
  const { step, shows, patch } = last;
  const interval = await new Promise<Interval>((resolve) => inSlices(informationOf(answers, patch), resolve));
  return { ...interval, pictures: answers.length, hidden, step, shows };
}

/** The run is judged on its own pictures, the shipped model on those that are chosen. */
function answeredSource(): SourceId {
  const { answerer, run, draft } = app.getState();
  return answerer === 'run' && run !== null ? run.config.data.source : draft.data.source;
}

const mostPictures = ({ patch }: Reconstruction, hidden: number): number =>
  Math.floor(MAX_NUMBERS / (hidden * 3 * patch * patch));

async function heldOut(source: SourceId, wanted: number): Promise<readonly number[]> {
  const { heldOut: all = [] } = await call.sourceInfo(source);
  const count = Math.min(all.length, wanted);
  if (count < ENOUGH_PICTURES) {
    throw refuse(
      'not enough pictures are kept apart from training: {{have}}, and {{need}} are needed',
      { have: count, need: ENOUGH_PICTURES },
      'Choose a larger set of images.',
    );
  }
  return Array.from({ length: count }, (_, k) => all[Math.floor((k * all.length) / count)] ?? 0);
}

async function ask(source: SourceId, index: number, mask: PatchMask) {
  const { answerer: by } = app.getState();
  // Only normalised targets heed it: without the true statistics they give no pixels at all.
  const request = { image: { source, index }, mask, by, trueStatistics: true };
  const reconstruction = await call.reconstruct(request);
  const { side, patch, rgba: guess, shows, psnrDb } = reconstruction;
  if (Number.isNaN(psnrDb)) {
    throw refuse(
      'this model predicts something from which no pixels follow',
      {},
      'Choose a model whose target is pixels.',
    );
  }
  const [picture] = await call.thumbnails(source, index, 1, side);
  const truth = picture?.rgba ?? [];
  const normalized = shows === 'true-statistics';
  return { reconstruction, answer: hiddenPatches({ truth, guess, side, patch, mask, normalized }) };
}

/** Yields between pictures. */
function* informationOf(answers: readonly HiddenPatches[], patch: number): Generator<undefined, Interval> {
  const dims = 3 * patch * patch;
  const halves = [0, 1].map((half) =>
    joined(
      answers.filter((_, i) => i % 2 === half),
      dims,
    ),
  );
  const nats: number[] = [];
  const imageOf: number[] = [];
  for (const [i, answer] of answers.entries()) {
    const calibration = halves[(i + 1) % 2];
    if (calibration === undefined || answer.rows === 0) continue;
    for (const value of factorizedInformation(calibration, { ...answer, dims })) {
      nats.push(value);
      imageOf.push(i);
    }
    yield undefined;
  }
  return bitsPerPixel(nats, imageOf, patch * patch, DRAWS, rngOf('usable information'));
}

function joined(answers: readonly HiddenPatches[], dims: number): Predicted {
  const rows = answers.reduce((sum, answer) => sum + answer.rows, 0);
  const targets = new Float64Array(rows * dims);
  const predictions = new Float64Array(rows * dims);
  let at = 0;
  for (const answer of answers) {
    targets.set(answer.targets, at);
    predictions.set(answer.predictions, at);
    at += answer.rows * dims;
  }
  return { targets, predictions, rows, dims };
}
