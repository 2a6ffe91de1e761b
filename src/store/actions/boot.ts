/** @file Starting up: the engine, the first live pictures, and the offer to go on with an earlier run. */

import { PRESETS, type PresetId } from '../../config/presets.ts';
import { call } from '../client.ts';
import { reportNoEngine, startEngine } from '../engine.ts';
import { loadPicture, refreshLive } from '../live.ts';
import { logLine, notify, shown } from '../notices.ts';
import { installMim } from '../mim.ts';
import { spawnWorker, type EngineWorker } from '../spawn-worker.ts';
import { app } from '../store.ts';
import { RESUME_OFFER } from '../stored-offer.ts';
import { loadSources } from './images.ts';
import { followLinks, takeLink } from './link.ts';
import { predict } from './settings.ts';
import { forgetStored, offerRemedies, resumeStored } from './training.ts';

/** From small to large; the largest whose step is quick enough is preselected. */
const SIZES: readonly PresetId[] = ['mae-xs', 'mae-s', 'mae-m'];
/** A step that takes longer makes a dull first minute. */
const QUICK_STEP_SECONDS = 0.15;

let booted: Promise<void> | null = null;

/** Starts the page's engine once; settles when it can work, or when it is clear that it cannot. */
export function boot(spawn: () => EngineWorker = spawnWorker): Promise<void> {
  booted ??= begin(spawn);
  return booted;
}

async function begin(spawn: () => EngineWorker): Promise<void> {
  offerRemedies();
  const linked = takeLink();
  followLinks();
  const backend = new URLSearchParams(location.search).get('backend') ?? undefined;
  const engine = startEngine({ spawn, backend, baseUrl: new URL('.', document.baseURI).href });
  installMim(engine.ready);
  try {
    const { backend: chosen, adapter, gigaflops } = await engine.ready;
    if (app.getState().status === 'starting') app.setState({ status: 'idle' });
    logLine(`engine ${chosen} on ${adapter}, ${gigaflops.toFixed(1)} GFLOP/s`);
  } catch (error) {
    reportNoEngine(error);
    return;
  }
  const isLinked = await linked;
  void loadPicture();
  refreshLive();
  void loadSources();
  void shown(isLinked ? predict : choosePresetForDevice);
  void shown(offerStored);
}

async function choosePresetForDevice(): Promise<void> {
  const untouched = app.getState().draft;
  const costs = await Promise.all(SIZES.map((id) => call.predict(PRESETS[id].config)));
  const quick = SIZES.findLastIndex((_, i) => (costs[i]?.secondsPerStep ?? Infinity) <= QUICK_STEP_SECONDS);
  const id = SIZES[Math.max(0, quick)];
  const { draft, run } = app.getState();
  if (id !== undefined && run === null && draft === untouched) app.setState({ draft: PRESETS[id].config });
  await predict();
}

async function offerStored(): Promise<void> {
  const stored = await call.storedRun();
  if (stored === null || app.getState().run !== null) return;
  const { parseNotes } = await import('../read-notes.ts');
  app.setState({ stored });
  notify({
    tone: 'info',
    template: RESUME_OFFER,
    values: { name: parseNotes(stored.page)?.name ?? stored.name, step: stored.step },
    action: { label: 'Continue', run: () => void resumeStored() },
    refusal: { label: 'Forget it', run: () => void forgetStored() },
  });
}
