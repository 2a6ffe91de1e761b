/** @file Test data for residual branches. */

import { simple, type Fill, type Input, type OpCase } from '../case-tools.ts';

/** Dropped or scaled up. */
const keeps: Fill = (rng, size) => Float32Array.from({ length: size }, () => (rng.next() < 0.3 ? 0 : 1.25));

function residualCases(
  [rows, width]: readonly [number, number],
  batch: number,
  has: { readonly gain: boolean; readonly keeps: boolean },
): readonly OpCase[] {
  const x: Input = [[rows, width]];
  const gain: Input = has.gain ? [[width]] : null;
  const kept: Input = has.keeps ? [[3, batch], keeps] : null;
  const attrs = { batch, branch: 1 };
  return [
    simple('residual', attrs, [x, x, gain, kept], { gradientInputs: [0, 1, ...(has.gain ? [2] : [])] }),
    simple('residual-backward', attrs, [x, gain, kept]),
    simple('residual-backward-gain', attrs, [x, x, kept]),
  ];
}

export const RESIDUAL_CASES: readonly OpCase[] = [
  ...residualCases([1, 4], 1, { gain: true, keeps: false }),
  ...residualCases([10, 12], 2, { gain: true, keeps: true }),
  ...residualCases([37 * 3, 100], 3, { gain: false, keeps: true }),
  ...residualCases([801, 36], 3, { gain: true, keeps: true }),
];
