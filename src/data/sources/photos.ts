/** @file Crops of the shipped photographs; held-out crops come from a strip of each photo that no other crop touches. */

import { breathe, heed } from '../breathe.ts';
import { bytesPerImage, type Dataset } from '../dataset.ts';
import { resample, type Rgb } from '../resample.ts';
import type { DatasetMaker, MakeContext } from './maker.ts';
import { type Photo, type PhotoCrop, planCrops } from './photo-crops.ts';
import { storedJson, storedPicture } from './stored.ts';

const MAX_BYTES = 64 * 2 ** 20;
/** More would be next to the same: neighbours overlap by half already. */
const MAX_CROPS = 8192;
/** Crops between two pauses, a few milliseconds of work; and between two words about how far it is. */
const CROPS_PER_BREATH = 16;
const CROPS_PER_WORD = 128;

/** Labels say which photo a crop is from. The first pictures are one well-chosen square of each photo. */
export const makePhotos: DatasetMaker = async ({ side }, context) => {
  const photos = await storedJson<readonly Photo[]>(context.baseUrl, 'photos/photos.json');
  const pictures = await Promise.all(
    photos.map(({ file }) => storedPicture(context.baseUrl, `photos/${file}`)),
  );
  const crops = planCrops(photos, side, Math.min(MAX_CROPS, Math.floor(MAX_BYTES / bytesPerImage(side))));
  const index = Uint32Array.from(crops, (_, i) => i);
  return {
    side,
    count: crops.length,
    pixels: await cutOut(crops, pictures, side, context),
    labels: Int32Array.from(crops, ({ photo }) => photo),
    labelNames: photos.map(({ title }) => title),
    names: (i) => photos[crops[i]?.photo ?? 0]?.title ?? '',
    train: index.filter((i) => !crops[i]!.heldOut),
    heldOut: index.filter((i) => crops[i]!.heldOut),
    heldOutIsSeen: false,
  } satisfies Dataset;
};

async function cutOut(
  crops: readonly PhotoCrop[],
  pictures: readonly Rgb[],
  side: number,
  { signal, progress }: MakeContext,
): Promise<Uint8Array<ArrayBuffer>> {
  const size = bytesPerImage(side);
  const pixels = new Uint8Array(crops.length * size);
  for (const [i, { photo, region }] of crops.entries()) {
    if (i % CROPS_PER_WORD === 0) progress?.(i, crops.length);
    if (i % CROPS_PER_BREATH === 0) {
      await breathe();
      heed(signal);
    }
    pixels.set(resample(pictures[photo]!, region, side, side), i * size);
  }
  progress?.(crops.length, crops.length);
  return pixels;
}
