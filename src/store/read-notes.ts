/** @file Reads the notes that an earlier visit left; loaded only where there are some. */

import * as v from 'valibot';
import type { PageNotes } from './page-notes.ts';

const number = v.number(); // JSON has no NaN
const notesSchema = v.object({
  version: v.literal(1),
  name: v.string(),
  history: v.object({
    points: v.array(v.strictTuple([number, number, number, number])),
    terms: v.exactOptional(v.record(v.string(), v.array(v.strictTuple([number, number])))),
    heldOut: v.array(v.object({ step: number, loss: number, visibleMeanLoss: number })),
  }),
  view: v.object({
    maskSeed: v.pipe(number, v.safeInteger()),
    smoothing: v.pipe(number, v.minValue(0), v.maxValue(1)),
    log: v.boolean(),
    axis: v.picklist(['step', 'images', 'minutes']),
  }),
});

/** Null for anything but notes of this version: a reload then goes on without the old curve. */
export function parseNotes(text: string): PageNotes | null {
  try {
    const parsed = v.safeParse(notesSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
