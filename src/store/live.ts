/** @file The live pictures: one request in flight per panel, the latest wish wins, and old answers never replace new ones. */

import { layersOf } from '../config/model-shape.ts';
import { gridOf } from '../config/run-config.ts';
import { hiddenCount, maskHash, type PatchMask } from '../mim/grid.ts';
import type { Answerer, EngineApi, ImageRef, Reconstruction } from '../protocol/api.ts';
import { call } from './client.ts';
import { isMimError, logLine, notify, reportError, shown } from './notices.ts';
import { coalesced } from './pace.ts';
import { redrawForContent } from './redraw.ts';
import { fitTo, shownConfig } from './shown.ts';
import type { AppState } from './state.ts';
import { app, SHIPPED } from './store.ts';
import { isSeen } from './visible.ts';

/** At most four refreshes a second while training. */
const REFRESH_MS = 250;

export const refreshReconstruction: () => void = coalesced(async () => {
  const asked = app.getState();
  if (!canAnswer(asked) || asked.shownFrame !== null) return;
  if (asked.answerer === 'run' && asked.run?.hasDecoder !== true) {
    app.setState({ reconstruction: null, failedToAnswer: false });
    return;
  }
  const { image, mask, answerer: by, trueStatistics } = asked;
  const reply = await answered({ image, mask, by, trueStatistics });
  if (reply === undefined || !isStillWanted(asked)) return;
  if (reply !== null) checkMask(mask, reply.mask);
  app.setState({ reconstruction: reply, failedToAnswer: reply === null });
});

/** Null where there is no answer, and a sentence says why; undefined where a fresh worker is about to give one. */
async function answered(
  request: Parameters<EngineApi['reconstruct']>[0],
): Promise<Reconstruction | null | undefined> {
  try {
    return await call.reconstruct(request);
  } catch (error) {
    reportError(error);
    return isMimError(error, 'device-lost') || isMimError(error, 'cancelled') ? undefined : null;
  }
}

export const refreshSimilarity: () => void = coalesced(async () => {
  const asked = app.getState();
  if (!canAnswer(asked) || asked.shownFrame !== null) return;
  const { image, answerer: by, mask, matrix } = asked;
  const layer = Math.min(matrix.layer, layersOf(shownConfig(asked).model));
  const seen = matrix.seen === 'visible' ? { mask } : {};
  const clustered = matrix.order === 'cluster';
  const similarity = await shown(() => call.similarity({ image, layer, by, clustered, ...seen }));
  if (similarity !== undefined && isStillWanted(asked)) app.setState({ similarity });
});

/** After a change of image or model. */
export function refreshLive(): void {
  refreshReconstruction();
  refreshSimilarity();
}

/** After a change of the mask. */
export function refreshMasked(): void {
  refreshReconstruction();
  if (app.getState().matrix.seen === 'visible') refreshSimilarity();
}

let refreshedAt = 0;

/** After training steps: what can be seen, at most four times a second. */
export function refreshWhileTraining(): void {
  const now = Date.now();
  if (app.getState().answerer !== 'run' || now - refreshedAt < REFRESH_MS) return;
  refreshedAt = now;
  if (isSeen('reconstruction')) refreshReconstruction();
  if (isSeen('similarity')) refreshSimilarity();
}

/** The picture itself, at the size that the model sees. One that takes long does not hold up the next. */
export async function loadPicture(): Promise<void> {
  const { image, answerer, run } = app.getState();
  const { side } = shownConfig({ answerer, run }).data;
  const picture = await shown(() => call.picture(image, side));
  const now = app.getState();
  if (picture === undefined || now.image !== image || shownConfig(now).data.side !== side) return;
  app.setState({ picture });
  if (redrawForContent()) refreshMasked();
}

/**
 * Lets the run or the shipped weights answer. The screen changes in one go, when the first answer is there: until then
 * the other model's pictures stay.
 */
export async function lookAt(by: Answerer): Promise<void> {
  const before = app.getState();
  if (by === 'run' && before.run === null) return;
  const config = shownConfig({ answerer: by, run: before.run });
  const fit = fitTo(gridOf(config), before);
  const layer = matchingLayer(before, layersOf(config.model));
  const change: Partial<AppState> = {
    answerer: by,
    shownFrame: null,
    matrix: { ...before.matrix, layer },
    ...fit,
  };
  const mask = fit.mask ?? before.mask;
  if (by === 'shipped' || before.run?.hasDecoder === true) {
    const { image, trueStatistics } = before;
    const reconstruction = await shown(() => call.reconstruct({ image, mask, by, trueStatistics }));
    if (reconstruction === undefined || app.getState().run?.id !== before.run?.id) return;
    checkMask(mask, reconstruction.mask);
    app.setState({ ...change, reconstruction, failedToAnswer: false });
  } else {
    app.setState({ ...change, reconstruction: null, failedToAnswer: false });
  }
  if (app.getState().picture?.side !== config.data.side) void loadPicture();
  refreshLive();
}

/** The last layer stays the last one in a model of another depth. */
function matchingLayer(state: AppState, depth: number): number {
  const old = layersOf(shownConfig(state).model);
  return state.matrix.layer >= old ? depth : Math.min(state.matrix.layer, depth);
}

const canAnswer = ({ engine, answerer, run, mask }: AppState): boolean => {
  if (engine === null || (answerer === 'run' && run === null)) return false;
  const { rows, cols } = gridOf(answerer === 'run' && run !== null ? run.config : SHIPPED);
  return mask.length === rows * cols;
};

const sameImage = (a: ImageRef, b: ImageRef): boolean => a.source === b.source && a.index === b.index;

/** An answer for an older mask may show while a newer one is on its way; one of another picture or model may not. */
function isStillWanted(asked: AppState): boolean {
  const now = app.getState();
  return (
    now.shownFrame === null &&
    now.answerer === asked.answerer &&
    now.run?.id === asked.run?.id &&
    sameImage(now.image, asked.image)
  );
}

let lastLogged = '';

/** The mask that the model used must be the one that was asked for, which is the one on screen. */
function checkMask(asked: PatchMask, used: Uint8Array): void {
  const [want, got] = [maskHash(asked), maskHash(used)];
  if (want !== got || asked.length !== used.length) {
    notify({
      tone: 'error',
      template: 'The model used mask {{got}}, but the screen shows mask {{want}}.',
      values: { got, want },
      hint: 'This is a mistake of ours; reload the page and report it with these two numbers.',
    });
  } else if (got !== lastLogged) {
    lastLogged = got;
    logLine(`mask ${got}: ${hiddenCount(used)} of ${used.length} hidden, used by the model as shown`);
  }
}
