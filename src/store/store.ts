/** @file The one store of the page, and the hook that panels read it with. */

import { layersOf } from '../config/model-shape.ts';
import { temporal } from 'zundo';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { DEFAULT_PRESET, PRESETS } from '../config/presets.ts';
import { gridOf, type RunConfig } from '../config/run-config.ts';
import { patchCount } from '../mim/grid.ts';
import { sampleMask } from '../mim/masks/index.ts';
import { rngOf } from '../lib/rng.ts';
import { loadPreferences } from './preferences.ts';
import type { AppState } from './state.ts';

/** The seed of the first mask: it leaves a part of each of the cat's eyes to go by. */
const FIRST_MASK_SEED = 7;

/** The shipped model's own settings: which grid its masks have, how many layers it has. */
export const SHIPPED: RunConfig = PRESETS['mae-m'].config;

/** The part of the state that undo and redo move through. */
export type Undoable = Pick<
  AppState,
  'mask' | 'maskSeed' | 'pinned' | 'previousMask' | 'draft' | 'removedImages' | 'removedRuns'
>;

const undoable = ({
  mask,
  maskSeed,
  pinned,
  previousMask,
  draft,
  removedImages,
  removedRuns,
}: AppState): Undoable => ({ mask, maskSeed, pinned, previousMask, draft, removedImages, removedRuns });

const sameUndoable = (a: Undoable, b: Undoable): boolean =>
  (Object.keys(a) as (keyof Undoable)[]).every((key) => a[key] === b[key]);

/** The state before the engine has said anything: the default preset, the shipped weights answering. */
export function initialState(): AppState {
  const draft = PRESETS[DEFAULT_PRESET].config;
  const grid = gridOf(SHIPPED);
  return {
    engine: null,
    status: 'starting',
    progress: null,
    notices: [],
    draft,
    run: null,
    runs: [],
    stored: null,
    liveChanges: [],
    historyVersion: 0,
    lastHeldOut: null,
    imagesPerSecond: null,
    image: { source: draft.data.source, index: 0 },
    picture: null,
    mask: sampleMask(grid, draft.mask, rngOf(FIRST_MASK_SEED, 'shown mask')),
    maskSeed: FIRST_MASK_SEED,
    previousMask: null,
    pinned: new Uint8Array(patchCount(grid)),
    answerer: 'shipped',
    reconstruction: null,
    failedToAnswer: false,
    similarity: null,
    sources: {},
    ownImages: [],
    removedImages: [],
    removedRuns: [],
    prediction: null,
    focusPatch: null,
    lockedPatch: null,
    secondPatch: null,
    pairPatch: null,
    heat: true,
    heatOpacity: 0.6,
    brush: 1,
    tool: 'brush',
    reconstructionView: 'reconstruction',
    trueStatistics: false,
    matrix: { layer: layersOf(SHIPPED.model), order: 'image', scale: 'auto', seen: 'all' },
    frames: [],
    shownFrame: null,
    zoomedPanel: 0,
    railOpen: true,
    hiddenParts: [],
    benchTab: null,
    curve: { smoothing: 0.6, log: false, axis: 'step', hoverStep: null },
    ...loadPreferences(),
    dialog: null,
    experiment: null,
    benchmark: { isRunning: false, report: null },
    canUndo: false,
    canRedo: false,
    log: [],
    lastError: null,
  };
}

/** Undo is off except inside `undoable` changes (undo.ts): news from the engine is no step back in time. */
export const app = createStore<AppState>()(
  temporal(initialState, { partialize: undoable, equality: sameUndoable, limit: 100 }),
);
app.temporal.getState().pause();

/** Re-renders only when what `select` returns changes; select a field or something memoised, never a fresh object. */
export const useApp = <T>(select: (state: AppState) => T): T => useStore(app, select);
