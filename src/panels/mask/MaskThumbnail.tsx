/** @file What a strategy would hide of the picture on screen, small. Drawn between frames, one after the other. */

import { useEffect, useRef } from 'react';
import { gridOf } from '../../config/run-config.ts';
import type { Grid, PatchMask } from '../../mim/grid.ts';
import { defaultMask, type MaskChoice, type MaskId } from '../../mim/masks/index.ts';
import { drawMask } from '../../store/shown.ts';
import { inSlices } from '../../store/slices.ts';
import type { AppState } from '../../store/state.ts';
import { app, useApp } from '../../store/store.ts';

type Picture = NonNullable<AppState['picture']>;

const SIDE = 44;
/** Any image shows through it and none looks like it; close to the hatch of the large view. */
const HIDDEN_COLOUR = '#a9aeb8';

export function MaskThumbnail({ strategy }: { readonly strategy: MaskId }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useApp((s) => s.picture);
  const shown = useApp((s) => s.mask);
  const seed = useApp((s) => s.maskSeed);
  const chosen = useApp((s) => s.draft.mask);
  const previous = useApp((s) => s.previousMask);
  const sources = useApp((s) => s.sources);
  useEffect(() => {
    function* draw(): Generator<undefined> {
      const { draft, image } = app.getState();
      const side = Math.sqrt(shown.length);
      const rows = Number.isInteger(side) ? side : gridOf(draft).rows;
      const grid = { rows, cols: rows };
      const isShown = strategy === chosen.id || strategy === 'painted';
      const mask = isShown
        ? shown
        : drawMask(grid, choiceFor(strategy, chosen, previous), seed, { picture, image, sources });
      yield undefined;
      if (canvas.current !== null) drawMasked(canvas.current, picture, mask, grid);
    }
    return inSlices(draw(), () => undefined);
  }, [strategy, chosen, previous, shown, seed, picture, sources]);
  return (
    <canvas ref={canvas} width={SIDE} height={SIDE} aria-hidden className="size-9 rounded-sm bg-raised" />
  );
}

/** The strategy's own defaults with the ratio and the object that are set now, so that the thumbnails can be compared. */
function choiceFor(strategy: MaskId, chosen: MaskChoice, previous: MaskChoice | null): MaskChoice {
  const now = 'ratio' in chosen ? chosen : previous;
  const ratio = now !== null && 'ratio' in now ? now.ratio : undefined;
  const choice = defaultMask(strategy);
  if ('bits' in choice && 'bits' in chosen) return { ...choice, bits: chosen.bits };
  return 'ratio' in choice && ratio !== undefined ? { ...choice, ratio } : choice;
}

const bitmaps = new WeakMap<Picture, OffscreenCanvas>();

/** The picture as something that can be drawn small; made once for all thumbnails. */
function bitmapOf(picture: Picture): OffscreenCanvas {
  const before = bitmaps.get(picture);
  if (before !== undefined) return before;
  const bitmap = new OffscreenCanvas(picture.side, picture.side);
  const image = new ImageData(new Uint8ClampedArray(picture.rgba), picture.side, picture.side);
  bitmap.getContext('2d')?.putImageData(image, 0, 0);
  bitmaps.set(picture, bitmap);
  return bitmap;
}

function drawMasked(
  canvas: HTMLCanvasElement,
  picture: Picture | null,
  mask: PatchMask,
  { rows, cols }: Grid,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, SIDE, SIDE);
  if (picture !== null) context.drawImage(bitmapOf(picture), 0, 0, SIDE, SIDE);
  context.fillStyle = HIDDEN_COLOUR;
  for (const [i, bit] of mask.entries()) {
    if (bit === 0) continue;
    const left = Math.round(((i % cols) * SIDE) / cols);
    const top = Math.round((Math.floor(i / cols) * SIDE) / rows);
    const right = Math.round((((i % cols) + 1) * SIDE) / cols);
    const bottom = Math.round(((Math.floor(i / cols) + 1) * SIDE) / rows);
    context.fillRect(left, top, right - left, bottom - top);
  }
}
