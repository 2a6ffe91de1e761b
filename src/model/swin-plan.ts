/** @file A Swin's stages: their sizes, their windows, and the order in which each keeps its tokens. */

import {
  inverted,
  merged,
  moved,
  pairsOfRows,
  rasterOrder,
  windowOrder,
  windowPairs,
  windowsOf,
  type Order,
  type Windows,
} from '../mim/swin-windows.ts';
import type { HostInputs } from './build.ts';
import type { SimmimSwinShape } from './shape.ts';

export interface Stage {
  /** Tokens to the side. */
  readonly side: number;
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
  readonly plain: Windows;
  /** Of odd blocks; the same as `plain` where the stage is one window. */
  readonly shifted: Windows;
  readonly plainOrder: Order;
  readonly shiftedOrder: Order;
}

/** The stages of a shape; made once. */
export function stagesOf(shape: SimmimSwinShape): readonly Stage[] {
  const known = made.get(shape);
  if (known !== undefined) return known;
  const stages = shape.depths.map((depth, s) => {
    const side = shape.side / shape.patch / 2 ** s;
    const width = shape.width * 2 ** s;
    const plain = windowsOf(side, shape.window, false);
    const shifted = windowsOf(side, shape.window, true);
    return {
      side,
      width,
      depth,
      heads: shape.heads[s]!,
      mlpWidth: Math.round(width * shape.mlpRatio),
      plain,
      shifted,
      plainOrder: windowOrder(plain),
      shiftedOrder: windowOrder(shifted),
    };
  });
  made.set(shape, stages);
  return stages;
}
const made = new WeakMap<SimmimSwinShape, readonly Stage[]>();

export const isShifted = ({ shifted }: Stage, block: number): boolean => shifted.shift > 0 && block % 2 === 1;
/** Whether any block of the stage shifts. */
export const shifts = (stage: Stage): boolean => stage.depth > 1 && isShifted(stage, 1);

/** The order of the tokens of a block, and so of those that leave a stage: its last block's. */
export const orderOf = (stage: Stage, block: number): Order =>
  isShifted(stage, block) ? stage.shiftedOrder : stage.plainOrder;
export const lastOrder = (stage: Stage): Order => orderOf(stage, stage.depth - 1);

/** Patches to the side of a token of the last stage. */
export const spanOf = ({ depths }: SimmimSwinShape): number => 2 ** (depths.length - 1);

/**
 * The inputs that depend on the shape alone, for one image: how rows move, which pairs take which bias.
 *   stage.s.pairs, stage.s.shiftedPairs, stage.s.pairsOf   see the attention op
 *   stage.s.shift, stage.s.back                            plain order → shifted order, and back; each other's inverse
 *   stage.s.merge, stage.s.split                           into the next stage, and its inverse
 *   raster, unraster                                       the last stage into raster order, and back
 *   cut, join                                              cells into patches, and back
 */
export function fixedInputs(shape: SimmimSwinShape): HostInputs {
  const known = fixed.get(shape);
  if (known !== undefined) return known;
  const stages = stagesOf(shape);
  const inputs: Record<string, Int32Array<ArrayBuffer>> = {};
  stages.forEach((stage, s) => {
    inputs[`stage.${s}.pairs`] = windowPairs(stage.plain);
    inputs[`stage.${s}.pairsOf`] = pairsOfRows(stage.plain.window);
    if (shifts(stage)) {
      inputs[`stage.${s}.shiftedPairs`] = windowPairs(stage.shifted);
      inputs[`stage.${s}.shift`] = moved(stage.plainOrder, stage.shiftedOrder);
      inputs[`stage.${s}.back`] = moved(stage.shiftedOrder, stage.plainOrder);
    }
    const next = stages[s + 1];
    if (next !== undefined) {
      const index = merged(lastOrder(stage), next.plainOrder);
      Object.assign(inputs, { [`stage.${s}.merge`]: index, [`stage.${s}.split`]: inverted(index) });
    }
  });
  const last = stages.at(-1)!;
  if (!isRaster(last)) {
    const index = moved(lastOrder(last), rasterOrder(last.side));
    Object.assign(inputs, { raster: index, unraster: inverted(index) });
  }
  if (stages.length > 1) {
    const index = cutIndex(shape);
    Object.assign(inputs, { cut: index, join: inverted(index) });
  }
  fixed.set(shape, inputs);
  return inputs;
}
const fixed = new WeakMap<SimmimSwinShape, HostInputs>();

/** Whether tokens leave the stage in raster order already: it is one window. */
export const isRaster = ({ side, plain }: Stage): boolean => side === plain.window;

/** For each patch in raster order its place among patches that lie cell after cell, row by row inside a cell. */
function cutIndex(shape: SimmimSwinShape): Order {
  const span = spanOf(shape);
  const across = shape.side / shape.patch;
  return rasterOrder(across).map((patch) => {
    const [row, column] = [Math.floor(patch / across), patch % across];
    const cell = Math.floor(row / span) * (across / span) + Math.floor(column / span);
    return cell * span * span + (row % span) * span + (column % span);
  });
}
