/** @file Actions that change only how things are shown. */

import { switchLanguage } from '../../i18n/i18n.ts';
import { savePreferences } from '../preferences.ts';
import { shown } from '../notices.ts';
import type { AppState } from '../state.ts';
import { app } from '../store.ts';
import { refreshReconstruction, refreshSimilarity } from '../live.ts';

/** `pair` is the column of a similarity cell, while `patch` is its row. */
export function setFocus(patch: number | null, pair: number | null = null): void {
  const { focusPatch, pairPatch } = app.getState();
  if (focusPatch !== patch || pairPatch !== pair) app.setState({ focusPatch: patch, pairPatch: pair });
}

/** Locks a patch; `second` locks it as B, to compare with. Null unlocks both. */
export function lockFocus(patch: number | null, second = false): void {
  if (patch === null) app.setState({ lockedPatch: null, secondPatch: null });
  else if (second && app.getState().lockedPatch !== null) app.setState({ secondPatch: patch });
  else app.setState({ lockedPatch: patch, secondPatch: null });
}

export function setMatrix(change: Partial<AppState['matrix']>): void {
  const { matrix: before, similarity } = app.getState();
  const matrix = { ...before, ...change };
  app.setState({ matrix });
  const lacksOrder = matrix.order === 'cluster' && similarity?.fiedlerOrder === null;
  if (matrix.layer !== before.layer || matrix.seen !== before.seen || lacksOrder) refreshSimilarity();
}

export function setReconstructionView(reconstructionView: AppState['reconstructionView']): void {
  app.setState({ reconstructionView });
}

/** Un-normalises a normalised target with the true statistics of each patch, which gives part of the answer away. */
export function setTrueStatistics(trueStatistics: boolean): void {
  app.setState({ trueStatistics });
  refreshReconstruction();
}

export function setCurve(change: Partial<AppState['curve']>): void {
  app.setState(({ curve }) => ({ curve: { ...curve, ...change } }));
}

export function setZoom(zoomedPanel: AppState['zoomedPanel']): void {
  app.setState({ zoomedPanel });
}

export function setBrush(brush: AppState['brush']): void {
  app.setState({ brush });
}

export function setTool(tool: AppState['tool']): void {
  app.setState({ tool });
}

export function setHeat(heat: boolean, opacity?: number): void {
  app.setState({ heat, ...(opacity !== undefined && { heatOpacity: opacity }) });
}

export function setRailOpen(railOpen: boolean): void {
  app.setState({ railOpen });
}

export function setBench(benchTab: AppState['benchTab']): void {
  app.setState({ benchTab });
}

export function openDialog(dialog: AppState['dialog']): void {
  app.setState({ dialog });
}

/** Settles when the words are there; the page then renders in that language. */
export async function setLanguage(language: AppState['language']): Promise<void> {
  await shown(() => switchLanguage(language));
  app.setState({ language });
}

export function setTheme(theme: AppState['theme']): void {
  app.setState({ theme });
  savePreferences(app.getState());
}

/** Single-letter keys on or off (WCAG 2.1.4). */
export function setShortcuts(shortcuts: boolean): void {
  app.setState({ shortcuts });
  savePreferences(app.getState());
}
