/**
 * @file Colours as classes: 0..255 cut into equal bins, channel by channel.
 *
 *   id = floor((v + ½) bins / 256) within 0..bins - 1,  v = 255 (x deviation + mean)
 *
 * The half puts the borders of bins between bytes, so that no rounding moves a byte to another bin.
 * Source: SimMIM §4.1.4 "Prediction targets", 8-bin and 256-bin. No derivative: a target has none.
 */

import { invariant } from '../../lib/assert.ts';
import type { Attrs } from '../../graph/graph.ts';
import { defineOp } from '../../graph/op.ts';

export interface ColorBinsAttrs {
  readonly bins: number;
  /** Numbers of a row that are colours, in the order red, green, blue. */
  readonly columns: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}
export const colorBinsAttrs = (attrs: Attrs): ColorBinsAttrs => attrs as unknown as ColorBinsAttrs;

/** The bin of one colour v in 0..255. */
const binOf = (v: number, bins: number): number =>
  Math.min(bins - 1, Math.max(0, Math.floor(((v + 0.5) * bins) / 256)));

/** inputs: x [R, W], normalised.  outputs: ids [R, W], whole numbers; 0 beyond `columns`. */
export const colorBins = defineOp({
  name: 'color-bins',
  outputs([x], attrs) {
    invariant(colorBinsAttrs(attrs).columns <= x![1]!, 'columns');
    return [x!];
  },
  reference({ inputs: [x], outputs: [ids], inputShapes, attrs }) {
    const [rows = 0, width = 0] = inputShapes[0]!;
    const { bins, columns, mean, deviation } = colorBinsAttrs(attrs);
    ids!.fill(0);
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        const v = 255 * (x![r * width + c]! * deviation[c % 3]! + mean[c % 3]!);
        ids![r * width + c] = binOf(v, bins);
      }
    }
  },
});
