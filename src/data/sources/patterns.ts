/** @file Textures and shapes drawn by the page: labelled, with the true texture of every pixel. */

import { breathe, heed } from '../breathe.ts';
import { bytesPerImage, type Dataset, type DatasetConfig, MAX_SET_BYTES, splitByTenths } from '../dataset.ts';
import type { DatasetMaker } from './maker.ts';
import { draw } from './patterns/draw.ts';
import { type PatternKnobs, type Scene, sceneOf } from './patterns/scene.ts';
import { SHAPES } from './patterns/shapes.ts';
import { TEXTURES } from './patterns/textures.ts';

/** Pixels drawn between two pauses: some 40 ms. */
const PIXELS_PER_BREATH = 2 ** 17;

/**
 * Picture `i` is drawn from seed `i`, whatever the count, and every tenth seed is held out. The label is the texture
 * of the background where there is one region and no other choice is as visible; with several regions it is the
 * shape that all objects of the picture share, or, where no objects are allowed, the texture at its centre.
 */
export const makePatterns: DatasetMaker = async ({ patterns: knobs, side }, { signal, progress }) => {
  const count = Math.min(knobs.count, Math.floor(MAX_SET_BYTES / bytesPerImage(side)));
  const size = bytesPerImage(side);
  const pixels = new Uint8Array(count * size);
  const truth = new Uint8Array(side * side);
  const labels = new Int32Array(count);
  const chunk = Math.max(1, Math.floor(PIXELS_PER_BREATH / (side * side)));
  for (let i = 0; i < count; i++) {
    if (i % chunk === 0) {
      progress?.(i, count);
      await breathe();
      heed(signal);
    }
    const scene = sceneOf(i, knobs);
    draw(scene, side, pixels.subarray(i * size, (i + 1) * size), truth);
    labels[i] = labelOf(scene, knobs, truth[(side >> 1) * side + (side >> 1)]!);
  }
  progress?.(count, count);
  return {
    side,
    count,
    pixels,
    labels,
    labelNames: (byShape(knobs) ? SHAPES : TEXTURES).map(({ label }) => label),
    names: (i) => `Pattern ${i + 1}`,
    truth: (i) => truthOf(i, knobs, side),
    ...splitByTenths(count),
  } satisfies Dataset;
};

const byShape = ({ regions, objects }: PatternKnobs): boolean => regions > 1 && objects > 0;

function labelOf(scene: Scene, knobs: PatternKnobs, centre: number): number {
  if (byShape(knobs)) return scene.shape;
  return knobs.regions === 1 ? scene.regions[0]!.surface.texture : centre;
}

/** Drawn anew: the maps of a whole set would take a third of its pixels' room, and are asked for one at a time. */
function truthOf(seed: number, knobs: DatasetConfig['patterns'], side: number): Uint8Array<ArrayBuffer> {
  const truth = new Uint8Array(side * side);
  draw(sceneOf(seed, knobs), side, new Uint8Array(bytesPerImage(side)), truth);
  return truth;
}
