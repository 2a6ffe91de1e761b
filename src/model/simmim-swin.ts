/**
 * @file SimMIM's Swin transformer: all patches go in, a mask token in the place of each that is hidden; attention within
 * windows, which shift in every second block; stages that merge four tokens into one.
 *
 * Source: Xie et al., arXiv 2111.09886 §3 and Liu et al., arXiv 2103.14030; microsoft/SimMIM@d3e29bc models/simmim.py
 * and swin_transformer.py; transformers@v5.18.0 models/swin/modeling_swin.py SwinForMaskedImageModeling, whose names
 * these are. Tokens are kept in window order, so that attention reads each window in place; only a gather between
 * blocks changes the order. Differs: bias tables decay, as any tensor of two dimensions.
 */

import type { Value } from '../graph/graph.ts';
import { attention } from '../ops/attention/attention.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import { linear } from '../ops/linear/linear.ts';
import { block, blockSpecs, dense, linearSpecs, norm, normSpecs, transformersNames } from './block.ts';
import type { Build, HostInputs } from './build.ts';
import { projectionSpecs, tokenSpec } from './embedding.ts';
import type { Encoder, FeatureRows } from './encoder.ts';
import type { Kept } from './kept.ts';
import { patchLength, tokensOf, type SimmimSwinShape } from './shape.ts';
import {
  fixedInputs,
  isRaster,
  isShifted,
  lastOrder,
  shifts,
  spanOf,
  stagesOf,
  type Stage,
} from './swin-plan.ts';
import { inverted } from '../mim/swin-windows.ts';
import type { Init, TensorSpec } from './tensor-spec.ts';

const NAMES = transformersNames('attention.self');
const PROJECTION = 'embeddings.patch_embeddings.projection';
const BIAS = 'attention.self.relative_position_bias_table';
/** trunc_normal, cut so far out that nothing is. */
const SWIN_INIT: Init = { kind: 'truncated', deviation: 0.02, cut: 2 };

export const simmimSwin: Encoder<SimmimSwinShape> = {
  specs(shape) {
    // The convolution is left as PyTorch starts it.
    const projection: Init = { kind: 'uniform', bound: 1 / Math.sqrt(patchLength(shape)) };
    return [
      tokenSpec('embeddings.mask_token', shape.width, SWIN_INIT),
      ...projectionSpecs(PROJECTION, shape, shape.width, projection, projection),
      ...normSpecs('embeddings.norm', shape.width),
      ...stagesOf(shape).flatMap(stageSpecs),
      ...normSpecs('layernorm', stagesOf(shape).at(-1)!.width),
    ];
  },
  site(shape) {
    const { side, width } = stagesOf(shape).at(-1)!;
    return { sees: 'all', prefix: 0, cells: side * side, span: spanOf(shape), width };
  },
  encode(given, shape, patches) {
    const build = withInputs(given);
    const { graph, w } = build;
    const { epsilon } = shape;
    const stages = stagesOf(shape);
    let x = embed(build, shape, patches);
    graph.name('features.0', x);
    stages.forEach((stage, s) => {
      x = stageOf(build, stage, s, x, epsilon);
      if (s === stages.length - 1) return;
      graph.name(`features.${s + 1}`, x);
      x = merge(build, s, x, epsilon);
    });
    if (!isRaster(stages.at(-1)!)) x = move(build, x, 'raster', 'unraster');
    return graph.name('latent', norm(graph, w, 'layernorm', x, epsilon));
  },
  inputs: (shape, kept) => ({ ...fixedInputs(shape), ...maskInputs(shape, kept) }),
  sharesCount: () => false,
  normalization: 'simmim',
  layers: ({ depths }) => depths.length,
  features: featureRows,
  dropRates: () => [],
  cut(build, shape, rows, columns) {
    const span = spanOf(shape);
    return span === 1
      ? rows
      : move(withInputs(build), rows, 'cut', 'join', { unfold: rows.shape[1]! / columns });
  },
};

function stageSpecs(stage: Stage, s: number, stages: readonly Stage[]): TensorSpec[] {
  const { width, depth, heads, plain } = stage;
  const blocks = Array.from({ length: depth }, (_, i) => {
    const name = `encoder.layers.${s}.blocks.${i}`;
    const rows = (2 * plain.window - 1) ** 2;
    const table: TensorSpec = {
      name: `${name}.${BIAS}`,
      shape: [rows, heads],
      torchShape: [rows, heads],
      layout: 'same',
      init: SWIN_INIT,
      decay: true,
      trainable: true,
    };
    return [table, ...blockSpecs(name, { ...stage, names: NAMES, init: () => SWIN_INIT })];
  }).flat();
  if (s === stages.length - 1) return blocks;
  const name = `encoder.layers.${s}.downsample`;
  const [reduction] = linearSpecs(`${name}.reduction`, 4 * width, 2 * width, SWIN_INIT);
  return [...blocks, ...normSpecs(`${name}.norm`, 4 * width), reduction];
}

