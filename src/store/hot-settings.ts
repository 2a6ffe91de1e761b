/** @file Settings that act on the running run: sent when the hand rests, the latest wins, each marked on the curve. */

import { differences } from '../config/differences.ts';
import { hotOf, type HotSettings, type RunConfig } from '../config/run-config.ts';
import { call } from './client.ts';
import { isComparing } from './comparison.ts';
import { reportError } from './notices.ts';
import { coalesced, debounced } from './pace.ts';
import { updateRun } from './runs.ts';
import type { RunInfo } from '../protocol/api.ts';
import { app } from './store.ts';

/** A dragged slider sends some values a second, not hundreds. */
const REST_MS = 120;

const send = coalesced(async () => {
  const { run, draft } = app.getState();
  if (run === null || isComparing()) return; // an arm trains with the settings that it was opened with
  const settings = changedHot(run.config, draft);
  if (Object.keys(settings).length === 0) return;
  try {
    const info = await call.configure(settings);
    if (app.getState().run?.id !== run.id) return;
    markOnCurve(run, info);
    updateRun(info);
  } catch (error) {
    // Refused, so nothing has changed in the engine; the form must not say otherwise.
    if (app.getState().run?.id === run.id)
      app.setState({ draft: { ...app.getState().draft, ...hotOf(run.config) } });
    reportError(error);
  }
});

const sendSoon = debounced(() => void send(), REST_MS);

/** After a change of the draft. */
export const configureSoon = (): void => sendSoon();

/** Before training: what the form shows is what trains. */
export async function configureNow(): Promise<void> {
  sendSoon.flush();
  await send();
}

function changedHot(from: RunConfig, to: RunConfig): Partial<HotSettings> {
  // Another model brings its loss and mask along; they wait with it.
  if (from.model.id !== to.model.id) return {};
  const [old, wanted] = [hotOf(from), hotOf(to)];
  const changed = Object.entries(wanted).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key as keyof HotSettings]),
  );
  return Object.fromEntries(changed);
}

/** A change before the first step needs no tick: the curve has no part that it could explain. */
function markOnCurve(before: RunInfo, after: RunInfo): void {
  const step = Math.max(after.step, app.getState().run?.step ?? 0);
  if (step === 0) return;
  const ticks = differences(before.config, after.config).map(({ template, values }) => ({
    runId: after.id,
    step,
    template,
    values,
  }));
  app.setState(({ liveChanges }) => ({ liveChanges: [...liveChanges, ...ticks] }));
}
