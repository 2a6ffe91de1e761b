/**
 * @file How ops are divided among threads: the one list. An op that is not in it runs whole, on one thread, after all
 * threads have met.
 */

import { invariant, unreachable } from '../../lib/assert.ts';
import type { Attrs, Node, Shape, Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import type { OpName } from '../../ops/index.ts';
import type { Call, FlatAddresses } from './lowering.ts';

/**
 * - `rows`: a share of the rows of all outputs is made from the same share of the rows of the inputs `own`; the other
 *   inputs are read anywhere. An output in `sums` is one number that the {@link TAILS} of the op add up afterwards.
 * - `columns`: reads all rows of its inputs; a share of the columns is made from the same share of the columns.
 * - `flat`: goes over the flat buffers number by number.
 * - `whole`: not divided.
 */
export type Split =
  | { readonly by: 'rows'; readonly own: readonly number[]; readonly sums?: readonly number[] }
  | { readonly by: 'columns' }
  | { readonly by: 'flat' }
  | { readonly by: 'whole' };

const rows = (own: readonly number[], sums: readonly number[] = []): Split => ({ by: 'rows', own, sums });
const WHOLE: Split = { by: 'whole' };

const SPLITS: Readonly<Partial<Record<string, Split>>> = {
  linear: rows([0, 3]),
  'linear-backward-input': rows([0, 2]),
  'linear-backward-weight': { by: 'columns' },
  'gelu-backward': rows([0, 1]),
  'layer-norm': rows([0]),
  'layer-norm-backward-input': rows([0, 1, 3, 4]),
  'layer-norm-backward-weight': { by: 'columns' },
  attention: rows([0]),
  'attention-backward': rows([0, 1, 2, 3]),
  'gather-rows': rows([1, 5]),
  add: rows([0, 1]),
  'sample-patches': rows([1]),
  'standardize-rows': rows([0]),
  'masked-loss': rows([0, 1, 2], [0]),
  adamw: { by: 'flat' },
} satisfies Partial<Record<OpName, Split>>;

/** The op that adds up, in one order, what a divided op has left for each row: [inputs of the tail] of the node. */
export const TAILS: Readonly<Partial<Record<string, { readonly op: string; inputs(node: Node): Value[] }>>> =
  {
    'masked-loss': { op: 'weighted-sum', inputs: ({ inputs, outputs }) => [outputs[2]!, inputs[2]!] },
  };

/** How a node is divided, by its op and by what it is given. */
export function splitOf(node: Node): Split {
  const split = SPLITS[node.op] ?? WHOLE;
  if (node.op !== 'gather-rows') return split;
  // Rounds that do not come out even would have shares begin in the middle of one.
  if (!roundsOf(node).every(Number.isInteger)) return WHOLE;
  // Where all images move alike the index is everybody's, and each image has its rows of the source.
  return imagesOf(node.attrs) > 1 ? rows([0, 5]) : split;
}

const imagesOf = ({ images = 1 }: Attrs): number => Number(images);

/**
 * Numbers that a share of a `rows` op must be a whole part of: rows of its own inputs and of its outputs, images.
 */
export function countsOf(node: Node, split: Split & { readonly by: 'rows' }): readonly number[] {
  const { own, sums = [] } = split;
  const { batch } = node.attrs;
  const values = [...own.map((i) => node.inputs[i]), ...node.outputs.filter((_, i) => !sums.includes(i))];
  return [
    ...values.flatMap((value) => (value ? [value.shape[0] ?? 1] : [])),
    ...(batch === undefined ? [] : [Number(batch)]),
    ...(imagesOf(node.attrs) > 1 ? [imagesOf(node.attrs)] : []),
    ...roundsOf(node),
  ];
}

/** A position table and the windows of biased attention come round again and again; a share has whole rounds. */
function roundsOf({ op, inputs, attrs }: Node): readonly number[] {
  if (op === 'gather-rows' && inputs[4] && !inputs[5]) {
    return [(inputs[1]!.shape[0]! * imagesOf(attrs)) / inputs[4].shape[0]!];
  }
  const pairs = op.startsWith('attention') ? inputs.find((input) => input?.dtype === 'i32') : undefined;
  return pairs ? [Number(attrs['batch']) / pairs.shape[0]!] : [];
}

/** Share `index` of `count` of a call, or null if there is nothing left for it to do. */
export function shareOf(call: Call, split: Split, units: number, index: number, count: number): Call | null {
  switch (split.by) {
    case 'whole':
      return index === 0 ? call : null;
    case 'rows': {
      const from = Math.floor((units * index) / count);
      const to = Math.floor((units * (index + 1)) / count);
      return from < to ? rowsOfCall(call, split, [from, to], units) : null;
    }
    case 'columns': {
      const share = columnsOfCall(call, index, count);
      const [from, to] = share.columns ?? [0, 0];
      return from < to ? share : null;
    }
    case 'flat': {
      const share = flatOfCall(call, index, count);
      return share.flat.trainableSize > 0 ? share : null;
    }
    default:
      return unreachable(split);
  }
}

/** Units `from` up to `to` of `units` equal parts of a node's rows, as a call of its own. */
function rowsOfCall(
  call: Call,
  { own, sums = [] }: Split & { readonly by: 'rows' },
  [from, to]: readonly [number, number],
  units: number,
): Call {
  const part = (count: number, ends: number): number => {
    invariant((count * ends) % units === 0, `${count} rows do not fall into ${units} parts`);
    return (count * ends) / units;
  };
  const place = (address: number, shape: Shape): number =>
    address === 0 ? 0 : address + part(shape[0] ?? 1, from) * sizeOf(shape.slice(1)) * 4;
  const cut = (shape: Shape): Shape => [part(shape[0] ?? 1, to - from), ...shape.slice(1)];
  const { batch, images } = call.attrs;
  const attrs: Attrs = {
    ...call.attrs,
    ...(batch !== undefined && { batch: part(Number(batch), to - from) }),
    ...(Number(images ?? 1) > 1 && { images: part(Number(images), to - from) }),
  };
  const isOwn = (i: number, shape: Shape | null | undefined): shape is Shape =>
    own.includes(i) && shape !== null && shape !== undefined;
  const shapes = call.inputShapes;
  return {
    ...call,
    attrs,
    inputs: call.inputs.map((at, i) => (isOwn(i, shapes[i]) ? place(at, shapes[i]) : at)),
    inputShapes: shapes.map((shape, i) => (isOwn(i, shape) ? cut(shape) : shape)),
    // What each share would sum up alone is left out: the tail does it.
    outputs: call.outputs.map((at, i) => (sums.includes(i) ? 0 : place(at, call.outputShapes[i]!))),
    outputShapes: call.outputShapes.map((shape, i) => (sums.includes(i) ? shape : cut(shape))),
  };
}

/** Numbers in a cache line's worth of columns: shares end at these. */
const COLUMNS = 8;

/** Share `index` of `count` of a `columns` op. */
function columnsOfCall(call: Call, index: number, count: number): Call {
  const width = call.op === 'linear-backward-weight' ? call.inputShapes[0]![1]! : call.outputShapes[0]![0]!;
  const at = (i: number): number => Math.min(width, Math.round(((width / COLUMNS) * i) / count) * COLUMNS);
  return { ...call, columns: [at(index), index === count - 1 ? width : at(index + 1)] };
}

/** Floats of a unit of the flat buffers, see graph/parameters.ts. */
const FLAT_UNIT = 64;

/** Share `index` of `count` of a `flat` op: the same numbers of all four buffers. */
function flatOfCall(call: Call, index: number, count: number): Call {
  const { weights, gradients, moment1, moment2, trainableSize, decaySize } = call.flat;
  const blocks = trainableSize / FLAT_UNIT;
  const first = Math.floor((blocks * index) / count);
  const floats = (Math.floor((blocks * (index + 1)) / count) - first) * FLAT_UNIT;
  const skip = first * FLAT_UNIT;
  const flat: FlatAddresses = {
    weights: weights + skip * 4,
    gradients: gradients + skip * 4,
    moment1: moment1 + skip * 4,
    moment2: moment2 + skip * 4,
    trainableSize: floats,
    decaySize: Math.max(0, Math.min(decaySize - skip, floats)),
  };
  // The third input of adamw has a number for each block.
  const inputs = call.inputs.map((at, i) => (i === 2 && at !== 0 ? at + first * 4 : at));
  return { ...call, flat, inputs };
}
