/**
 * @file For tests: a Swin encoder as loops over the image. Tokens stay where they are; who attends to whom is asked of
 * their coordinates, so nothing is partitioned, rolled or gathered.
 */

import { gelu } from '../../ops/gelu/gelu.ts';
import type { Kept } from '../kept.ts';
import type { SimmimSwinShape } from '../shape.ts';

type Weights = Readonly<Record<string, Float64Array>>;
/** Tokens of one image in raster order. */
interface Grid {
  readonly side: number;
  readonly width: number;
  readonly rows: readonly (readonly number[])[];
}
type Row = readonly number[];

/** The output of the last norm, [B cells, width] in raster order. */
export function swinLatent(
  shape: SimmimSwinShape,
  weights: Weights,
  patches: Float64Array,
  kept: readonly Kept[],
): number[] {
  return kept.flatMap((image, b) => {
    let grid = embed(shape, weights, patches, b, image);
    shape.depths.forEach((depth, s) => {
      const name = `encoder.layers.${s}`;
      for (let i = 0; i < depth; i++) {
        grid = block(shape, weights, `${name}.blocks.${i}`, grid, shape.heads[s]!, i % 2 === 1);
      }
      if (s < shape.depths.length - 1) grid = merge(shape, weights, `${name}.downsample`, grid);
    });
    return grid.rows.flatMap((row) => norm(weights, 'layernorm', row, shape.epsilon));
  });
}

function embed(
  { side, patch, width, epsilon }: SimmimSwinShape,
  weights: Weights,
  patches: Float64Array,
  b: number,
  kept: Kept,
): Grid {
  const across = side / patch;
  const numbers = patches.length / 2 / across ** 2;
  const rows = Array.from({ length: across * across }, (_, at) => {
    if (!kept.includes(at)) return [...weights['embeddings.mask_token']!];
    const first = (b * across * across + at) * numbers;
    const pixels = [...patches.subarray(first, first + numbers)];
    const embedded = linear(weights, 'embeddings.patch_embeddings.projection', pixels);
    return norm(weights, 'embeddings.norm', embedded, epsilon);
  });
  return { side: across, width, rows };
}

function block(
  { window: given, epsilon }: SimmimSwinShape,
  weights: Weights,
  name: string,
  { side, width, rows }: Grid,
  heads: number,
  isOdd: boolean,
): Grid {
  const window = Math.min(given, side);
  const shift = isOdd && side > given ? Math.floor(given / 2) : 0;
  const table = weights[`${name}.attention.self.relative_position_bias_table`]!;
  const packed = rows.map((row) =>
    linear(weights, `${name}.attention.self.qkv`, norm(weights, `${name}.layernorm_before`, row, epsilon)),
  );
  /** The first window of a shifted grid begins `shift` tokens in; the last goes on at the other edge. */
  const windowOf = (at: number): number => Math.floor((at - shift + side) / window) % (side / window);
  const isTorn = (a: number, b: number): boolean => a < shift !== b < shift;
  const size = width / heads;
  const attended = rows.map((_, i) => {
    const [row, column] = [Math.floor(i / side), i % side];
    return Array.from({ length: heads }, (__, h) => {
      const scores = rows.map((___, j) => {
        const [r, c] = [Math.floor(j / side), j % side];
        if (windowOf(r) !== windowOf(row) || windowOf(c) !== windowOf(column)) return -Infinity;
        let score = 0;
        for (let k = h * size; k < (h + 1) * size; k++) score += packed[i]![k]! * packed[j]![width + k]!;
        const far = isTorn(r, row) || isTorn(c, column) ? 100 : 0;
        const place = (x: number): number => ((x - shift + side) % side) % window;
        const down = place(row) - place(r) + window - 1;
        const right = place(column) - place(c) + window - 1;
        return score / Math.sqrt(size) + table[(down * (2 * window - 1) + right) * heads + h]! - far;
      });
      const top = Math.max(...scores);
      const shares = scores.map((score) => Math.exp(score - top));
      const sum = shares.reduce((a, b) => a + b);
      return Array.from({ length: size }, (___, k) =>
        shares.reduce((out, share, j) => out + (share / sum) * packed[j]![2 * width + h * size + k]!, 0),
      );
    }).flat();
  });
  const next = rows.map((row, i) => {
    const mixed = sum(row, linear(weights, `${name}.attention.output.dense`, attended[i]!));
    const normed = norm(weights, `${name}.layernorm_after`, mixed, epsilon);
    const hidden = linear(weights, `${name}.intermediate.dense`, normed).map(gelu);
    return sum(mixed, linear(weights, `${name}.output.dense`, hidden));
  });
  return { side, width, rows: next };
}

function merge({ epsilon }: SimmimSwinShape, weights: Weights, name: string, grid: Grid): Grid {
  const side = grid.side / 2;
  const rows = Array.from({ length: side * side }, (_, at) => {
    const first = 2 * Math.floor(at / side) * grid.side + 2 * (at % side);
    const four = [0, grid.side, 1, grid.side + 1].flatMap((step) => grid.rows[first + step]!);
    return linear(weights, `${name}.reduction`, norm(weights, `${name}.norm`, four, epsilon));
  });
  return { side, width: 2 * grid.width, rows };
}

const sum = (a: Row, b: Row): number[] => a.map((x, i) => x + b[i]!);

function linear(weights: Weights, name: string, x: Row): number[] {
  const w = weights[`${name}.weight`]!;
  const bias = weights[`${name}.bias`];
  return Array.from({ length: w.length / x.length }, (_, o) =>
    x.reduce((out, value, i) => out + w[o * x.length + i]! * value, bias?.[o] ?? 0),
  );
}

function norm(weights: Weights, name: string, x: Row, epsilon: number): number[] {
  const mean = x.reduce((a, b) => a + b) / x.length;
  const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length;
  const [gamma, beta] = [weights[`${name}.weight`]!, weights[`${name}.bias`]!];
  return x.map((value, i) => ((value - mean) / Math.sqrt(variance + epsilon)) * gamma[i]! + beta[i]!);
}
