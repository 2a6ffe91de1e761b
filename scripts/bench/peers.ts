/** @file The task in the form in which array libraries take it: weights by name, masks as indices and matrices. */

import { sizeOf } from '../../src/graph/graph.ts';
import { patchLength, tokensOf } from '../../src/model/shape.ts';
import { batchesOf, modelOf, visibleOf, type Task } from '../../src/trainer/benchmark/task.ts';
import type { NamedWeight } from './trainer.ts';

/** Linear layers are turned to [in, out]. */
export function namedWeights(task: Task): readonly NamedWeight[] {
  const { specs, layout, weights } = modelOf(task);
  return specs.map(({ name, shape, decay, trainable }) => {
    const first = layout.offsets.get(name)!;
    const data = weights.slice(first, first + sizeOf(shape));
    const [rows = 0, columns = 0] = shape;
    return shape.length === 2 && rows > 1 && trainable
      ? { name, shape: [columns, rows], data: transposed(data, rows, columns), decay, trainable }
      : { name, shape, data, decay, trainable };
  });
}

function transposed(data: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(data.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) turned[c * rows + r] = data[r * columns + c]!;
  return turned;
}

export interface PeerBatch {
  /** [B (1 + N), P], a row of zeros for each class token. */
  readonly target: Float32Array<ArrayBuffer>;
  /** [B V] rows of `target`. */
  readonly keep: Int32Array<ArrayBuffer>;
  /** [B V] rows of the position table. */
  readonly position: Int32Array<ArrayBuffer>;
  /** [B (1 + N)] rows of (encoded [B (1 + V)], mask token). */
  readonly restore: Int32Array<ArrayBuffer>;
  /** [B, 1 + N, 1 + V], the same as ones and zeros. */
  readonly select: Float32Array<ArrayBuffer>;
  /** [B (1 + N)], 1 where a mask token goes. */
  readonly hidden: Float32Array<ArrayBuffer>;
  /** [B (1 + N)] of the mean error of a row. */
  readonly weight: Float32Array<ArrayBuffer>;
}

export function peerBatches(task: Task): readonly PeerBatch[] {
  const { batch, shape } = task;
  const tokens = tokensOf(shape);
  const length = patchLength(shape);
  const rows = batch * (1 + tokens);
  const encoded = batch * (1 + visibleOf(task));
  return batchesOf(task).map(({ patches, indices, lossWeight }) => {
    const target = new Float32Array(rows * length);
    const weight = new Float32Array(rows);
    for (let b = 0; b < batch; b++) {
      const first = b * (1 + tokens) + 1;
      const own = patches.subarray(b * tokens * length, (b + 1) * tokens * length);
      target.set(own, first * length);
      for (let i = 0; i < tokens; i++) weight[first + i] = lossWeight[b * tokens + i]! * length;
    }
    const select = new Float32Array(rows * (1 + visibleOf(task)));
    indices.decoderIndex.forEach((row, i) => {
      if (row >= 0) select[i * (1 + visibleOf(task)) + (row % (1 + visibleOf(task)))] = 1;
    });
    return {
      target,
      weight,
      select,
      keep: indices.keep.map((row) => row + Math.floor(row / tokens) + 1),
      position: indices.encoderPosition.filter((_, i) => i % (1 + visibleOf(task)) > 0),
      restore: indices.decoderIndex.map((row) => (row < 0 ? encoded : row)),
      hidden: Float32Array.from(indices.decoderIndex, (row) => (row < 0 ? 1 : 0)),
    };
  });
}
