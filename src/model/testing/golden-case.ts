/** @file For tests: a model of transformers and PyTorch with its inputs and outputs, in our names and layouts. */

import { readSafetensors } from '../../io/safetensors.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { layOut } from '../../graph/parameters.ts';
import type { HostInputs } from '../build.ts';
import type { Kept } from '../kept.ts';
import { modelOf, type Model } from '../model.ts';
import type { ImageShape } from '../shape.ts';
import { writeTensors, type TensorSpec } from '../tensor-spec.ts';
import { MAE_FILES } from './golden-mae.ts';
import { patchify } from './golden-patchify.ts';
import { SIMMIM_FILES } from './golden-simmim.ts';

export const GOLDEN_MAE = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'] as const;
export const GOLDEN_SIMMIM = ['simmim-vit-32-p4', 'simmim-swin-64-p4'] as const;
export const GOLDEN = [...GOLDEN_MAE, ...GOLDEN_SIMMIM] as const;
export type GoldenName = (typeof GOLDEN)[number];
export type ReadGolden = (name: GoldenName, file: string) => Promise<Uint8Array>;

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}
export type Io = ReadonlyMap<string, Tensor>;
/** A config.json. */
export type Config = Readonly<Record<string, unknown>>;

/** How the files of one family of models are read. */
export interface GoldenFamily {
  shapeOf(config: Config): Model['shape'];
  /** The tensors in the file, without a leading `vit.` or `swin.`, that make one of ours (a part, where it has parts). */
  fileNames(ours: string): readonly string[];
  /** The name of the module that has such a tensor: gradients are saved under it. */
  moduleName(file: string): string;
  /** The masks of the case itself and of its ten steps. */
  masks(
    io: Io,
    config: Config,
  ): { readonly own: readonly Kept[]; readonly steps: readonly (readonly Kept[])[] };
  /** [B N, columns] */
  prediction(io: Io, image: ImageShape): Float32Array<ArrayBuffer>;
}

export interface GoldenCase {
  readonly model: Model;
  readonly batch: number;
  readonly visible: number;
  readonly specs: Model['specs'];
  readonly layout: ParameterLayout;
  /** Flat, as our buffers hold them. */
  readonly weights: Float32Array<ArrayBuffer>;
  /** Inputs of a graph that starts from patches, for the case's own masks. */
  readonly inputs: HostInputs;
  /** The same for each of the ten training steps. */
  readonly trainInputs: readonly HostInputs[];
  readonly io: Io;
  /** [B N, columns] */
  readonly prediction: Float32Array<ArrayBuffer>;
  /** By our name; of a tensor with parts the first rows only, the queries. */
  readonly gradients: ReadonlyMap<string, Tensor>;
}

/** `read` gets a file of the folder of that name below `golden`. */
export async function goldenCase(name: GoldenName, read: ReadGolden): Promise<GoldenCase> {
  const config = JSON.parse(new TextDecoder().decode(await read(name, 'config.json'))) as Config;
  const { tensors } = readSafetensors(await read(name, 'model.safetensors'));
  const { tensors: floats, integers } = readSafetensors(await read(name, 'io.safetensors'));
  const io: Io = new Map([
    ...floats,
    ...[...integers].map(
      ([key, { shape, bytes }]) => [key, { shape, data: Float32Array.from(bytes) }] as const, // masks
    ),
  ]);
  const family = name.startsWith('mae') ? MAE_FILES : SIMMIM_FILES;
  const model = modelOf(family.shapeOf(config));
  const { specs, shape } = model;
  const layout = layOut(specs);
  const weights = new Float32Array(layout.size);
  const find = (name: string, where: Io, prefix = ''): Tensor | undefined =>
    ['', 'vit.', 'swin.'].map((root) => where.get(prefix + root + name)).find((found) => found !== undefined);
  const weightOf = (ours: string): { readonly data: Float32Array } => {
    const parts = family.fileNames(ours).map((name) => find(name, tensors)!.data);
    return { data: Float32Array.from(parts.flatMap((part) => Array.from(part))) };
  };
  writeTensors(specs, layout, weightOf, weights);
  const patches = patchify(io.get('pixel_values')!, shape);
  const { own, steps } = family.masks(io, config);
  const inputsFor = (kept: readonly Kept[]): HostInputs => ({ patches, ...model.inputs(kept, 'hidden') });
  const gradientOf = ({ name, parts: [ours = name] = [] }: TensorSpec): Tensor | undefined =>
    find(family.moduleName(family.fileNames(ours)[0]!), io, 'grad/');
  return {
    model,
    batch: own.length,
    visible: model.seen(own[0]!.length),
    specs,
    layout,
    weights,
    inputs: inputsFor(own),
    trainInputs: steps.map(inputsFor),
    io,
    prediction: family.prediction(io, shape),
    gradients: new Map(
      specs.flatMap((spec) => {
        const want = gradientOf(spec);
        return want === undefined ? [] : [[spec.name, want] as const];
      }),
    ),
  };
}
