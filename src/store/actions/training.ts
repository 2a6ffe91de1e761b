/** @file Actions on runs: train, pause, step, restart, rename, resume. */

import { call } from '../client.ts';
import { unpackHistory } from '../history.ts';
import { endComparison, isComparing } from '../comparison.ts';
import { configureNow } from '../hot-settings.ts';
import { remedies, shown } from '../notices.ts';
import { takeStoredImages } from '../own-images.ts';
import { keptData, openRun, pause, showKeepingMask, showRun, train, wantsTraining } from '../run-control.ts';
import { app } from '../store.ts';
import { withdrawOffer } from '../stored-offer.ts';
import { merged, pendingChanges } from '../changes.ts';

/** Trains until pressed again; opens a run of the draft where there is none. */
export async function toggleTraining(): Promise<void> {
  if (isComparing()) {
    await endComparison();
    return;
  }
  const { status } = app.getState();
  if (wantsTraining() || status === 'running' || status === 'compiling') await shown(pause);
  else await shown(trainAsShown);
}

async function trainAsShown(steps: number | null = null): Promise<void> {
  await configureNow();
  await train(steps);
}

/** Trains `n` more steps and pauses. */
export async function stepOnce(n = 1): Promise<void> {
  await shown(async () => {
    await endComparison();
    if (wantsTraining()) await pause();
    await trainAsShown(n);
  });
}

/** Opens a new run with the draft, and trains on if the old one was training; that one stays in the list. */
export async function restart(): Promise<void> {
  await shown(async () => {
    await endComparison();
    const goesOn = wantsTraining();
    if (goesOn) await pause();
    try {
      await openRun(app.getState().draft);
    } finally {
      // A refused draft leaves the old run, and that goes on as before.
      if (goesOn) void shown(() => train(null));
    }
  });
}

/** Makes the shipped weights the run, to train on from there. */
export async function useShipped(): Promise<void> {
  await shown(async () => {
    await endComparison();
    if (wantsTraining()) await pause();
    await call.openShipped(keptData());
    await showKeepingMask();
  });
}

export function renameRun(id: string, name: string): void {
  const trimmed = name.trim().slice(0, 60);
  if (trimmed === '') return;
  app.setState(({ runs }) => ({
    runs: runs.map((run) => (run.id === id ? { ...run, name: trimmed } : run)),
  }));
}

/** Goes on with the run that an earlier visit left, with its name and curve. */
export async function resumeStored(): Promise<void> {
  const { stored } = app.getState();
  if (stored === null) return;
  withdrawOffer();
  await shown(async () => {
    if (wantsTraining()) await pause();
    await takeStoredImages(call);
    const info = await call.resumeStored();
    const { parseNotes } = await import('../read-notes.ts');
    const notes = parseNotes(stored.page);
    if (notes !== null) {
      unpackHistory(info.id, notes.history);
      const { maskSeed, ...curve } = notes.view;
      app.setState((state) => ({
        maskSeed,
        curve: { ...state.curve, ...curve },
        historyVersion: state.historyVersion + 1,
        lastHeldOut: notes.history.heldOut.at(-1) ?? null,
      }));
    }
    showRun(info, notes?.name ?? stored.name);
  });
}

/** Removes the run that an earlier visit left from this device. */
export async function forgetStored(): Promise<void> {
  withdrawOffer();
  await shown(() => call.forgetStored());
}

/** What to offer beside errors that have a known way on. */
export function offerRemedies(): void {
  remedies.set('diverged', () => ({
    label: 'Halve the learning rate and continue',
    run: () => {
      const { draft } = app.getState();
      const learningRate = draft.optimizer.learningRate / 2;
      app.setState({ draft: merged(draft, { optimizer: { learningRate } }) });
      void shown(trainAsShown);
    },
  }));
  remedies.set('out-of-memory', () => {
    const { draft } = app.getState();
    const batch = Math.floor(draft.batch / 2);
    if (batch < 1) return undefined;
    return {
      label: 'Halve the batch and continue',
      run: () => {
        app.setState({ draft: { ...app.getState().draft, batch } });
        const { run } = app.getState();
        const needsRestart = run === null || pendingChanges(app.getState()).length > 0;
        void (needsRestart ? restart() : shown(trainAsShown));
      },
    };
  });
}
