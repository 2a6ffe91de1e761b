/** @file Test data: inputs of odd sizes for every op, on which derivatives and every executor's kernels are checked. */

import type { Graph, Value } from '../graph/graph.ts';
import { GraphBuilder } from '../graph/graph.ts';
import type { Numbers } from '../graph/op.ts';
import { rngOf, type Rng } from '../lib/rng.ts';
import { ATTENTION_CASES } from './attention/attention-cases.ts';
import { bytes, normal, simple, type Fill, type Input, type OpCase } from './case-tools.ts';
import { GATHER_ROWS_CASES } from './gather-rows/gather-rows-cases.ts';
import { OPS } from './index.ts';
import { LOSS_CASES } from './loss-cases.ts';
import { JITTER_CASES } from './jitter-colors/jitter-colors-cases.ts';
import { RESIDUAL_CASES } from './residual/residual-cases.ts';
import { TARGET_CASES } from './target-cases.ts';
import { UPDATE_CASES } from './update-cases.ts';

const none = { activation: 'none' };
const gelu = { activation: 'gelu' };

const LINEAR: readonly OpCase[] = [
  simple('linear', none, [[[1, 4]], [[12, 4]], null, null], { gradientInputs: [0, 1] }),
  simple('linear', none, [[[7, 12]], [[36, 12]], [[36]], null], { gradientInputs: [0, 1, 2] }),
  simple('linear', none, [[[37, 100]], [[12, 100]], [[12]], [[37, 12]]], { gradientInputs: [0, 1, 2, 3] }),
  simple('linear', none, [[[9, 36]], [[4, 36]], null, [[9, 4]]], { gradientInputs: [0, 1, 3] }),
  simple('linear', gelu, [[[7, 36]], [[100, 36]], [[100]], null], { gradientInputs: [0, 1, 2] }),
  simple('linear', gelu, [[[37, 4]], [[12, 4]], null, null], { gradientInputs: [0, 1] }),
  simple('linear', none, [[[133, 788]], [[28, 788]], [[28]], [[133, 28]]]),
  simple('linear', gelu, [[[5, 8]], [[1044, 8]], [[1044]], null]),
];

const LINEAR_BACKWARD: readonly OpCase[] = [
  simple('linear-backward-input', {}, [[[1, 12]], [[12, 4]], null]),
  simple('linear-backward-input', {}, [[[7, 36]], [[36, 100]], [[7, 100]]]),
  simple('linear-backward-input', {}, [[[37, 100]], [[100, 12]], [[37, 12]]]),
  simple('linear-backward-input', {}, [[[131, 400]], [[400, 36]], null]),
  simple('linear-backward-weight', { bias: false }, [[[1, 12]], [[1, 4]]]),
  simple('linear-backward-weight', { bias: true }, [[[7, 36]], [[7, 12]]]),
  simple('linear-backward-weight', { bias: true }, [[[37, 100]], [[37, 36]]]),
  simple('linear-backward-weight', { bias: true }, [[[797, 4]], [[797, 28]]]),
  simple('gelu-backward', {}, [[[1, 4]], [[1, 4]]]),
  simple('gelu-backward', {}, [[[7, 36]], [[7, 36], (rng, n) => normal(rng, n).map((z) => 3 * z)]]),
  simple('gelu-backward', {}, [[[37, 100]], [[37, 100], (rng, n) => normal(rng, n).map((z) => 20 * z)]]),
];

const epsilon = { epsilon: 1e-6 };
/** (mean, rstd) of rows; the derivative takes them as they come. */
const stats: Fill = (rng, size) =>
  Float32Array.from({ length: size }, (_, i) => (i % 2 === 0 ? 0.1 * rng.normal() : 0.5 + rng.next()));

const layerNormCases = ([rows, width]: readonly [number, number], residual: boolean): readonly OpCase[] => {
  const x: Input = [[rows, width]];
  const row: Input = [[width]];
  const saved: Input = [[rows, 2], stats];
  return [
    simple('layer-norm', epsilon, [x, row, row], { gradientInputs: [0, 1, 2] }),
    simple('layer-norm-backward-input', {}, [x, x, row, saved, residual ? x : null]),
    simple('layer-norm-backward-weight', {}, [x, x, saved]),
  ];
};

