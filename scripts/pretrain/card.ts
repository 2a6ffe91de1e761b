/** @file The model card's table: held-out masked error of the model and of four ways to fill gaps that learn nothing from data. */

import { RECIPE } from './recipe.ts';
import { gridOf } from '../../src/config/run-config.ts';
import { pixelsOf, spread, type Dataset } from '../../src/data/dataset.ts';
import { OwnImages } from '../../src/data/intake/own-images.ts';
import { DATASET_MAKERS } from '../../src/data/sources/index.ts';
import { rngOf } from '../../src/lib/rng.ts';
import { BASELINES } from '../../src/mim/baselines/index.ts';
import { sampleMask } from '../../src/mim/masks/index.ts';
import type { PatchMask } from '../../src/mim/grid.ts';
import type { EngineApi } from '../../src/protocol/api.ts';

const SETS = ['photos', 'patterns', 'emoji'] as const;
/** Held-out images of each set, two masks of each. */
const IMAGES = 96;
const MASKS = 2;
const BATCH = 16;

export interface CardRow {
  readonly set: string;
  readonly images: number;
  /** Mean squared error over hidden pixels, RGB in 0..1, by method. */
  readonly errors: Readonly<Record<string, number>>;
}
export interface Card {
  readonly rows: readonly CardRow[];
}

interface Sample {
  /** RGB in 0..1, [S, S, 3]. */
  readonly image: Float32Array;
  readonly mask: PatchMask;
}

/** `engine` holds the trained model; the untrained one is opened last, from the recipe's seed. */
export async function cardOf(engine: Pick<EngineApi, 'forward' | 'open'>): Promise<Card> {
  const sets = await Promise.all(SETS.map(samplesOf));
  const trained = [];
  for (const samples of sets) trained.push(await modelError(engine, samples));
  await engine.open(RECIPE);
  const rows: CardRow[] = [];
  for (const [i, samples] of sets.entries()) {
    const errors: Record<string, number> = {
      model: trained[i]!,
      untrained: await modelError(engine, samples),
    };
    for (const [name, { fill }] of Object.entries(BASELINES)) {
      errors[name] = meanOf(
        samples.map(({ image, mask }) => hiddenError(image, fill(image, mask, RECIPE.model.patch), mask)),
      );
    }
    rows.push({ set: SETS[i]!, images: samples.length / MASKS, errors });
  }
  return { rows };
}

async function samplesOf(source: (typeof SETS)[number]): Promise<Sample[]> {
  const { data, mask } = RECIPE;
  const context = { baseUrl: new URL('/', location.href).href, own: new OwnImages() };
  const dataset: Dataset = await DATASET_MAKERS[source]({ ...data, source }, context);
  return [...spread(dataset.heldOut, IMAGES)].flatMap((index) =>
    Array.from({ length: MASKS }, (_, m) => ({
      image: Float32Array.from(pixelsOf(dataset, index), (byte) => byte / 255),
      mask: sampleMask(gridOf(RECIPE), mask, rngOf('card', source, index, m)),
    })),
  );
}

async function modelError(engine: Pick<EngineApi, 'forward'>, samples: readonly Sample[]): Promise<number> {
  const { data, model } = RECIPE;
  const errors: number[] = [];
  for (let first = 0; first < samples.length; first += BATCH) {
    const batch = samples.slice(first, first + BATCH);
    const pixels = Float32Array.from(
      batch.flatMap(({ image }) =>
        Array.from(image, (x, i) => (x - data.mean[i % 3]!) / data.deviation[i % 3]!),
      ),
    );
    const mask = Uint8Array.from(batch.flatMap((sample) => [...sample.mask]));
    const { prediction } = await engine.forward({ pixels, side: data.side, mask });
    const perImage = data.side * data.side * 3;
    batch.forEach((sample, b) => {
      const rgb = unpatchify(prediction.subarray(b * perImage, (b + 1) * perImage), data.side, model.patch);
      const guess = rgb.map((x, i) => x * data.deviation[i % 3]! + data.mean[i % 3]!);
      errors.push(hiddenError(sample.image, guess, sample.mask));
    });
  }
  return meanOf(errors);
}

/** Patches [N, 3 p²] in (row, column, channel) order → [S, S, 3]. */
function unpatchify(patches: Float32Array, side: number, patch: number): Float32Array {
  const across = side / patch;
  const image = new Float32Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const token = Math.floor(y / patch) * across + Math.floor(x / patch);
      const at = token * 3 * patch * patch + ((y % patch) * patch + (x % patch)) * 3;
      for (let c = 0; c < 3; c++) image[(y * side + x) * 3 + c] = patches[at + c]!;
    }
  }
  return image;
}

function hiddenError(truth: ArrayLike<number>, guess: ArrayLike<number>, mask: PatchMask): number {
  const { side } = RECIPE.data;
  const { patch } = RECIPE.model;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < side * side; i++) {
    const token = Math.floor(Math.floor(i / side) / patch) * (side / patch) + Math.floor((i % side) / patch);
    if (mask[token] === 0) continue;
    for (let c = 0; c < 3; c++) sum += (truth[i * 3 + c]! - Math.min(1, Math.max(0, guess[i * 3 + c]!))) ** 2;
    count += 3;
  }
  return sum / count;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
