/**
 * @file SimMIM's Swin transformer: all patches go in, a mask token in the place of each that is hidden; attention within
 * windows, which shift in every second block; stages that merge four tokens into one.
 *
 * Source: Xie et al., arXiv 2111.09886 §3 and Liu et al., arXiv 2103.14030; microsoft/SimMIM@d3e29bc models/simmim.py
 * and swin_transformer.py; transformers@v5.18.0 models/swin/modeling_swin.py SwinForMaskedImageModeling, whose names
 * these are.
 */

import type { Value } from '../graph/graph.ts';
import { inverted } from '../mim/swin-windows.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import { linear } from '../ops/linear/linear.ts';
import { dense, linearSpecs, norm, normSpecs } from './block.ts';
import type { HostInputs } from './build.ts';
import { branchesOf, dropRates } from './drop-path.ts';
import { projectionSpecs, tokenSpec } from './embedding.ts';
import type { Encoder, FeatureRows } from './encoder.ts';
import type { Kept } from './kept.ts';
import { patchLength, tokensOf, type SimmimSwinShape } from './shape.ts';
import { fixedInputs, isRaster, spanOf, stagesOf } from './swin-plan.ts';
import {
  lastOrder,
  move,
  runStage,
  stageSpecs,
  SWIN_INIT,
  withInputs,
  type SwinBuild,
} from './swin-stage.ts';
import type { Init, TensorSpec } from './tensor-spec.ts';

const PROJECTION = 'embeddings.patch_embeddings.projection';
const stageName = (s: number): string => `encoder.layers.${s}`;

export const simmimSwin: Encoder<SimmimSwinShape> = {
  specs(shape) {
    // The convolution is left as PyTorch starts it.
    const projection: Init = { kind: 'uniform', bound: 1 / Math.sqrt(patchLength(shape)) };
    return [
      tokenSpec('embeddings.mask_token', shape.width, SWIN_INIT),
      ...projectionSpecs(PROJECTION, shape, shape.width, projection, projection),
      ...normSpecs('embeddings.norm', shape.width),
      ...stagesOf(shape).flatMap((stage, s, { length }) => [
        ...stageSpecs(stageName(s), stage),
        ...(s < length - 1 ? mergeSpecs(`${stageName(s)}.downsample`, stage.width) : []),
      ]),
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
    const branches = branchesOf(build, blocksOf(shape), false);
    let done = 0;
    graph.name('features.0', x);
    stages.forEach((stage, s) => {
      const first = done;
      done += stage.depth;
      const names = { weights: stageName(s), inputs: `stage.${s}` };
      x = runStage(build, names, stage, x, { epsilon, branches: (i) => branches(first + i) });
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
  dropRates: (shape) => dropRates(shape.dropPath, blocksOf(shape)),
  cut(build, shape, rows, columns) {
    const span = spanOf(shape);
    return span === 1
      ? rows
      : move(withInputs(build), rows, 'cut', 'join', { unfold: rows.shape[1]! / columns });
  },
};

const blocksOf = ({ depths }: SimmimSwinShape): number => depths.reduce((sum, depth) => sum + depth, 0);

function mergeSpecs(name: string, width: number): TensorSpec[] {
  const [reduction] = linearSpecs(`${name}.reduction`, 4 * width, 2 * width, SWIN_INIT); // without a bias
  return [...normSpecs(`${name}.norm`, 4 * width), reduction];
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

/** Patch merging: four neighbours side by side, normalised, in half the numbers. [B side², D] → [B side² / 4, 2 D] */
function merge(build: SwinBuild, s: number, x: Value, epsilon: number): Value {
  const { graph, w } = build;
  const name = `${stageName(s)}.downsample`;
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
