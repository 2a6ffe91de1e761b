/** @file What a strategy would hide of the picture on screen, small. */

import { useEffect, useMemo, useRef } from 'react';
import { gridOf, type RunConfig } from '../../config/run-config.ts';
import type { Grid, PatchMask } from '../../mim/grid.ts';
import { defaultMask, sampleMask, type MaskChoice, type MaskId } from '../../mim/masks/index.ts';
import { rngOf } from '../../lib/rng.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';

const SIDE = 44;
/** Any image shows through it and none looks like it; close to the hatch of the large view. */
const HIDDEN_COLOUR = '#a9aeb8';

export function MaskThumbnail({ strategy }: { readonly strategy: MaskId }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useApp((s) => s.picture);
  const shown = useApp((s) => s.mask);
  const seed = useApp((s) => s.maskSeed);
  const draft = useApp((s) => s.draft);
  const previous = useApp((s) => s.previousMask);
  const side = Math.sqrt(shown.length);
  const rows = Number.isInteger(side) ? side : gridOf(draft).rows;
  const mask = useMemo(() => {
    if (strategy === draft.mask.id || strategy === 'painted') return shown;
    return sampleMask({ rows, cols: rows }, choiceFor(strategy, draft, previous), rngOf(seed, 'shown mask'));
  }, [strategy, draft, previous, shown, seed, rows]);
  useEffect(() => {
    if (canvas.current !== null) drawMasked(canvas.current, picture, mask, { rows, cols: rows });
  }, [picture, mask, rows]);
  return (
    <canvas ref={canvas} width={SIDE} height={SIDE} aria-hidden className="size-9 rounded-sm bg-raised" />
  );
}

/** The strategy's own defaults with the ratio that is set now, so that the thumbnails can be compared. */
function choiceFor(strategy: MaskId, draft: RunConfig, previous: MaskChoice | null): MaskChoice {
  const now = 'ratio' in draft.mask ? draft.mask : previous;
  const ratio = now !== null && 'ratio' in now ? now.ratio : undefined;
  const choice = defaultMask(strategy);
  return 'ratio' in choice && ratio !== undefined ? { ...choice, ratio } : choice;
}

function drawMasked(
  canvas: HTMLCanvasElement,
  picture: AppState['picture'],
  mask: PatchMask,
  { rows, cols }: Grid,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, SIDE, SIDE);
  if (picture !== null) {
    const source = new OffscreenCanvas(picture.side, picture.side);
    const image = new ImageData(new Uint8ClampedArray(picture.rgba), picture.side, picture.side);
    source.getContext('2d')?.putImageData(image, 0, 0);
    context.drawImage(source, 0, 0, SIDE, SIDE);
  }
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
