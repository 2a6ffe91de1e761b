/** @file Test data for colour jitter. */

import { simple, type Fill, type OpCase } from '../case-tools.ts';

const factors: Fill = (rng, size) => Float32Array.from({ length: size }, () => 0.6 + 0.8 * rng.next());

const jitterCase = (batch: number, patches: number, patch: number): OpCase => {
  const columns = 3 * patch * patch;
  const width = Math.ceil(columns / 4) * 4;
  const attrs = { batch, columns, mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
  return simple('jitter-colors', attrs, [[[batch * patches, width]], [[batch, 4], factors]]);
};

export const JITTER_CASES: readonly OpCase[] = [
  jitterCase(1, 1, 1),
  jitterCase(2, 9, 3),
  jitterCase(3, 16, 8),
];