interface SwinBuild extends Build {
  /** An input of whole numbers; the same name gives the same value. */
  readonly input: (name: string, shape: readonly number[]) => Value;
}

function withInputs(build: Build): SwinBuild {
  const known = new Map<string, Value>();
  const input: SwinBuild['input'] = (name, shape) => {
    const value = known.get(name) ?? build.graph.input(name, shape, 'i32');
    known.set(name, value);
    return value;
  };
  return { ...build, input };
}

/** The same gather in every image; the names are those of the inputs that hold it and its inverse. */
function move(
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

/** Embedded and normalised, a mask token where a patch is hidden, in the first block's order: [B N, D]. */
function embed({ graph, w, input }: SwinBuild, shape: SimmimSwinShape, patches: Value): Value {
  const embedded = norm(graph, w, 'embeddings.norm', dense(graph, w, PROJECTION, patches), shape.epsilon);
  const [rows = 0] = embedded.shape;
  const index = input('visibleIndex', [rows]);
  const inverse = input('visibleInverse', [rows]);
  return graph.add(gatherRows, [embedded, index, inverse, w('embeddings.mask_token'), null, null])[0]!;
}

function maskInputs(shape: SimmimSwinShape, kept: readonly Kept[]): HostInputs {
  const tokens = tokensOf(shape);
  const positions = inverted(stagesOf(shape)[0]!.plainOrder);
  const visibleIndex = new Int32Array(kept.length * tokens).fill(-1);
  const visibleInverse = new Int32Array(kept.length * tokens).fill(-1);
  kept.forEach((image, b) => {
    for (const patch of image) {
      const position = b * tokens + positions[patch]!;
      visibleIndex[position] = b * tokens + patch;
      visibleInverse[b * tokens + patch] = position;
    }
  });
  return { visibleIndex, visibleInverse };
}

/** The blocks of one stage, [B side², D] → the same, in the order of its last block. */
function stageOf(build: SwinBuild, stage: Stage, s: number, x: Value, epsilon: number): Value {
  const { graph, w, batch, input } = build;
  const { plain, side, heads } = stage;
  const tokens = plain.window ** 2;
  const sizes = { batch: (batch * side * side) / tokens, tokens, heads };
  const attend =
    (name: string, isShifted: boolean) =>
    (qkv: Value): Value => {
      const table = w(`${name}.${BIAS}`);
      const windows = isShifted ? (side * side) / tokens : 1;
      const pairs = input(`stage.${s}.${isShifted ? 'shiftedPairs' : 'pairs'}`, [windows, tokens * tokens]);
      const pairsOf = input(`stage.${s}.pairsOf`, [table.shape[0]!, tokens]);
      return graph.add(attention, [qkv, table, pairs, pairsOf], sizes)[0]!;
    };
  for (let i = 0; i < stage.depth; i++) {
    const name = `encoder.layers.${s}.blocks.${i}`;
    if (i > 0 && shifts(stage)) {
      const [index, inverse] = isShifted(stage, i) ? ['shift', 'back'] : ['back', 'shift'];
      x = move(build, x, `stage.${s}.${index}`, `stage.${s}.${inverse}`);
    }
    x = block(graph, w, name, x, { names: NAMES, epsilon, attend: attend(name, isShifted(stage, i)) });
  }
  return x;
}

/** Patch merging: four neighbours side by side, normalised, in half the numbers. [B side², D] → [B side² / 4, 2 D] */
function merge(build: SwinBuild, s: number, x: Value, epsilon: number): Value {
  const { graph, w } = build;
  const name = `encoder.layers.${s}.downsample`;
  const four = move(build, x, `stage.${s}.merge`, `stage.${s}.split`, { fold: 4 });
  const normed = norm(graph, w, `${name}.norm`, four, epsilon);
  return graph.add(linear, [normed, w(`${name}.reduction.weight`), null, null], { activation: 'none' })[0]!;
}

/** Patches that one token stands for share its row: layer 0 is the embedding, layer s stage s. */
function featureRows(shape: SimmimSwinShape, layer: number): FeatureRows {
  const stages = stagesOf(shape);
  const stage = stages[Math.max(0, layer - 1)]!;
  const isLatent = layer === stages.length;
  const across = shape.side / shape.patch;
  const span = across / stage.side;
  const positions = inverted(layer === 0 ? stage.plainOrder : lastOrder(stage));
  const patches = Uint32Array.from({ length: across * across }, (_, i) => i);
  const rows = patches.map((patch) => {
    const row = Math.floor(Math.floor(patch / across) / span);
    const token = row * stage.side + Math.floor((patch % across) / span);
    return isLatent ? token : positions[token]!;
  });
  return { value: isLatent ? 'latent' : `features.${layer}`, width: stage.width, patches, rows };
}
