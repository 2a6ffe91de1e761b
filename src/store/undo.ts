/** @file Undo and redo of strokes, settings and removals: what counts as one step, and what one step restores. */

import { app } from './store.ts';

/** Changes of one kind that follow each other within this time are one step back, e.g. the drag of a slider. */
const SAME_STEP_MS = 1000;

let group: string | null = null;
let groupUntil = 0;

/**
 * Makes a change that undo can take back. Changes with the same `kind` in quick succession count as one; with
 * `lasting`, until {@link endStep} (a brush stroke).
 */
export function undoable(kind: string, change: () => void, lasting = false): void {
  const now = Date.now();
  const goesOn = group === kind && now < groupUntil;
  group = kind;
  groupUntil = lasting ? Infinity : now + SAME_STEP_MS;
  const history = app.temporal.getState();
  if (!goesOn) history.resume();
  change();
  history.pause();
  mirror();
}

/** The next change starts a step of its own. */
export function endStep(): void {
  group = null;
}

export function stepBack(): void {
  endStep();
  app.temporal.getState().undo();
  mirror();
}

export function stepForward(): void {
  endStep();
  app.temporal.getState().redo();
  mirror();
}

export function forgetSteps(): void {
  endStep();
  app.temporal.getState().clear();
  mirror();
}

function mirror(): void {
  const { pastStates, futureStates } = app.temporal.getState();
  const canUndo = pastStates.length > 0;
  const canRedo = futureStates.length > 0;
  const state = app.getState();
  if (state.canUndo !== canUndo || state.canRedo !== canRedo) app.setState({ canUndo, canRedo });
}
