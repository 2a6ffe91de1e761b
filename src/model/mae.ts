/**
 * @file The masked autoencoder as a graph, in the order of the paper: embed, keep the visible, encode, insert mask
 * tokens, decode, compare.
 *
 * Source: He et al., arXiv 2111.06377 §3; facebookresearch/mae@efb2a80 models_mae.py.
 */

import { differentiate } from '../graph/differentiate.ts';
import { GraphBuilder, type Graph, type Value } from '../graph/graph.ts';
import { adamw, HYPER_SIZE } from '../ops/adamw/adamw.ts';
import { add } from '../ops/add/add.ts';
import { gatherRows } from '../ops/gather-rows/gather-rows.ts';
import { gradNorm } from '../ops/grad-norm/grad-norm.ts';
import { OPS } from '../ops/index.ts';
import { linear } from '../ops/linear/linear.ts';
import { maskedLoss } from '../ops/masked-loss/masked-loss.ts';
import { CROP_SIZE, samplePatches } from '../ops/sample-patches/sample-patches.ts';
import { standardizeRows } from '../ops/standardize-rows/standardize-rows.ts';
import { block, norm, type WeightOf } from './block.ts';
import { maeWeights } from './mae-weights.ts';
import { paddedLength, patchLength, tokensOf, type MaeShape } from './mae-shape.ts';

