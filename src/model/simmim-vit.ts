/**
 * @file SimMIM's vision transformer: all patches go in, a mask token in the place of each that is hidden.
 *
 * Source: Xie et al., arXiv 2111.09886 §3; microsoft/SimMIM@d3e29bc models/simmim.py and vision_transformer.py;
 * transformers@v5.18.0 models/vit/modeling_vit.py ViTForMaskedImageModeling, whose names these are.
 * Differs from microsoft's: positions are absolute, learnable or sine-cosine, as in transformers, not a shared relative
 * bias; keys have a bias; tokens and learnable positions decay, as all that has two or more dimensions does. Weights
 * start as there (`fix_init` included), convolutions, tokens and positions with the same draw.
 */

import { attendAll, block, blockSpecs, dense, norm, normSpecs, transformersNames } from './block.ts';
import { branchesOf, dropRates } from './drop-path.ts';
import { maskedTokens, maskedTokensInputs, projectionSpecs, tableSpec, tokenSpec } from './embedding.ts';
import type { Encoder } from './encoder.ts';
import { classTokenFeatures } from './features.ts';
import { tokensOf, type SimmimVitShape } from './shape.ts';
import { SIMMIM_INIT, simmimBlockInit } from './simmim-init.ts';

const NAMES = transformersNames('attention.attention');
const PROJECTION = 'embeddings.patch_embeddings.projection';

export const simmimVit: Encoder<SimmimVitShape> = {
  specs: (shape) => [
    tokenSpec('embeddings.cls_token', shape.width, SIMMIM_INIT),
    tokenSpec('embeddings.mask_token', shape.width, SIMMIM_INIT),
    tableSpec(
      'embeddings.position_embeddings',
      shape,
      shape.width,
      shape.positions === 'learned' ? SIMMIM_INIT : undefined,
    ),
    ...projectionSpecs(PROJECTION, shape, shape.width, SIMMIM_INIT, { kind: 'zeros' }),
    ...Array.from({ length: shape.depth }, (_, i) =>
      blockSpecs(`encoder.layer.${i}`, { ...shape, names: NAMES, init: simmimBlockInit(i) }),
    ).flat(),
    ...normSpecs('layernorm', shape.width),
  ],
  site: (shape) => ({ sees: 'all', prefix: 1, cells: tokensOf(shape), span: 1, width: shape.width }),
  encode(build, shape, patches) {
    const { graph, w, batch } = build;
    const { depth, heads, epsilon } = shape;
    let x = maskedTokens(graph, dense(graph, w, PROJECTION, patches), batch, {
      classToken: w('embeddings.cls_token'),
      maskToken: w('embeddings.mask_token'),
      table: w('embeddings.position_embeddings'),
    }); // [B (1 + N), D]
    const attend = attendAll(graph, { batch, tokens: 1 + tokensOf(shape), heads });
    const branches = branchesOf(build, depth, shape.layerScale > 0);
    if (depth > 0) graph.name('features.0', x);
    for (let i = 0; i < depth; i++) {
      x = block(graph, w, `encoder.layer.${i}`, x, { names: NAMES, epsilon, attend, ...branches(i) });
      if (i < depth - 1) graph.name(`features.${i + 1}`, x);
    }
    return graph.name('latent', norm(graph, w, 'layernorm', x, epsilon));
  },
  inputs: (shape, kept) => maskedTokensInputs(kept, tokensOf(shape)),
  sharesCount: () => false,
  normalization: 'simmim',
  layers: ({ depth }) => depth,
  features: classTokenFeatures,
  dropRates: ({ dropPath, depth }) => dropRates(dropPath, depth),
};
