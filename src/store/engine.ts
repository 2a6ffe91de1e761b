/** @file The page's engine: worker, supervision and recovery wired to the state. */

import type { EngineInfo } from '../protocol/api.ts';
import { fromWire, MimError } from '../lib/errors.ts';
import { attachEngine } from './client.ts';
import { forgetSpeed, hear } from './events.ts';
import { refreshLive } from './live.ts';
import { announced, notify, reportError, shown } from './notices.ts';
import { giveImagesBack } from './own-images.ts';
import { rememberPage } from './page-notes.ts';
import { continueTraining, showProbe } from './run-control.ts';
import { adoptRestored } from './runs.ts';
import { lastSnapshot, moveSnapshot } from './snapshots.ts';
import type { EngineWorker } from './spawn-worker.ts';
import { app } from './store.ts';
import { SILENT, STOPPED, supervise, type Call, type Supervised } from './supervisor.ts';

interface EngineOptions {
  readonly spawn: () => EngineWorker;
  /** From `?backend=…`: no other may be used. */
  readonly backend?: string | undefined;
  /** Where the page's data files lie, ending in `/`. */
  readonly baseUrl: string;
}

/** Starts the engine; `ready` rejects where it cannot start at all, e.g. with a forced backend that is not there. */
export function startEngine({ spawn, backend, baseUrl }: EngineOptions): Supervised {
  let isOnCpu = false;
  const engine = supervise({
    spawn,
    async start(call, onCpu) {
      isOnCpu = onCpu;
      const info = onCpu
        ? await startOnCpu(call, baseUrl)
        : await call.start({ baseUrl, ...(backend !== undefined && { backend }) });
      const isFirst = app.getState().engine === null;
      app.setState({ engine: info });
      if (isFirst && backend === undefined) sayWhatRuns(info);
      return info;
    },
    async restore(call, cause) {
      await putBack(call);
      app.setState({ status: 'idle' });
      announceRecovery(cause, isOnCpu);
      afterwards();
    },
    died(error) {
      announced.add(error);
      forgetSpeed();
      app.setState({ status: 'starting', progress: null });
    },
    gaveUp(failure) {
      app.setState({ status: 'idle' });
      if (app.getState().engine === null) return; // `ready` rejects, and boot says so
      notify({
        tone: 'error',
        template: 'The trainer keeps stopping: {{reason}}',
        values: { reason: failure instanceof Error ? failure.message : String(failure) },
        hint: 'Reload the page; the last snapshot is offered again.',
      });
    },
    news(name, data) {
      const death = name === 'failed' ? deathIn(fromWire(data as Parameters<typeof fromWire>[0])) : null;
      if (death !== null) engine.declareDead(death);
      else hear(name, data);
    },
  });
  attachEngine(engine.call);
  return engine;
}

/** A lost device, or a mistake outside every call, after which nothing in the worker can be trusted. */
function deathIn(failed: MimError): MimError | null {
  if (failed.code === 'device-lost') return failed;
  if (failed.code !== 'internal') return null;
  return new MimError('device-lost', STOPPED, { values: { reason: failed.message }, cause: failed });
}

/** `wasm` is the CPU executor with SIMD, `cpu` the one for browsers without. */
async function startOnCpu(call: Call, baseUrl: string): Promise<EngineInfo> {
  try {
    return await call.start({ backend: 'wasm', baseUrl });
  } catch (error) {
    if (!(error instanceof MimError)) throw error;
    return await call.start({ backend: 'cpu', baseUrl });
  }
}

/** Images first, because the run's data may be among them; then the run from its last snapshot, or from its seed. */
async function putBack(call: Call): Promise<void> {
  await giveImagesBack(call);
  const { run } = app.getState();
  if (run === null) return;
  const snapshot = lastSnapshot(run.id);
  const info = snapshot === null ? await call.open(run.config) : await call.restore(snapshot);
  moveSnapshot(info.id);
  adoptRestored(info);
}

/** What may only be asked once the fresh worker is the engine again. */
function afterwards(): void {
  void shown(showProbe);
  void rememberPage();
  refreshLive();
  void shown(continueTraining);
}

function announceRecovery({ template }: MimError, isOnCpu: boolean): void {
  const step = app.getState().run?.step;
  if (step === undefined) {
    notify({ tone: 'warning', template: 'The trainer stopped and was started again. Nothing was lost.' });
    return;
  }
  const isWorkers = template === SILENT || template === STOPPED;
  notify({
    tone: 'warning',
    template: isOnCpu
      ? 'The GPU was lost twice, so this goes on on the CPU, from step {{step}}.'
      : isWorkers
        ? 'The trainer stopped and was started again. Restored to step {{step}}.'
        : 'The GPU was reset by the system. Restored to step {{step}}.',
    values: { step },
  });
}

const BACKENDS: Readonly<Record<EngineInfo['backend'], string>> = {
  webgpu: 'WebGPU in software',
  webgl: 'WebGL',
  wasm: 'the CPU (WebAssembly)',
  cpu: 'the CPU',
};

function sayWhatRuns({ backend, software }: EngineInfo): void {
  if (backend === 'webgpu' && !software) return;
  notify({
    tone: 'info',
    template:
      'No hardware WebGPU here, so this runs on {{backend}}. Everything works; the model size was chosen for this device.',
    values: { backend: BACKENDS[backend] },
  });
}

/** For a failure to start: a sentence instead of an empty page. */
export function reportNoEngine(error: unknown): void {
  app.setState({ status: 'idle' });
  reportError(error);
}
