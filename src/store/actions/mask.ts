/** @file Actions on the mask: painting, strategies, ratio, seed, pins. */

import { rngOf } from '../../lib/rng.ts';
import { keptByRatio, maskFrom, patchCount, ratioForHidden, type PatchMask } from '../../mim/grid.ts';
import {
  defaultMask,
  expectedHidden,
  MASKS,
  needsContent,
  type MaskChoice,
  type MaskId,
} from '../../mim/masks/index.ts';
import { encodePainted } from '../../mim/masks/painted.ts';
import { slackOf } from '../../mim/masks/square.ts';
import { configureSoon } from '../hot-settings.ts';
import { refreshMasked } from '../live.ts';
import { redrawMask } from '../redraw.ts';
import { shownGrid } from '../shown.ts';
import { app } from '../store.ts';
import { endStep, undoable } from '../undo.ts';

const STROKE = 'stroke';
/** Seeds that the dice button gives: short enough to read out. */
const SEEDS = 10_000;
const MAX_RATIO = MASKS.random.params.ratio.max;

/** Part of a stroke: hides or reveals patches. Everything until {@link endStroke} is one step of undo. */
export function paint(patches: readonly number[], hide: boolean): void {
  const { mask } = app.getState();
  const next = mask.slice() as PatchMask;
  for (const patch of patches) {
    if (patch >= 0 && patch < next.length) next[patch] = hide ? 1 : 0;
  }
  if (!next.includes(0)) next[patches[0] ?? 0] = 0; // a model that sees nothing has nothing to go on
  if (next.every((bit, i) => bit === mask[i])) return;
  undoable(STROKE, () => showPainted(next), true);
  refreshMasked();
}

/** The hand is off the picture: training gets the painted mask. */
export function endStroke(): void {
  endStep();
  configureSoon();
}

/** A whole mask at once, e.g. a rectangle; becomes the painted one. */
export function setMaskBits(bits: ArrayLike<number>): void {
  if (bits.length !== app.getState().mask.length) return;
  const mask = maskFrom(bits);
  if (!mask.includes(0)) mask[Math.floor(mask.length / 2)] = 0;
  undoable('mask bits', () => showPainted(mask));
  endStroke();
  refreshMasked();
}

export function invertMask(): void {
  setMaskBits(app.getState().mask.map((bit) => 1 - bit));
}

/** Reveals every patch. */
export function clearMask(): void {
  setMaskBits(new Uint8Array(app.getState().mask.length));
}

export function newSeed(): void {
  setSeed(rngOf(app.getState().maskSeed, 'next mask seed').int(SEEDS));
}

/** Another draw of the strategy; a painted mask gives way to the strategy that it replaced. */
export function setSeed(maskSeed: number): void {
  if (!Number.isSafeInteger(maskSeed)) return;
  changeMask('mask seed', lastDrawn(), maskSeed);
}

/**
 * Hides exactly `count` patches of the picture on screen, as far as the strategy can: where it has no such mask and
 * would stay as it is (a square, a lattice), the next one on the way there and beyond.
 */
export function setHidden(count: number): void {
  const grid = shownGrid(app.getState());
  const n = patchCount(grid);
  const most = Math.floor(n * MAX_RATIO);
  const choice = lastDrawn();
  if (!('ratio' in choice)) return;
  const withHidden = (hidden: number): MaskChoice => ({ ...choice, ratio: ratioForHidden(n, hidden) });
  const now = expectedHidden(grid, choice);
  let hidden = Math.min(Math.max(0, Math.round(count)), most);
  const way = Math.sign(hidden - (needsContent(choice) ? n - keptByRatio(n, choice.ratio) : now));
  while (hidden > 0 && hidden < most && expectedHidden(grid, withHidden(hidden)) === now) {
    if (way === 0) break;
    hidden += way;
  }
  changeMask('mask ratio', withHidden(hidden));
}

/** By id: with that strategy's defaults and the ratio of the one before. `painted` keeps the mask on screen. */
export function setMaskStrategy(choice: MaskChoice | MaskId): void {
  const state = app.getState();
  const id = typeof choice === 'string' ? choice : choice.id;
  if (id === 'painted' && (typeof choice === 'string' || ('bits' in choice && choice.bits === ''))) {
    setMaskBits(state.mask);
    return;
  }
  if (typeof choice !== 'string') {
    changeMask('mask strategy', choice);
    return;
  }
  const last = lastDrawn();
  const fresh: MaskChoice = defaultMask(id);
  const { mask: now } = state.draft;
  const kept = {
    ...('ratio' in fresh && 'ratio' in last && { ratio: last.ratio }),
    ...('bits' in fresh && 'bits' in now && { bits: now.bits }), // what was painted is the object
  };
  changeMask('mask strategy', { ...fresh, ...kept });
}

/** Where `at` is on a way of `room` patches, 0..1. */
const placeIn = (at: number, room: number): number =>
  room === 0 ? 0.5 : Math.min(1, Math.max(0, at / room));

/** Moves the square of the square strategy: its upper left patch comes as near to this place as it can. */
export function putSquare(row: number, col: number): void {
  const state = app.getState();
  const choice = state.draft.mask;
  if (choice.id !== 'square') return;
  const slack = slackOf(shownGrid(state), choice.ratio);
  changeMask('square', {
    ...choice,
    place: 'here',
    x: placeIn(col, slack.cols),
    y: placeIn(row, slack.rows),
  });
}

/** Back to the strategy that painting replaced. */
export function revertMaskStrategy(): void {
  const { previousMask } = app.getState();
  if (previousMask !== null) changeMask('mask strategy', previousMask);
}

/** Pinned patches keep their state through a new seed, ratio or strategy. */
export function togglePin(patch: number): void {
  const pinned = app.getState().pinned.slice();
  if (patch < 0 || patch >= pinned.length) return;
  pinned[patch] = pinned[patch] === 0 ? 1 : 0;
  undoable(`pin ${patch}`, () => app.setState({ pinned }));
}

/** The strategy that draws masks by itself: the chosen one, or what painting replaced. */
function lastDrawn(): MaskChoice {
  const { draft, previousMask } = app.getState();
  return draft.mask.id === 'painted' ? (previousMask ?? defaultMask('random')) : draft.mask;
}

function changeMask(kind: string, choice: MaskChoice, maskSeed = app.getState().maskSeed): void {
  undoable(kind, () => {
    const { draft } = app.getState();
    app.setState({ draft: { ...draft, mask: choice }, maskSeed, previousMask: null });
    redrawMask();
  });
  configureSoon();
  refreshMasked();
}

function showPainted(mask: PatchMask): void {
  const state = app.getState();
  const { draft } = state;
  const bits = encodePainted(shownGrid(state), mask);
  app.setState({
    mask,
    draft: { ...draft, mask: { id: 'painted', bits } },
    previousMask: draft.mask.id === 'painted' ? state.previousMask : draft.mask,
  });
}
