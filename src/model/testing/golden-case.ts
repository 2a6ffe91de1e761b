/** @file For tests: an MAE of transformers and PyTorch with its inputs and outputs, in our names and layouts. */

import { readSafetensors } from '../../io/safetensors.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { layOut } from '../../graph/parameters.ts';
import { keptByRatio } from '../../mim/grid.ts';
import { keptByNoise } from '../kept.ts';
import { modelOf, type Model } from '../model.ts';
import { paddedLength, tokensOf, type ImageShape, type MaeShape } from '../shape.ts';
import { fromTorch, type TensorSpec } from '../tensor-spec.ts';

export const GOLDEN_MAE = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'] as const;
export type GoldenName = (typeof GOLDEN_MAE)[number];
export type ReadGolden = (name: GoldenName, file: string) => Promise<Uint8Array>;

interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

export interface GoldenCase {
  readonly model: Model;
  readonly batch: number;
  readonly visible: number;
  readonly specs: readonly TensorSpec[];
  readonly layout: ParameterLayout;
  /** Flat, as our buffers hold them. */
  readonly weights: Float32Array<ArrayBuffer>;
  /** Inputs of a graph that starts from patches, for the case's own noise. */
  readonly inputs: Readonly<Record<string, Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>>>;
  /** The same for each of the ten training steps. */
  readonly trainInputs: readonly GoldenCase['inputs'][];
  readonly io: ReadonlyMap<string, Tensor>;
  /** Our name → the name of its gradient's tensor in `io`, with the rows of it that are meant. */
  readonly gradients: ReadonlyMap<string, { readonly key: string; readonly firstRow: number }>;
}

/** `read` gets a file of the folder of that name below `golden`. */
export async function goldenCase(name: GoldenName, read: ReadGolden): Promise<GoldenCase> {
  const config = JSON.parse(new TextDecoder().decode(await read(name, 'config.json'))) as Record<
    string,
    number
  >;
  const { tensors } = readSafetensors(await read(name, 'model.safetensors'));
  const { tensors: io } = readSafetensors(await read(name, 'io.safetensors'));
  const model = modelOf(shapeOf(config));
  const { specs, shape } = model;
  const layout = layOut(specs);
  const weights = new Float32Array(layout.size);
  for (const spec of specs) {
    const parts = hfNames(spec.name).map((key) => tensors.get(key)!.data);
    const offset = layout.offsets.get(spec.name)!;
    const values = parts.flatMap((part) => Array.from(part));
    weights.set(fromTorch(spec, values), offset);
  }
  const noise = io.get('noise')!;
  const [batch = 0, tokens = 0] = noise.shape;
  const visible = keptByRatio(tokens, config['mask_ratio']!);
  const patches = patchify(io.get('pixel_values')!, shape);
  const inputsFor = (drawn: Float32Array): GoldenCase['inputs'] => {
    const kept = Array.from({ length: batch }, (_, b) =>
      keptByNoise(drawn.subarray(b * tokens, (b + 1) * tokens), visible),
    );
    return { patches, ...model.inputs(kept, 'hidden') };
  };
  const drawn = io.get('train_noise')!.data;
  const perStep = batch * tokens;
  const trainInputs = Array.from({ length: 10 }, (_, t) =>
    inputsFor(drawn.subarray(t * perStep, (t + 1) * perStep)),
  );
  const gradients = gradientNames(specs, [...io.keys()]);
  return {
    model,
    batch,
    visible,
    specs,
    layout,
    weights,
    inputs: inputsFor(noise.data),
    trainInputs,
    io,
    gradients,
  };
}

function shapeOf(config: Record<string, number>): MaeShape {
  return {
    kind: 'mae',
    sees: 'visible',
    side: config['image_size']!,
    patch: config['patch_size']!,
    width: config['hidden_size']!,
    depth: config['num_hidden_layers']!,
    heads: config['num_attention_heads']!,
    mlpWidth: config['intermediate_size']!,
    epsilon: config['layer_norm_eps']!,
    head: {
      kind: 'decoder',
      width: config['decoder_hidden_size']!,
      depth: config['decoder_num_hidden_layers']!,
      heads: config['decoder_num_attention_heads']!,
      mlpWidth: config['decoder_intermediate_size']!,
    },
    objective: {
      target: { id: config['norm_pix_loss'] ? 'normalized-pixels' : 'pixels' },
      loss: { id: 'l2' },
      terms: [],
    },
  };
}

/** Pixels [B, 3, S, S] → our padded patches [B N, P]. */
function patchify(
  { shape: [batch = 0, , side = 0], data }: Tensor,
  shape: ImageShape,
): Float32Array<ArrayBuffer> {
  const { patch } = shape;
  const across = side / patch;
  const columns = paddedLength(shape);
  const patches = new Float32Array(batch * tokensOf(shape) * columns);
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < 3; c++) {
      for (let y = 0; y < side; y++) {
        for (let x = 0; x < side; x++) {
          const token = (b * across + Math.floor(y / patch)) * across + Math.floor(x / patch);
          const at = ((y % patch) * patch + (x % patch)) * 3 + c;
          patches[token * columns + at] = data[((b * 3 + c) * side + y) * side + x]!;
        }
      }
    }
  }
  return patches;
}

const SUFFIXES: readonly (readonly [string, string])[] = [
  ['norm1', 'layernorm_before'],
  ['norm2', 'layernorm_after'],
  ['attn.proj', 'attention.output.dense'],
  ['mlp.fc1', 'intermediate.dense'],
  ['mlp.fc2', 'output.dense'],
];

/** The names under which transformers 5.18 saves one of our tensors; three for queries, keys and values. */
function hfNames(name: string): string[] {
  const fixed: Readonly<Record<string, string>> = {
    cls_token: 'vit.embeddings.cls_token',
    pos_embed: 'vit.embeddings.position_embeddings',
    mask_token: 'decoder.mask_token',
    decoder_pos_embed: 'decoder.decoder_pos_embed',
  };
  if (fixed[name] !== undefined) return [fixed[name]];
  const renamed = name
    .replace(/^patch_embed\.proj/, 'vit.embeddings.patch_embeddings.projection')
    .replace(/^norm\./, 'vit.layernorm.')
    .replace(/^blocks\./, 'vit.encoder.layer.')
    .replace(/^decoder_blocks\./, 'decoder.decoder_encoder.layer.')
    .replace(/^decoder_(embed|norm|pred)/, 'decoder.decoder_$1');
  if (renamed.includes('attn.qkv')) {
    return ['query', 'key', 'value'].map((part) =>
      renamed.replace('attn.qkv', `attention.attention.${part}`),
    );
  }
  return [SUFFIXES.reduce((text, [ours, theirs]) => text.replace(`.${ours}.`, `.${theirs}.`), renamed)];
}

/** Gradients are stored by module names, which differ from the names in files. */
function gradientNames(specs: readonly TensorSpec[], keys: readonly string[]): GoldenCase['gradients'] {
  const found = new Map<string, { key: string; firstRow: number }>();
  for (const { name } of specs) {
    const [first = ''] = hfNames(name);
    const module = first
      .replace('vit.encoder.layer.', 'vit.layers.')
      .replace('decoder.decoder_encoder.layer.', 'decoder.decoder_layers.')
      .replace('attention.attention.query', 'attention.q_proj')
      .replace('intermediate.dense', 'mlp.fc1');
    const key = `grad/${module}`;
    if (keys.includes(key)) found.set(name, { key, firstRow: 0 });
  }
  return found;
}