export interface MaeGraphOptions {
  /** B */
  readonly batch: number;
  /** V, visible patches of each image. */
  readonly visible: number;
  /**
   * `images`: patches are cut out of the resident data set `images` by the input `crops` [B, 8]; otherwise they are
   * the input `patches` [B N, P], normalised.
   */
  readonly from: { readonly images: ImageSource } | 'patches';
  /** How far to go: the encoder; also decoder and loss; also gradients; also the update. */
  readonly until: 'encode' | 'decode' | 'gradients' | 'update';
  /** Clip gradients by their global norm (adds two dispatches). */
  readonly clip?: boolean;
}
export interface ImageSource {
  readonly count: number;
  readonly side: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Inputs: crops or patches; keep, encoderIndex, encoderInverse, encoderPosition, decoderIndex, decoderInverse (see
 * `mae-indices.ts`); lossWeight [B N]; hyper [10] for an update.
 * Named values: `features.0` [B (1 + V), D] (embedding with positions) … `features.depth` = `latent` (after the last
 * norm), `patches`, `prediction` [B (1 + N), P], `target` [B N, P], `loss` [1], `errors` [B N].
 */
export function maeGraph(shape: MaeShape, options: MaeGraphOptions): Graph {
  const { batch, visible, until } = options;
  const tokens = tokensOf(shape);
  const graph = new GraphBuilder();
  const specs = new Map(maeWeights(shape).map((spec) => [spec.name, spec]));
  const w: WeightOf = (name) => graph.weight(name, specs.get(name)!.shape);

  const patches = patchesOf(graph, shape, options); // [B N, P]
  const latent = encode(graph, w, shape, patches, { batch, visible }); // [B (1 + V), D]
  if (until === 'encode') return graph.finish();

  const prediction = decode(graph, w, shape, latent, { batch, visible }); // [B (1 + N), P]
  const target = shape.normPix
    ? graph.add(standardizeRows, [patches], { columns: patchLength(shape), epsilon: 1e-6 })[0]!
    : patches;
  const weight = graph.input('lossWeight', [batch * tokens]);
  const [loss, , errors] = graph.add(maskedLoss, [prediction, target, weight], {
    kind: 'l2',
    columns: patchLength(shape),
    batch,
    prefix: 1, // the class token's row has no target
  });
  graph.name('prediction', prediction);
  if (shape.normPix) graph.name('target', target);
  graph.name('loss', loss!);
  graph.name('errors', errors!);
  if (until === 'decode') return graph.finish();

  const trainable = [...specs.values()].filter((spec) => spec.trainable).map((spec) => w(spec.name));
  differentiate(graph, loss!, trainable, OPS, add);
  if (until === 'update') {
    const clip = options.clip === true ? graph.name('gradNorm', graph.add(gradNorm, [])[0]!) : null;
    graph.add(adamw, [graph.input('hyper', [HYPER_SIZE]), clip]);
  }
  return graph.finish();
}

function patchesOf(graph: GraphBuilder, shape: MaeShape, { batch, from }: MaeGraphOptions): Value {
  const { side, patch } = shape;
  if (from === 'patches') return graph.input('patches', [batch * tokensOf(shape), paddedLength(shape)]);
  const { count, side: stored, mean, deviation } = from.images;
  const images = graph.resident('images', [count, stored, stored, 3], 'u8');
  const crops = graph.input('crops', [batch, CROP_SIZE]);
  const attrs = { side, patch, columns: paddedLength(shape), mean, deviation };
  return graph.name('patches', graph.add(samplePatches, [images, crops], attrs)[0]!);
}

interface Sizes {
  readonly batch: number;
  readonly visible: number;
}

/** Visible patches only, with the class token before them. */
function encode(
  graph: GraphBuilder,
  w: WeightOf,
  shape: MaeShape,
  patches: Value,
  { batch, visible }: Sizes,
): Value {
  const { depth, heads, epsilon } = shape;
  const rows = batch * (1 + visible);
  const keep = graph.input('keep', [batch * visible], 'i32');
  const kept = graph.add(gatherRows, [patches, keep, null, null, null, null])[0]!; // [B V, P]
  const embedded = graph.add(linear, [kept, w('patch_embed.proj.weight'), w('patch_embed.proj.bias'), null], {
    activation: 'none',
  })[0]!; // [B V, D]
  let x = graph.add(gatherRows, [
    embedded,
    graph.input('encoderIndex', [rows], 'i32'),
    graph.input('encoderInverse', [batch * visible], 'i32'),
    w('cls_token'),
    w('pos_embed'),
    graph.input('encoderPosition', [rows], 'i32'),
  ])[0]!; // [B (1 + V), D]
  if (depth > 0) graph.name('features.0', x);
  for (let i = 0; i < depth; i++) {
    x = block(graph, w, `blocks.${i}`, x, { batch, tokens: 1 + visible, heads, epsilon });
    if (i < depth - 1) graph.name(`features.${i + 1}`, x);
  }
  const latent = graph.name('latent', norm(graph, w, 'norm', x, epsilon));
  return latent;
}

/** All patches again: encoded ones in their places, mask tokens in the gaps. */
function decode(
  graph: GraphBuilder,
  w: WeightOf,
  shape: MaeShape,
  latent: Value,
  { batch, visible }: Sizes,
): Value {
  const { decoderDepth, decoderHeads, epsilon } = shape;
  const tokens = tokensOf(shape);
  const plain = { activation: 'none' };
  const narrowed = graph.add(
    linear,
    [latent, w('decoder_embed.weight'), w('decoder_embed.bias'), null],
    plain,
  )[0]!; // [B (1 + V), E]
  let x = graph.add(gatherRows, [
    narrowed,
    graph.input('decoderIndex', [batch * (1 + tokens)], 'i32'),
    graph.input('decoderInverse', [batch * (1 + visible)], 'i32'),
    w('mask_token'),
    w('decoder_pos_embed'),
    null, // row r has position r mod (1 + N)
  ])[0]!; // [B (1 + N), E]
  for (let i = 0; i < decoderDepth; i++) {
    x = block(graph, w, `decoder_blocks.${i}`, x, {
      batch,
      tokens: 1 + tokens,
      heads: decoderHeads,
      epsilon,
    });
  }
  x = norm(graph, w, 'decoder_norm', x, epsilon);
  return graph.add(linear, [x, w('decoder_pred.weight'), w('decoder_pred.bias'), null], plain)[0]!; // [B (1 + N), P]
}
