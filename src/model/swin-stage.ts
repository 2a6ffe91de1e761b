/**
 * @file One stage of a Swin: its windows, its weights, its blocks, and the inputs that say how its tokens lie.
 *
 * Source: Liu et al., arXiv 2103.14030; transformers@v5.18.0 models/swin/modeling_swin.py SwinStage, whose names these
 * are. Tokens are kept in window order, so that attention reads each window in place; only a gather between blocks
 * changes the order. Differs: bias tables decay, as any tensor of two dimensions.
 */

import type { Value } from '../graph/graph.ts';
import {
  moved,
  pairsOfRows,
  windowCount,
  windowOrder,
  windowPairs,
  windowsOf,
  type Order,
  type Windows,
} from '../mim/swin-windows.ts';
import { attention } from '../ops/attention/attention.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import { block, blockSpecs, transformersNames, type Branches } from './block.ts';
import type { Build, HostInputs } from './build.ts';
import type { Init, TensorSpec } from './tensor-spec.ts';

const NAMES = transformersNames('attention.self');
const BIAS = 'attention.self.relative_position_bias_table';
/** trunc_normal, cut so far out that nothing is. Source: microsoft/SimMIM@d3e29bc models/swin_transformer.py. */
export const SWIN_INIT: Init = { kind: 'truncated', deviation: 0.02, cut: 2 };

export interface StageSizes {
  /** Tokens to the side. */
  readonly side: number;
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  readonly mlpWidth: number;
}

export interface Stage extends StageSizes {
  readonly plain: Windows;
  /** Of odd blocks; the same as `plain` where the stage is one window. */
  readonly shifted: Windows;
  readonly plainOrder: Order;
  readonly shiftedOrder: Order;
}

export function stageOf(sizes: StageSizes, window: number): Stage {
  const plain = windowsOf(sizes.side, window, false);
  const shifted = windowsOf(sizes.side, window, true);
  const [plainOrder, shiftedOrder] = [windowOrder(plain), windowOrder(shifted)];
  return { ...sizes, plain, shifted, plainOrder, shiftedOrder };
}

const isShifted = ({ shifted }: Stage, block: number): boolean => shifted.shift > 0 && block % 2 === 1;
/** Whether any block of the stage shifts. */
const shifts = (stage: Stage): boolean => stage.depth > 1 && isShifted(stage, 1);
/** The order of the tokens that leave a stage: its last block's. They come in `plainOrder`. */
export const lastOrder = (stage: Stage): Order =>
  isShifted(stage, stage.depth - 1) ? stage.shiftedOrder : stage.plainOrder;

/**
 * For one image, the same in all of them: `pairs`, `shiftedPairs`, `pairsOf` as the attention op takes them; `shift` and
 * `back`, the gathers from plain to shifted order and back, each other's inverse. All begin with `name`.
 */
export function stageInputs(name: string, stage: Stage): HostInputs {
  const plain = {
    [`${name}.pairs`]: windowPairs(stage.plain),
    [`${name}.pairsOf`]: pairsOfRows(stage.plain.window),
  };
  if (!shifts(stage)) return plain;
  return {
    ...plain,
    [`${name}.shiftedPairs`]: windowPairs(stage.shifted),
    [`${name}.shift`]: moved(stage.plainOrder, stage.shiftedOrder),
    [`${name}.back`]: moved(stage.shiftedOrder, stage.plainOrder),
  };
}

export function stageSpecs(name: string, stage: Stage): TensorSpec[] {
  const rows = (2 * stage.plain.window - 1) ** 2;
  const table = (own: string): TensorSpec => ({
    name: `${own}.${BIAS}`,
    shape: [rows, stage.heads],
    torchShape: [rows, stage.heads],
    layout: 'same',
    init: SWIN_INIT,
    decay: true,
    trainable: true,
  });
  return Array.from({ length: stage.depth }, (_, i) => {
    const own = `${name}.blocks.${i}`;
    return [table(own), ...blockSpecs(own, { ...stage, names: NAMES, init: () => SWIN_INIT })];
  }).flat();
}

export interface SwinBuild extends Build {
  /** An input of whole numbers; the same name gives the same value. */
  readonly input: (name: string, shape: readonly number[]) => Value;
}

export function withInputs(build: Build): SwinBuild {
  const known = new Map<string, Value>();
  const input: SwinBuild['input'] = (name, shape) => {
    const value = known.get(name) ?? build.graph.input(name, shape, 'i32');
    known.set(name, value);
    return value;
  };
  return { ...build, input };
}

/** The same gather in every image; the names are those of the inputs that hold it and its inverse. */
export function move(
  { graph, batch, input }: SwinBuild,
  x: Value,
  name: string,
  inverse: string,
  folds: { readonly fold?: number; readonly unfold?: number } = {},
): Value {
  const rows = (x.shape[0]! * (folds.unfold ?? 1)) / batch;
  const attrs = { ...folds, images: batch };
  const index = [input(name, [rows]), input(inverse, [rows])];
  return graph.add(gatherRows, [x, ...index, null, null, null], attrs)[0]!;
}

export interface StageNames {
  /** Of its weights. */
  readonly weights: string;
  /** Of its inputs, as in {@link stageInputs}. */
  readonly inputs: string;
}

export interface BlockRule {
  readonly epsilon: number;
  /** Drop path of the stage's block `i`, where there is any. */
  readonly branches?: (i: number) => { readonly branches?: Branches };
}

/** The blocks of one stage: [B side², D] in plain order → the same in {@link lastOrder}. */
export function runStage(
  build: SwinBuild,
  names: StageNames,
  stage: Stage,
  x: Value,
  { epsilon, branches = () => ({}) }: BlockRule,
): Value {
  const { graph, w, batch, input } = build;
  const { plain, heads, depth } = stage;
  const tokens = plain.window ** 2;
  const sizes = { batch: batch * windowCount(plain), tokens, heads };
  const pairs = (isOdd: boolean): Value =>
    isOdd
      ? input(`${names.inputs}.shiftedPairs`, [windowCount(plain), tokens * tokens])
      : input(`${names.inputs}.pairs`, [1, tokens * tokens]);
  const attend =
    (name: string, isOdd: boolean) =>
    (qkv: Value): Value => {
      const table = w(`${name}.${BIAS}`);
      const pairsOf = input(`${names.inputs}.pairsOf`, [table.shape[0]!, tokens]);
      return graph.add(attention, [qkv, table, pairs(isOdd), pairsOf], sizes)[0]!;
    };
  for (let i = 0; i < depth; i++) {
    const name = `${names.weights}.blocks.${i}`;
    const isOdd = isShifted(stage, i);
    if (i > 0 && shifts(stage)) {
      const [index, inverse] = isOdd ? ['shift', 'back'] : ['back', 'shift'];
      x = move(build, x, `${names.inputs}.${index}`, `${names.inputs}.${inverse}`);
    }
    x = block(graph, w, name, x, { names: NAMES, epsilon, attend: attend(name, isOdd), ...branches(i) });
  }
  return x;
}
