/**
 * @file MAE's encoder: it embeds, keeps the visible and encodes them; or, as the ablation has it, sees mask tokens too.
 *
 * Source: He et al., arXiv 2111.06377 §3; facebookresearch/mae@efb2a80 models_mae.py. The tokens have three dimensions
 * there, so they decay; position tables are fixed.
 */

import type { Value } from '../graph/graph.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import { attendAll, block, blockSpecs, dense, norm, normSpecs, TIMM_NAMES, xavier } from './block.ts';
import type { Build } from './build.ts';
import {
  maeProjection,
  maskedTokens,
  maskedTokensInputs,
  projectionSpecs,
  tableSpec,
  tokenSpec,
} from './embedding.ts';
import type { Encoder } from './encoder.ts';
import { classTokenFeatures } from './features.ts';
import { encoderIndices } from './mae-indices.ts';
import { tokensOf, type MaeShape } from './shape.ts';

export const TOKEN_INIT = { kind: 'normal', deviation: 0.02 } as const;

export const mae: Encoder<MaeShape> = {
  specs: (shape) => [
    tokenSpec('cls_token', shape.width, TOKEN_INIT),
    ...(shape.sees === 'all' ? [tokenSpec('mask_token', shape.width, TOKEN_INIT)] : []),
    tableSpec('pos_embed', shape, shape.width),
    ...projectionSpecs('patch_embed.proj', shape, shape.width, ...maeProjection(shape, shape.width)),
    ...Array.from({ length: shape.depth }, (_, i) =>
      blockSpecs(`blocks.${i}`, { ...shape, names: TIMM_NAMES, init: xavier }),
    ).flat(),
    ...normSpecs('norm', shape.width),
  ],
  site: (shape) => ({
    sees: shape.sees,
    prefix: 1,
    cells: tokensOf(shape),
    span: 1,
    width: shape.width,
  }),
  encode(build, shape, patches) {
    const { graph, w, batch, visible } = build;
    const { depth, heads, epsilon } = shape;
    let x = shape.sees === 'visible' ? embedVisible(build, patches) : embedAll(build, patches);
    const attend = attendAll(graph, { batch, tokens: 1 + visible, heads });
    if (depth > 0) graph.name('features.0', x);
    for (let i = 0; i < depth; i++) {
      x = block(graph, w, `blocks.${i}`, x, { names: TIMM_NAMES, epsilon, attend });
      if (i < depth - 1) graph.name(`features.${i + 1}`, x);
    }
    return graph.name('latent', norm(graph, w, 'norm', x, epsilon));
  },
  inputs: (shape, kept) =>
    shape.sees === 'visible'
      ? { ...encoderIndices(kept, tokensOf(shape)) }
      : maskedTokensInputs(kept, tokensOf(shape)),
  sharesCount: ({ sees }) => sees === 'visible',
  normalization: 'mae',
  layers: ({ depth }) => depth,
  features: classTokenFeatures,
  dropRates: () => [],
};

/** Visible patches only, with the class token before them: [B (1 + V), D]. */
function embedVisible({ graph, w, batch, visible }: Build, patches: Value): Value {
  const rows = batch * (1 + visible);
  const keep = graph.input('keep', [batch * visible], 'i32');
  const kept = graph.add(gatherRows, [patches, keep, null, null, null, null])[0]!; // [B V, P]
  return graph.add(gatherRows, [
    dense(graph, w, 'patch_embed.proj', kept), // [B V, D]
    graph.input('encoderIndex', [rows], 'i32'),
    graph.input('encoderInverse', [batch * visible], 'i32'),
    w('cls_token'),
    w('pos_embed'),
    graph.input('encoderPosition', [rows], 'i32'),
  ])[0]!;
}

/** All patches, mask tokens in the gaps: [B (1 + N), D]. */
function embedAll({ graph, w, batch }: Build, patches: Value): Value {
  return maskedTokens(graph, dense(graph, w, 'patch_embed.proj', patches), batch, {
    classToken: w('cls_token'),
    maskToken: w('mask_token'),
    table: w('pos_embed'),
  });
}
