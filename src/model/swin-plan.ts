/** @file The stages of a Swin encoder, and the inputs that depend on its shape alone. */

import { inverted, merged, moved, rasterOrder, type Order } from '../mim/swin-windows.ts';
import type { HostInputs } from './build.ts';
import type { SimmimSwinShape } from './shape.ts';
import { lastOrder, stageInputs, stageOf, type Stage } from './swin-stage.ts';

/** Of the first stage: tokens are patches. */
const sideOf = ({ side, patch }: SimmimSwinShape): number => side / patch;
/** Patches to the side of a token of the last stage. */
export const spanOf = ({ depths }: SimmimSwinShape): number => 2 ** (depths.length - 1);

/** Made once for each shape. */
export function stagesOf(shape: SimmimSwinShape): readonly Stage[] {
  const known = made.get(shape);
  if (known !== undefined) return known;
  const stages = shape.depths.map((depth, s) => {
    const width = shape.width * 2 ** s;
    const mlpWidth = Math.floor(width * shape.mlpRatio); // as in transformers: int(mlp_ratio * dim)
    const sizes = { side: sideOf(shape) / 2 ** s, width, depth, heads: shape.heads[s]!, mlpWidth };
    return stageOf(sizes, shape.window);
  });
  made.set(shape, stages);
  return stages;
}
const made = new WeakMap<SimmimSwinShape, readonly Stage[]>();

/**
 * For one image, the same in all of them. Beside those of stages:
 *   stage.s.merge, stage.s.split   into the next stage, and its inverse
 *   raster, unraster               the last stage into raster order, and back
 *   cut, join                      cells into patches, and back
 */
export function fixedInputs(shape: SimmimSwinShape): HostInputs {
  const known = fixed.get(shape);
  if (known !== undefined) return known;
  const stages = stagesOf(shape);
  const inputs = Object.assign(
    {},
    ...stages.map((stage, s) => {
      const next = stages[s + 1];
      return {
        ...stageInputs(`stage.${s}`, stage),
        ...(next &&
          gather(`stage.${s}.merge`, `stage.${s}.split`, merged(lastOrder(stage), next.plainOrder))),
      };
    }),
  ) as Record<string, HostInputs[string]>;
  const last = stages.at(-1)!;
  const raster = moved(lastOrder(last), rasterOrder(last.side));
  if (!isRaster(last)) Object.assign(inputs, gather('raster', 'unraster', raster));
  if (stages.length > 1)
    Object.assign(inputs, gather('cut', 'join', cellOrder(sideOf(shape), spanOf(shape))));
  fixed.set(shape, inputs);
  return inputs;
}
const fixed = new WeakMap<SimmimSwinShape, HostInputs>();

/** A gather and its inverse, as `move` reads them. */
export const gather = (name: string, inverse: string, index: Order): HostInputs => ({
  [name]: index,
  [inverse]: inverted(index),
});

/** Whether tokens leave the stage in raster order already: it is one window. */
export const isRaster = ({ side, plain }: Stage): boolean => side === plain.window;

/** For each patch in raster order its place among patches that lie cell after cell, row by row inside a cell. */
export function cellOrder(across: number, span: number): Order {
  return rasterOrder(across).map((patch) => {
    const [row, column] = [Math.floor(patch / across), patch % across];
    const cell = Math.floor(row / span) * (across / span) + Math.floor(column / span);
    return cell * span * span + (row % span) * span + (column % span);
  });
}
