/** @file Actions on the settings: the draft, presets, undo and redo. */

import { presetOf } from '../../config/preset-of.ts';
import { PRESETS, type PresetId } from '../../config/presets.ts';
import type { DeepPartial, RunConfig } from '../../config/run-config.ts';
import { patchCount } from '../../mim/grid.ts';
import { defaultsFor, merged } from '../changes.ts';
import { call } from '../client.ts';
import { configureSoon } from '../hot-settings.ts';
import { refreshMasked } from '../live.ts';
import { isMimError, logLine } from '../notices.ts';
import { coalesced, debounced } from '../pace.ts';
import { redrawMask } from '../redraw.ts';
import { drawMask, shownGrid } from '../shown.ts';
import { app } from '../store.ts';
import type { AppState } from '../state.ts';
import { stepBack, stepForward, undoable } from '../undo.ts';
import { syncRemovals } from './removals.ts';
import { restart } from './training.ts';

/**
 * Changes the form. Hot settings reach the running run when the hand rests; cold ones wait for {@link applyPending}.
 * A new `id` of a choice brings that plug-in's defaults along.
 */
export function updateDraft(change: DeepPartial<RunConfig>): void {
  setDraft(merged(app.getState().draft, change), pathsOf(change).join(' '));
}

/** Back to the preset's value, or the plug-in's default where the preset has another plug-in. `path` is dotted. */
export function resetDraft(path: string): void {
  const { draft } = app.getState();
  const preset = presetOf(draft.preset).config;
  const [top = '', ...rest] = path.split('.');
  const kept = valueAt(draft, [top, 'id']);
  const isPresets = rest.length === 0 || typeof kept !== 'string' || kept === valueAt(preset, [top, 'id']);
  const start = isPresets ? valueAt(preset, [top, ...rest]) : valueAt(defaultsFor(top, kept), rest);
  const change = [top, ...rest].reduceRight<unknown>((value, key) => ({ [key]: value }), start);
  updateDraft(change as DeepPartial<RunConfig>);
}

/** A preset's model and training; images and seed stay as they are, and the mask where both methods hide alike. */
export function choosePreset(id: PresetId): void {
  const { data, mask, seed, preset } = app.getState().draft;
  const { config } = PRESETS[id];
  const hidesAlike = config.mask.id === presetOf(preset).config.mask.id;
  setDraft({ ...config, data, seed, ...(hidesAlike && { mask }) }, 'preset');
}

/** Opens a new run with the changes that wait; the old one stays in the list. */
export const applyPending = (): Promise<void> => restart();

export function undo(): void {
  move(stepBack);
}

export function redo(): void {
  move(stepForward);
}

/** Asks what the draft would take on this device; the answer is `prediction`. */
export const predict: () => Promise<void> = coalesced(async () => {
  const { draft } = app.getState();
  try {
    app.setState({ prediction: await call.predict(draft) });
  } catch (error) {
    // A draft that cannot be built has no size; restarting will say why.
    app.setState({ prediction: null });
    if (!isMimError(error, 'bad-config')) logLine(`no prediction: ${String(error)}`);
  }
});

const PREDICT_REST_MS = 150;
const predictSoon = debounced(() => void predict(), PREDICT_REST_MS);

function setDraft(draft: RunConfig, kind: string): void {
  const before = app.getState();
  undoable(`draft ${kind}`, () => {
    app.setState({ draft, ...(draft.mask !== before.draft.mask && { previousMask: null }) });
    if (draft.mask !== before.draft.mask) redrawMask();
  });
  settingsChanged(before);
}

function settingsChanged(before: AppState): void {
  const { draft, mask } = app.getState();
  if (draft !== before.draft) {
    configureSoon();
    predictSoon();
  }
  if (mask !== before.mask) refreshMasked();
}

function move(step: () => void): void {
  const before = app.getState();
  step();
  const state = app.getState();
  const grid = shownGrid(state);
  if (state.mask.length !== patchCount(grid)) {
    // That mask belonged to a model with other patches.
    app.setState({
      mask: drawMask(grid, state.draft.mask, state.maskSeed, state),
      pinned: new Uint8Array(patchCount(grid)),
    });
  }
  settingsChanged(before);
  void syncRemovals(before);
}

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );

function pathsOf(change: object, prefix = ''): string[] {
  return Object.entries(change).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? pathsOf(value, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );
}
