/** @file Keeps an engine alive: notices a dead or hung worker, starts a fresh one and puts back what it knew. */

import { MimError } from '../lib/errors.ts';
import { createClient, type Client, type Remote } from '../lib/rpc.ts';
import type { EngineApi, EngineEvents, EngineInfo } from '../protocol/api.ts';
import type { EngineWorker } from './spawn-worker.ts';

export type Call = Remote<EngineApi>;

export interface Keeper {
  spawn(): EngineWorker;
  /** Starts the executor of a fresh worker. */
  start(call: Call, onCpu: boolean): Promise<EngineInfo>;
  /** Gives a fresh worker what the dead one knew; not called for the first. */
  restore(call: Call, cause: MimError): Promise<void>;
  /** The worker has just died; `error` is what its pending calls reject with. */
  died(error: MimError): void;
  /** No more fresh workers: they die as fast as they come. */
  gaveUp(error: unknown): void;
  news<E extends keyof EngineEvents>(name: E, data: EngineEvents[E]): void;
}

export interface Supervised {
  /** Calls wait until the engine has started, and again while a fresh worker is made ready. */
  readonly call: Call;
  /** Settles when the engine has started; rejects when there is no engine at all. */
  readonly ready: Promise<EngineInfo>;
  /** For what shows only inside a call or an event, such as a lost GPU. */
  declareDead(error: MimError): void;
  stop(): void;
}

const EVENTS = [
  'ready',
  'steps',
  'heldOut',
  'status',
  'frame',
  'progress',
  'saved',
  'heartbeat',
  'failed',
] as const;

/** The two sentences of our own about a worker that died; anything else is the engine's word. */
export const SILENT = 'The trainer has not answered for {{seconds}} s.';
export const STOPPED = 'The trainer stopped: {{reason}}.';

const CHECK_MS = 1000;
const SILENCE_MS = 10_000;
const SILENCE_STEPS = 5;
/** Code is being loaded or shaders compiled, which may block the worker. */
const SILENCE_AT_START_MS = 60_000;
/** A check this late means that the page itself slept: the worker's messages are still in the queue. */
const PAGE_SLEPT_MS = 4000;
const DEATHS_ALLOWED = 4;
const DEATHS_ALLOWED_AT_START = 2;
const DEATHS_WITHIN_MS = 120_000;
const GPU_LOSSES_ALLOWED = 1;

interface Life {
  readonly worker: EngineWorker;
  readonly client: Client<EngineApi, EngineEvents>;
  lastHeard: number;
  silenceAllowed: number;
  isCompiling: boolean;
}

export function supervise(keeper: Keeper): Supervised {
  let life: Life;
  let info: EngineInfo | null = null;
  let gpuLosses = 0;
  let deaths: number[] = [];
  let stopped = false;
  let made: Promise<EngineInfo>;

  const begin = async (cause: MimError | null): Promise<EngineInfo> => {
    const mine = born(
      keeper,
      (error) => die(mine, error),
      () => mine === life,
    );
    life = mine;
    try {
      const started = await keeper.start(mine.client.call, gpuLosses > GPU_LOSSES_ALLOWED);
      if (mine === life) info = started;
      if (cause !== null) await keeper.restore(mine.client.call, cause);
      return started;
    } catch (error) {
      if (isLoss(error)) die(mine, error); // a GPU can go as soon as it has come
      throw error;
    }
  };

  function die(victim: Life, error: MimError): void {
    if (victim !== life || stopped) return;
    if (info === null || info.backend === 'webgpu' || info.backend === 'webgl') gpuLosses++;
    const now = Date.now();
    deaths = [...deaths.filter((at) => now - at < DEATHS_WITHIN_MS), now];
    stopped = deaths.length > (info === null ? DEATHS_ALLOWED_AT_START : DEATHS_ALLOWED);
    victim.worker.terminate();
    keeper.died(error);
    make(stopped ? Promise.reject(error) : begin(error));
    victim.client.fail(error);
  }

  function make(next: Promise<EngineInfo>): void {
    made = next;
    next.catch((failure: unknown) => {
      if (made === next) keeper.gaveUp(failure);
    });
  }

  /** Settles when the newest worker is ready; one that dies while it is being made ready does not count. */
  async function working(): Promise<EngineInfo> {
    for (;;) {
      const waitedFor = made;
      const outcome = await waitedFor.catch((error: unknown) => {
        if (made === waitedFor) throw error;
        return null;
      });
      if (made === waitedFor && outcome !== null) return outcome;
    }
  }

  const watch = watchdog(
    () => life,
    (victim, silence) => die(victim, silent(silence)),
  );
  make(begin(null));
  return {
    call: guarded(working, () => life, die),
    ready: working(),
    declareDead: (error) => die(life, error),
    stop() {
      stopped = true;
      clearInterval(watch);
      life.worker.terminate();
      const off = new MimError('cancelled', 'the engine was switched off');
      made = Promise.reject(off);
      made.catch(() => undefined); // only later calls care
      life.client.fail(off);
    },
  };
}

