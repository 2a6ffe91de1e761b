/** @file Test data for losses and for what they are made of. */

import type { Shape } from '../graph/graph.ts';
import { positive, simple, type Fill, type Input, type OpCase } from './case-tools.ts';
import type { ErrorKind } from './masked-loss/masked-loss.ts';

interface LossSizes {
  readonly batch: number;
  readonly prefix: number;
  readonly perImage: number;
  readonly width: number;
  readonly columns: number;
}

const lossCase = (
  { batch, prefix, perImage, width, columns }: LossSizes,
  error: { readonly kind: ErrorKind; readonly beta?: number } = { kind: 'l2' },
): OpCase =>
  simple(
    'masked-loss',
    { ...error, batch, prefix, columns },
    [[[batch * (prefix + perImage), width]], [[batch * perImage, width]], [[batch * perImage], positive]],
    { gradientInputs: [0] },
  );

const [one, few, many, odd] = [
  { batch: 1, prefix: 0, perImage: 1, width: 4, columns: 4 },
  { batch: 2, prefix: 1, perImage: 7, width: 28, columns: 27 },
  { batch: 3, prefix: 2, perImage: 37, width: 100, columns: 100 },
  { batch: 1, prefix: 1, perImage: 5, width: 36, columns: 34 },
] as const satisfies readonly LossSizes[];

/** About half of the rows count. */
const half: Fill = (rng, size) =>
  Float32Array.from({ length: size }, () => (rng.next() < 0.5 ? 0 : rng.next()));
const steep: Fill = (rng, size) => Float32Array.from({ length: size }, () => 20 * rng.normal());

interface BinSizes extends Omit<LossSizes, 'width'> {
  readonly bins: number;
  /** Floats of a row beyond columns · bins. */
  readonly spare: number;
}

function crossEntropyCase({ batch, prefix, perImage, columns, bins, spare }: BinSizes, fill?: Fill): OpCase {
  const rows = batch * perImage;
  const prediction: Shape = [rows + batch * prefix, columns * bins + spare];
  const ids: Fill = (rng, size) => Float32Array.from({ length: size }, () => rng.int(bins));
  return simple(
    'cross-entropy',
    { bins, columns, batch, prefix },
    [fill ? [prediction, fill] : [prediction], [[rows, columns + 1], ids], [[rows], half]],
    { gradientInputs: [0] },
  );
}

const infoNceCase = (
  [rows, width, groups]: readonly [number, number, number],
  both: boolean,
  [lambda, sharpness]: readonly [number, number],
): OpCase =>
  simple(
    'info-nce',
    { groups, both },
    [[[rows, width]], [[rows, width]], [[rows], half], [[2], () => Float32Array.of(lambda, sharpness)]],
    { gradientInputs: both ? [0, 1] : [0] },
  );

const rowCases = (batch: number, prefix: number, perImage: number, width: number): readonly OpCase[] => {
  const rows = batch * perImage;
  const row: Input = [[rows, width]];
  return [
    simple('unit-rows', { batch, prefix }, [[[rows + batch * prefix, width]]], { gradientInputs: [0] }),
    simple('unit-rows-backward', { batch, prefix }, [row, row, [[rows], positive]]),
    simple('pool-rows', { batch }, [row, [[rows]]], { gradientInputs: [0] }),
    simple('pool-rows-backward', {}, [[[batch, width]], [[rows]]]),
  ];
};

const uniformityCase = (rows: number, width: number, lambda: number): OpCase =>
  simple('uniformity', {}, [[[rows, width]], [[1], () => Float32Array.of(lambda)]], { gradientInputs: [0] });

export const LOSS_CASES: readonly OpCase[] = [
  ...[one, few, many, odd].map((sizes) => lossCase(sizes)),
  ...[one, few, odd].map((sizes) => lossCase(sizes, { kind: 'l1' })),
  ...[one, many, odd].map((sizes) => lossCase(sizes, { kind: 'smooth-l1', beta: 0.7 })),
  crossEntropyCase({ batch: 1, prefix: 0, perImage: 1, columns: 1, bins: 8, spare: 0 }),
  crossEntropyCase({ batch: 2, prefix: 1, perImage: 7, columns: 3, bins: 8, spare: 4 }),
  crossEntropyCase({ batch: 2, prefix: 2, perImage: 5, columns: 12, bins: 5, spare: 0 }),
  crossEntropyCase({ batch: 1, prefix: 1, perImage: 37, columns: 3, bins: 256, spare: 0 }),
  crossEntropyCase({ batch: 3, prefix: 0, perImage: 4, columns: 3, bins: 256, spare: 0 }, steep),
  infoNceCase([4, 4, 1], false, [1, 1]),
  infoNceCase([14, 12, 2], false, [0.5, 2]),
  infoNceCase([37, 100, 1], false, [2, 0.3]),
  infoNceCase([7, 12, 1], true, [0.7, 0.9]),
  infoNceCase([33, 36, 3], true, [1, 0.4]),
  infoNceCase([130, 20, 2], true, [1, 1]),
  ...rowCases(1, 0, 1, 4),
  ...rowCases(2, 1, 7, 36),
  ...rowCases(3, 2, 37, 100),
  uniformityCase(1, 4, 1),
  uniformityCase(7, 12, 0.5),
  uniformityCase(70, 100, 0.01),
];
