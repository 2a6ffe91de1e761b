/** @file Which rows of the encoder's output make one vector of an image. */

import type { Site } from '../encoder.ts';
import { maskOf, type Kept } from '../kept.ts';
import { tokensOf, type ImageShape } from '../shape.ts';

/** The mean over visible patches; a cell of several patches counts by those of it that are visible. [B (prefix + rows)] */
export function visibleWeights(
  site: Site,
  image: ImageShape,
  kept: readonly Kept[],
): Float32Array<ArrayBuffer> {
  const rows = site.prefix + (site.sees === 'visible' ? (kept[0]?.length ?? 0) : site.cells);
  const weights = new Float32Array(kept.length * rows);
  kept.forEach((patches, b) => {
    patches.forEach((patch, j) => {
      const row = b * rows + site.prefix + (site.sees === 'visible' ? j : cellOf(patch, site, image));
      weights[row] = weights[row]! + 1 / patches.length;
    });
  });
  return weights;
}

/** The class token alone, else the mean over visible patches. */
export function imageWeights(
  site: Site,
  image: ImageShape,
  kept: readonly Kept[],
): Float32Array<ArrayBuffer> {
  const weights = visibleWeights(site, image, kept);
  if (site.prefix === 0) return weights;
  const rows = weights.length / kept.length;
  return weights.map((_, r) => (r % rows === 0 ? 1 : 0));
}

/** 1 / hidden patches of the image for those, else 0; [B N]. */
export function hiddenWeights(image: ImageShape, kept: readonly Kept[]): Float32Array<ArrayBuffer> {
  const tokens = tokensOf(image);
  return Float32Array.from(maskOf(kept, tokens), (bit, r) => {
    const hidden = tokens - kept[Math.floor(r / tokens)]!.length;
    return bit === 0 ? 0 : 1 / hidden;
  });
}

function cellOf(patch: number, { span }: Site, { side, patch: size }: ImageShape): number {
  const across = Math.floor(side / size);
  const [row, col] = [Math.floor(patch / across), patch % across];
  return Math.floor(row / span) * (across / span) + Math.floor(col / span);
}