/** Calls that wait until a worker is ready, and that notice when one rejects because its device is gone. */
function guarded(
  working: () => Promise<EngineInfo>,
  current: () => Life,
  die: (victim: Life, error: MimError) => void,
): Call {
  return new Proxy({} as Call, {
    get: (_, method) => {
      if (method === 'then') return undefined; // or `await` would take this for a promise and call it
      return async (...args: never[]) => {
        await working();
        const life = current();
        const send = life.client.call[method as keyof EngineApi] as (...args: never[]) => Promise<unknown>;
        try {
          return await send(...args);
        } catch (error) {
          if (isLoss(error)) die(life, error);
          throw error;
        }
      };
    },
  });
}

const isLoss = (error: unknown): error is MimError =>
  error instanceof MimError && error.code === 'device-lost';

function watchdog(
  current: () => Life,
  isSilent: (life: Life, milliseconds: number) => void,
): ReturnType<typeof setInterval> {
  let lastCheck = Date.now();
  return setInterval(() => {
    const now = Date.now();
    const life = current();
    const pageSlept = now - lastCheck > PAGE_SLEPT_MS;
    lastCheck = now;
    if (pageSlept) life.lastHeard = now;
    const silence = now - life.lastHeard;
    if (silence > (life.isCompiling ? SILENCE_AT_START_MS : life.silenceAllowed)) isSilent(life, silence);
  }, CHECK_MS);
}

const silent = (milliseconds: number): MimError =>
  new MimError('device-lost', SILENT, {
    values: { seconds: Math.round(milliseconds / 1000) },
  });

/**
 * A worker with a client, whose every sign of life and of death is heard. What arrives from it after another has taken
 * its place is not news: a loss that was told twice would count as two.
 */
function born(keeper: Keeper, died: (error: MimError) => void, isCurrent: () => boolean): Life {
  const worker = keeper.spawn();
  const life: Life = {
    worker,
    client: createClient<EngineApi, EngineEvents>(worker),
    lastHeard: Date.now(),
    silenceAllowed: SILENCE_AT_START_MS,
    isCompiling: false,
  };
  worker.addEventListener('message', () => {
    life.lastHeard = Date.now();
  });
  worker.onDeath((reason) => died(new MimError('device-lost', STOPPED, { values: { reason } })));
  for (const name of EVENTS) {
    life.client.on(name, (data) => {
      if (isCurrent()) keeper.news(name, data);
    });
  }
  life.client.on('heartbeat', ({ stepMilliseconds }) => {
    life.silenceAllowed = Math.max(SILENCE_MS, SILENCE_STEPS * stepMilliseconds);
  });
  life.client.on('status', (status) => {
    life.isCompiling = status === 'compiling';
  });
  return life;
}