const LAYER_NORM: readonly OpCase[] = [
  ...layerNormCases([1, 4], false),
  ...layerNormCases([7, 12], true),
  ...layerNormCases([37, 100], true),
  ...layerNormCases([7, 36], false),
];

const ADD: readonly OpCase[] = [
  simple('add', {}, [[[1, 4]], [[1, 4]]], { gradientInputs: [0, 1] }),
  simple('add', {}, [[[7, 36]], [[7, 36]]], { gradientInputs: [0, 1] }),
  simple('add', {}, [[[5, 7]], [[5, 7]]]),
];

/** Image, x0, y0, width, height, flip: the first is a whole image as it is stored, the others lie anywhere. */
const crops =
  (count: number, stored: number): Fill =>
  (rng, size) => {
    const made = new Float32Array(size);
    made.set([0, 0, 0, stored, stored, 0]);
    for (let at = 8; at < size; at += 8) {
      const [width, height] = [stored * (0.2 + 0.8 * rng.next()), stored * (0.2 + 0.8 * rng.next())];
      const corner = [(stored - width) * rng.next(), (stored - height) * rng.next()];
      made.set([rng.int(count), ...corner, width, height, rng.int(2)], at);
    }
    return made;
  };

const colours = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const images = (count: number, stored: number): Input => [[count, stored, stored, 3], bytes];

const PATCHES: readonly OpCase[] = [
  simple(
    'sample-patches',
    { side: 9, patch: 3, columns: 28, ...colours },
    [images(4, 9), [[5, 8], crops(4, 9)]],
    { residents: [0] },
  ),
  simple(
    'sample-patches',
    { side: 8, patch: 4, columns: 48, ...colours },
    [images(3, 13), [[7, 8], crops(3, 13)]],
    { residents: [0] },
  ),
  simple('sample-patches', { side: 16, patch: 16, columns: 768, ...colours }, [
    images(1, 7),
    [[1, 8], crops(1, 7)],
  ]),
];

export const OP_CASES: readonly OpCase[] = [
  ...LINEAR,
  ...LINEAR_BACKWARD,
  ...LAYER_NORM,
  ...ATTENTION_CASES,
  ...GATHER_ROWS_CASES,
  ...ADD,
  ...RESIDUAL_CASES,
  ...JITTER_CASES,
  ...PATCHES,
  ...TARGET_CASES,
  ...LOSS_CASES,
  ...UPDATE_CASES,
];

/** Names a case in a test. */
export const caseName = ({ op, inputShapes, attrs }: OpCase): string =>
  `${op} ${inputShapes.map((shape) => shape?.join('×') ?? '–').join(' ')} ${JSON.stringify(attrs)}`;

/** The random numbers of a case; the same each time. */
export const caseRng = (opCase: OpCase): Rng => rngOf('op case', caseName(opCase));

/** The name under which input `i` of a case is bound, and output `i` read. */
export const inputName = (i: number): string => `in${i}`;
export const outputName = (i: number): string => `out${i}`;

const dtypeOf = (data: Numbers): Value['dtype'] =>
  data instanceof Int32Array ? 'i32' : data instanceof Uint8Array ? 'u8' : 'f32';

/** A graph of one node, with all of its outputs named. */
export function graphOfCase(opCase: OpCase): Graph {
  const graph = new GraphBuilder();
  const data = opCase.inputs(caseRng(opCase));
  const inputs = opCase.inputShapes.map((shape, i) => {
    if (shape === null) return null;
    const dtype = dtypeOf(data[i]!);
    return opCase.residents?.includes(i)
      ? graph.resident(inputName(i), shape, dtype)
      : graph.input(inputName(i), shape, dtype);
  });
  graph.add(OPS[opCase.op], inputs, opCase.attrs).forEach((output, i) => graph.name(outputName(i), output));
  return graph.finish();
}
