/** @file What the page keeps beside the engine's snapshot, so that a reload finds names and curves again. */

import { packHistory, type PackedHistory } from './history.ts';
import { call } from './client.ts';
import { logLine } from './notices.ts';
import { coalesced } from './pace.ts';
import { app } from './store.ts';
import type { AppState } from './state.ts';

/** Points of a curve that are kept; more than a chart shows. */
const POINTS = 400;

export interface PageNotes {
  readonly version: 1;
  readonly name: string;
  readonly history: PackedHistory;
  readonly view: Pick<AppState, 'maskSeed'> & Omit<AppState['curve'], 'hoverStep'>;
}

export function notesOf({ run, runs, maskSeed, curve }: AppState): string | null {
  const record = runs.find(({ id }) => id === run?.id);
  if (record === undefined) return null;
  const { smoothing, log, axis } = curve;
  const notes: PageNotes = {
    version: 1,
    name: record.name,
    history: packHistory(record.id, POINTS),
    view: { maskSeed, smoothing, log, axis },
  };
  return JSON.stringify(notes);
}

/** The engine keeps what it was given last before it saves, so while training the notes must never be old. */
const REMEMBER_EVERY_MS = 3000;
let rememberedAt = 0;

/** After training steps. */
export function rememberIfDue(): void {
  if (Date.now() - rememberedAt >= REMEMBER_EVERY_MS) void rememberPage();
}

/** Gives the engine the newest notes to keep. */
export const rememberPage: () => Promise<void> = coalesced(async () => {
  const notes = notesOf(app.getState());
  rememberedAt = Date.now();
  if (notes === null) return;
  try {
    await call.rememberPage(notes);
  } catch (error) {
    logLine(`page notes not kept: ${error instanceof Error ? error.message : String(error)}`);
  }
});
