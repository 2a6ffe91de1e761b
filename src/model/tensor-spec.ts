/** @file The weights of a model: names and layouts as PyTorch has them, how they start, and how ours differ. */

import type { ParameterLayout, WeightSpec } from '../graph/parameters.ts';
import { sizeOf, type Shape } from '../graph/graph.ts';
import { invariant } from '../lib/assert.ts';
import type { PcaTensors } from '../mim/targets/pca.ts';

export type Init =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'constant'; readonly value: number }
  /** U(±sqrt(6 / (fanIn + fanOut))), Glorot & Bengio 2010. */
  | { readonly kind: 'xavier'; readonly fanIn: number; readonly fanOut: number }
  /** U(±bound) */
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  /** N(0, deviation²), drawn again while beyond ±cut. */
  | { readonly kind: 'truncated'; readonly deviation: number; readonly cut: number }
  /** A part of the cosine transform's basis, which stands in for the principal components until there are data. */
  | {
      readonly kind: 'cosine-basis';
      readonly patch: number;
      readonly components: number;
      readonly part: keyof PcaTensors;
    }
  /** The fixed 2-D sine-cosine table of a square grid, a zero row for the class token first. */
  | { readonly kind: 'sincos'; readonly grid: number };

/**
 * How the numbers of `torchShape` lie in `shape`:
 * in the same order; a patch convolution [D, 3, p, p] as rows of (row, column, channel) with zero padding; or the rows
 * of a head, one per number that is predicted.
 */
export type Layout = 'same' | 'patch-convolution' | HeadRows;

/**
 * A cell of span² patches has `columns` numbers per patch, and here patch after patch (row by row), each followed by
 * zero rows up to `padded`. PyTorch has them without padding in this order (`plain`), or as `torch.nn.PixelShuffle` of
 * the cell's pixels wants them: (channel, row, column), channel slowest; `columns` is then 3 pixelSide², ours in the
 * order (row, column, channel).
 */
export interface HeadRows {
  readonly span: number;
  readonly columns: number;
  readonly padded: number;
  readonly order: 'plain' | { readonly pixelSide: number };
}

export interface TensorSpec extends WeightSpec {
  /** As PyTorch stores it; with `parts`, as it would store them one after the other. */
  readonly torchShape: Shape;
  readonly init: Init;
  readonly layout: Layout;
  /** PyTorch has several tensors here, each an equal share of the rows, under these names. */
  readonly parts?: readonly string[];
}

/** Numbers of all tensors as PyTorch counts them, fixed tables included. */
export const countParameters = (specs: readonly TensorSpec[]): number =>
  specs.reduce((sum, { torchShape }) => sum + sizeOf(torchShape), 0);

/** Our flat numbers of a tensor as PyTorch lays them out. */
export function toTorch(spec: TensorSpec, ours: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const theirs = new Float32Array(sizeOf(spec.torchShape));
  eachNumber(spec, (our, their) => {
    theirs[their] = ours[our]!;
  });
  return theirs;
}

/** Inverse of {@link toTorch}; padding is 0. */
export function fromTorch(spec: TensorSpec, theirs: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const ours = new Float32Array(sizeOf(spec.shape));
  eachNumber(spec, (our, their) => {
    ours[our] = theirs[their]!;
  });
  return ours;
}

interface TorchTensor {
  readonly name: string;
  readonly shape: Shape;
  readonly data: Float32Array<ArrayBuffer>;
}

/** The names and shapes under which a tensor leaves: one, or one for each part. */
export function torchNames({ name, torchShape, parts = [name] }: TensorSpec): Omit<TorchTensor, 'data'>[] {
  const [rows = 1, ...rest] = torchShape;
  const shape = parts.length === 1 ? torchShape : [rows / parts.length, ...rest];
  return parts.map((part) => ({ name: part, shape }));
}

/** The tensors of a flat buffer as PyTorch has them. */
export function tensorsOf(
  specs: readonly TensorSpec[],
  layout: ParameterLayout,
  flat: Float32Array,
): TorchTensor[] {
  return specs.flatMap((spec) => {
    const at = offsetOf(layout, spec);
    const data = toTorch(spec, flat.subarray(at, at + sizeOf(spec.shape)));
    const names = torchNames(spec);
    const each = data.length / names.length;
    return names.map((own, i) => ({
      ...own,
      data: names.length === 1 ? data : data.slice(i * each, (i + 1) * each),
    }));
  });
}

/** Fills a flat buffer with tensors as PyTorch has them; what `find` does not know stays. */
export function writeTensors(
  specs: readonly TensorSpec[],
  layout: ParameterLayout,
  find: (name: string) => { readonly data: ArrayLike<number> } | undefined,
  flat: Float32Array,
): void {
  for (const spec of specs) {
    const found = torchNames(spec).map(({ name }) => find(name)?.data);
    if (found.includes(undefined)) continue;
    const parts = found as ArrayLike<number>[];
    const theirs = parts.length === 1 ? parts[0]! : parts.flatMap((part) => Array.from(part));
    invariant(theirs.length === sizeOf(spec.torchShape), `${spec.name} has another size`);
    flat.set(fromTorch(spec, theirs), offsetOf(layout, spec));
  }
}

export function offsetOf(layout: ParameterLayout, { name }: WeightSpec): number {
  const at = layout.offsets.get(name);
  invariant(at !== undefined, `no place for ${name}`);
  return at;
}

function eachNumber(spec: TensorSpec, visit: (our: number, their: number) => void): void {
  if (spec.layout === 'same') for (let i = 0; i < sizeOf(spec.torchShape); i++) visit(i, i);
  else if (spec.layout === 'patch-convolution') eachOfConvolution(spec, visit);
  else eachOfHead(spec, spec.layout, visit);
}

function eachOfConvolution(
  { torchShape, shape }: TensorSpec,
  visit: (our: number, their: number) => void,
): void {
  const [width = 0, channels = 0, patch = 0] = torchShape;
  const columns = shape[1]!;
  for (let d = 0; d < width; d++) {
    for (let c = 0; c < channels; c++) {
      for (let at = 0; at < patch * patch; at++) {
        visit(d * columns + at * channels + c, (d * channels + c) * patch * patch + at);
      }
    }
  }
}

function eachOfHead(spec: TensorSpec, rows: HeadRows, visit: (our: number, their: number) => void): void {
  const { span, columns, padded } = rows;
  const width = sizeOf(spec.shape.slice(1));
  for (let sub = 0; sub < span * span; sub++) {
    for (let k = 0; k < columns; k++) {
      const our = sub * padded + k;
      const their = theirRow(rows, sub, k);
      for (let i = 0; i < width; i++) visit(our * width + i, their * width + i);
    }
  }
}

function theirRow({ span, columns, order }: HeadRows, sub: number, k: number): number {
  if (order === 'plain') return sub * columns + k;
  const { pixelSide } = order;
  const channel = k % 3;
  const pixel = Math.floor(k / 3);
  const side = span * pixelSide;
  const row = Math.floor(sub / span) * pixelSide + Math.floor(pixel / pixelSide);
  const column = (sub % span) * pixelSide + (pixel % pixelSide);
  return (channel * side + row) * side + column;
}
