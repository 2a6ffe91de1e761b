/** @file Actions that choose what the live views show: whose answer, and which moment of the run. */

import type { Answerer } from '../../protocol/api.ts';
import { call } from '../client.ts';
import { loadFrame } from '../frames.ts';
import { loadPicture, lookAt, refreshLive } from '../live.ts';
import { shown } from '../notices.ts';
import { coalesced } from '../pace.ts';
import { app } from '../store.ts';

/** Lets the run or the shipped weights answer; a run that does not exist cannot. */
export async function setAnswerer(by: Answerer): Promise<void> {
  await shown(() => lookAt(by));
}

/** Shows a film-strip frame in place of the live view; null goes back to now. */
export function showFrame(step: number | null): void {
  const { shownFrame } = app.getState();
  if (step === shownFrame) return;
  app.setState({ shownFrame: step });
  if (step === null) {
    void loadPicture();
    refreshLive();
  } else void swapIn();
}

/** While the strip is being scrubbed only the newest wish counts. */
const swapIn = coalesced(async () => {
  const step = app.getState().shownFrame;
  if (step === null) return;
  const frame = await shown(() => loadFrame(step));
  if (app.getState().shownFrame !== step) return;
  if (frame === undefined) {
    showFrame(null);
    return;
  }
  const { image, reconstruction, similarity } = frame;
  const picture = await shown(() => call.picture(image, reconstruction.side));
  if (app.getState().shownFrame !== step) return;
  app.setState({ reconstruction, similarity, ...(picture !== undefined && { picture }) });
});
