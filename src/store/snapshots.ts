/** @file The last good snapshot, kept on the page so that a fresh worker can go on after one has died. */

import { isMimError, logLine, reportError } from './notices.ts';
import { call } from './client.ts';
import { coalesced } from './pace.ts';
import { app } from './store.ts';
import type { RunInfo, Snapshot } from '../protocol/api.ts';

/** While training; at every pause as well. */
export const SNAPSHOT_EVERY_MS = 15_000;
/** Weights and two moments in float32. A model beyond this is left to the engine's own copy on disk. */
const MAX_BYTES = 96e6;
const BYTES_PER_PARAMETER = 12;

let last: { readonly runId: string; readonly snapshot: Snapshot; readonly at: number } | null = null;

/** The last snapshot of this run, if it has one. */
export const lastSnapshot = (runId: string): Snapshot | null =>
  last?.runId === runId ? last.snapshot : null;

/** A restored run has a new id; its snapshot is still good. */
export function moveSnapshot(runId: string): void {
  if (last !== null) last = { ...last, runId };
}

const isSmall = ({ parameters }: RunInfo): boolean => parameters * BYTES_PER_PARAMETER <= MAX_BYTES;

/** Asks for a snapshot now. A failure costs only the safety net, so it is logged and not shown. */
export const takeSnapshot: () => Promise<void> = coalesced(async () => {
  const { run } = app.getState();
  if (run === null || !isSmall(run)) return;
  try {
    const snapshot = await call.snapshot();
    if (app.getState().run?.id === run.id) last = { runId: run.id, snapshot, at: Date.now() };
  } catch (error) {
    if (isMimError(error, 'storage')) reportError(error);
    else logLine(`no snapshot: ${error instanceof Error ? error.message : String(error)}`);
  }
});

/** After steps or a `saved` event: only when the last one is old enough. */
export function snapshotIfDue(): void {
  const { run } = app.getState();
  if (run === null) return;
  if (last?.runId !== run.id || Date.now() - last.at >= SNAPSHOT_EVERY_MS) void takeSnapshot();
}
