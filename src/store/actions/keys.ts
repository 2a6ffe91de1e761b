/** @file Actions that only keys have: the next of a few, and steps over the patches. */

import { maskFrom } from '../../mim/grid.ts';
import { MASKS, type MaskId } from '../../mim/masks/index.ts';
import type { AppState } from '../state.ts';
import { app } from '../store.ts';
import { showFrame } from './live.ts';
import { setMaskBits, setMaskStrategy } from './mask.ts';
import { setBrush, setFocus, setReconstructionView } from './view.ts';

const VIEWS: readonly AppState['reconstructionView'][] = ['reconstruction', 'composite', 'error', 'split'];

const after = <T>(list: readonly T[], item: T): T => list[(list.indexOf(item) + 1) % list.length] ?? item;

export function nextMaskStrategy(): void {
  setMaskStrategy(after(Object.keys(MASKS) as MaskId[], app.getState().draft.mask.id));
}

export function nextReconstructionView(): void {
  setReconstructionView(after(VIEWS, app.getState().reconstructionView));
}

export function changeBrush(by: 1 | -1): void {
  setBrush(Math.min(3, Math.max(1, app.getState().brush + by)) as AppState['brush']);
}

/** The film strip, one frame back or forward; forward from the last one is the live view. */
export function stepFrame(by: 1 | -1): void {
  const { frames, shownFrame } = app.getState();
  const at = shownFrame === null ? frames.length : frames.indexOf(shownFrame);
  showFrame(frames[Math.max(0, at + by)] ?? null);
}

/** Moves the focus by rows and columns and stops at the edges; the first move lands on the middle patch. */
export function moveFocus(rows: number, cols: number): void {
  const { mask, focusPatch, lockedPatch } = app.getState();
  const side = Math.round(Math.sqrt(mask.length));
  const from = focusPatch ?? lockedPatch;
  if (from === null) {
    setFocus(Math.floor(side / 2) * side + Math.floor(side / 2));
    return;
  }
  const clamp = (at: number): number => Math.min(side - 1, Math.max(0, at));
  setFocus(clamp(Math.floor(from / side) + rows) * side + clamp((from % side) + cols));
}

/** Hides or reveals the patch in focus. */
export function toggleFocusPatch(): void {
  const { mask, focusPatch, lockedPatch } = app.getState();
  const patch = focusPatch ?? lockedPatch;
  if (patch === null) return;
  const next = maskFrom(mask);
  next[patch] = 1 - (next[patch] ?? 0);
  setMaskBits(next);
}
