/** @file A prediction as scripts get it: one row per cell of the encoder's output, without what kernels need. */

import type { Model } from '../model/model.ts';

type Floats = Float32Array<ArrayBuffer>;

/**
 * [B (prefix + N), C] → [B, N, columns], without the class token's row and the padding. A Swin's cell of span × span
 * patches becomes one row of its pixels in (row, column, channel) order: [B, N / span², 3 stride²]; of a target that is
 * no pixels, the rows of its patches side by side.
 */
export function exposedPrediction(model: Model, prediction: Floats, batch: number): Floats {
  const { tokens, prefix, columns, paddedColumns, site } = model;
  const rows = new Float32Array(batch * tokens * columns);
  const across = Math.sqrt(tokens);
  for (let b = 0; b < batch; b++) {
    for (let patch = 0; patch < tokens; patch++) {
      const from = (b * (prefix + tokens) + prefix + patch) * paddedColumns;
      const own = prediction.subarray(from, from + columns);
      const row = Math.floor(patch / across);
      const column = patch % across;
      const { span } = site;
      const cell = Math.floor(row / span) * (across / span) + Math.floor(column / span);
      const to = (b * tokens + cell * span * span) * columns;
      place(model, rows.subarray(to, to + span * span * columns), own, row % span, column % span);
    }
  }
  return rows;
}

/** Writes the numbers of the patch in this row and column of a cell to their places among the cell's. */
function place({ site, pixelSide }: Model, cell: Floats, own: Floats, row: number, column: number): void {
  const { span } = site;
  if (span === 1 || pixelSide === null) {
    cell.set(own, (row * span + column) * own.length);
    return;
  }
  const line = 3 * pixelSide;
  for (let y = 0; y < pixelSide; y++) {
    const to = ((row * pixelSide + y) * span + column) * line;
    cell.set(own.subarray(y * line, (y + 1) * line), to);
  }
}
