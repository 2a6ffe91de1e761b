/**
 * @file MAE's decoder as a head: transformer blocks over all cells, with mask tokens in the gaps that the encoder left.
 *
 * Source: MAE §3 "MAE decoder"; facebookresearch/mae@efb2a80 models_mae.py forward_decoder.
 */

import { gatherRows } from '../../ops/gather-rows/gather-rows.ts';
import {
  attendAll,
  block,
  blockSpecs,
  dense,
  linearSpecs,
  norm,
  normSpecs,
  TIMM_NAMES,
  xavier,
} from '../block.ts';
import { tableSpec, tokenSpec } from '../embedding.ts';
import { keepHidden } from '../hidden-rows.ts';
import { decoderIndices } from '../mae-indices.ts';
import type { HeadShape } from '../shape.ts';
import type { Head, HeadPlan } from './head.ts';
import { headRows } from './rows.ts';

type DecoderShape = Extract<HeadShape, { kind: 'decoder' }>;

export const decoder: Head<DecoderShape> = {
  specs: (shape, plan) => [
    ...linearSpecs('decoder_embed', plan.site.width, shape.width),
    ...(plan.site.sees === 'visible'
      ? [tokenSpec('mask_token', shape.width, { kind: 'normal', deviation: 0.02 })]
      : []),
    tableOf(shape, plan),
    ...Array.from({ length: shape.depth }, (_, i) =>
      blockSpecs(`decoder_blocks.${i}`, { ...shape, names: TIMM_NAMES, init: xavier }),
    ).flat(),
    ...normSpecs('decoder_norm', shape.width),
    ...linearSpecs('decoder_pred', shape.width, rowsOf(plan)).map((spec) => headRows(spec, plan, 'plain')),
  ],
  predict({ graph, w, batch, hidden }, shape, plan, latent) {
    const { site, epsilon } = plan;
    const tokens = site.prefix + site.cells;
    const narrowed = dense(graph, w, 'decoder_embed', latent); // [B (prefix + V), E]
    const [rows = 0] = narrowed.shape;
    let x = graph.add(gatherRows, [
      narrowed,
      graph.input('decoderIndex', [batch * tokens], 'i32'),
      graph.input('decoderInverse', [rows], 'i32'),
      site.sees === 'visible' ? w('mask_token') : null,
      w('decoder_pos_embed'),
      null, // row r has position r mod (prefix + cells)
    ])[0]!; // [B (prefix + cells), E]
    const attend = attendAll(graph, { batch, tokens, heads: shape.heads });
    for (let i = 0; i < shape.depth; i++) {
      const options = { names: TIMM_NAMES, epsilon, attend };
      const isLast = i === shape.depth - 1;
      x = block(graph, w, `decoder_blocks.${i}`, x, {
        ...options,
        ...(isLast && hidden && { keep: (mixed) => keepHidden(graph, hidden, mixed) }),
      });
    }
    return dense(graph, w, 'decoder_pred', norm(graph, w, 'decoder_norm', x, epsilon));
  },
  inputs(_, { site }, kept) {
    if (site.sees === 'visible') return { ...decoderIndices(kept, site.cells) };
    const inPlace = Int32Array.from({ length: kept.length * (site.prefix + site.cells) }, (_, r) => r);
    return { decoderIndex: inPlace, decoderInverse: inPlace };
  },
};

const rowsOf = ({ site, columns }: HeadPlan): number => site.span ** 2 * columns;

/** Positions of cells; of the class token too where there is one. */
function tableOf({ width }: DecoderShape, { site, image }: HeadPlan): ReturnType<typeof tableSpec> {
  const cell = { side: image.side, patch: image.patch * site.span };
  const spec = tableSpec('decoder_pos_embed', cell, width);
  return site.prefix === 1 ? spec : withoutClassToken(spec);
}

function withoutClassToken(spec: ReturnType<typeof tableSpec>): ReturnType<typeof tableSpec> {
  const [rows = 0, width = 0] = spec.shape;
  return { ...spec, shape: [rows - 1, width], torchShape: [1, rows - 1, width] };
}
