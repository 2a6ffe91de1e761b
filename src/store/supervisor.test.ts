import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MimError, toWire } from '../lib/errors.ts';
import type { EngineInfo } from '../protocol/api.ts';
import type { EngineWorker } from './spawn-worker.ts';
import { supervise, type Keeper } from './supervisor.ts';

type Heard = (event: { readonly data: unknown }) => void;

/** A worker whose messages arrive at once, so that fake timers see all of it. */
function handWorker(): EngineWorker & {
  say(name: string, data: unknown): void;
  die(why: string): void;
  /** Rejects the last call of a method. */
  fail(method: string, error: MimError): void;
  ended: boolean;
} {
  const listeners: Heard[] = [];
  let death: (reason: string) => void = () => undefined;
  const tell: Heard = (event) => listeners.forEach((listener) => listener(event));
  const calls = new Map<string, number>();
  const worker = {
    ended: false,
    postMessage(message: unknown) {
      const { id, method } = message as { id: number; method: string };
      calls.set(method, id);
      const value: Partial<EngineInfo> = { backend: 'webgpu' };
      if (method !== 'train') queueMicrotask(() => tell({ data: { kind: 'return', id, value } }));
    },
    addEventListener: (_: 'message', listener: Heard) => void listeners.push(listener),
    onDeath: (listener: (reason: string) => void) => {
      death = listener;
    },
    terminate() {
      worker.ended = true;
    },
    say: (name: string, data: unknown) => tell({ data: { kind: 'event', name, data } }),
    die: (why: string) => death(why),
    fail: (method: string, error: MimError) =>
      tell({ data: { kind: 'throw', id: calls.get(method), error: toWire(error) } }),
  };
  return worker;
}

function kept() {
  const workers: ReturnType<typeof handWorker>[] = [];
  const started: boolean[] = [];
  const restored: string[] = [];
  const gaveUp = vi.fn<(error: unknown) => void>();
  const died = vi.fn<(error: MimError) => void>();
  const keeper: Keeper = {
    spawn() {
      const worker = handWorker();
      workers.push(worker);
      return worker;
    },
    start(call, onCpu) {
      started.push(onCpu);
      return call.start({ baseUrl: '' });
    },
    async restore(_, cause) {
      restored.push(cause.message);
    },
    died,
    gaveUp,
    news: () => undefined,
  };
  const beat = (worker: ReturnType<typeof handWorker>, stepMilliseconds = 0): void =>
    worker.say('heartbeat', { stepMilliseconds });
  return { keeper, workers, started, restored, gaveUp, died, beat };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('supervise', () => {
  it('ends a worker that is silent for ten seconds, and starts another', async () => {
    const { keeper, workers, restored, beat } = kept();
    const { ready, stop } = supervise(keeper);
    await ready;
    beat(workers[0]!);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(workers[0]!.ended).toBe(true);
    expect(workers).toHaveLength(2);
    expect(restored).toEqual([expect.stringMatching(/has not answered for 1\d s/)]);
    stop();
  });

  it('gives slow steps five of their own lengths', async () => {
    const { keeper, workers, beat } = kept();
    const { ready, stop } = supervise(keeper);
    await ready;
    beat(workers[0]!, 4_000);
    await vi.advanceTimersByTimeAsync(19_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(workers).toHaveLength(2);
    stop();
  });

  it('does not mistake its own sleep for the death of the worker', async () => {
    const { keeper, workers, beat } = kept();
    const { ready, stop } = supervise(keeper);
    await ready;
    beat(workers[0]!);
    vi.setSystemTime(Date.now() + 3_600_000); // the lid was closed
    await vi.advanceTimersByTimeAsync(2_000);
    expect(workers).toHaveLength(1);
    stop();
  });

  it('rejects what is under way with a sentence, and lets later calls wait for the fresh worker', async () => {
    const { keeper, workers } = kept();
    const { ready, call, stop } = supervise(keeper);
    await ready;
    const training = call.train(null);
    training.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.die('out of luck');
    await expect(training).rejects.toMatchObject({
      code: 'device-lost',
      message: 'The trainer stopped: out of luck.',
    });
    await expect(call.pause()).resolves.toBeDefined();
    expect(workers).toHaveLength(2);
    stop();
  });

  it('turns to the CPU after the second loss of a GPU', async () => {
    const { keeper, workers, started } = kept();
    const { ready, declareDead, call, stop } = supervise(keeper);
    await ready;
    for (let loss = 0; loss < 2; loss++) {
      declareDead(new MimError('device-lost', 'gone'));
      await call.pause();
    }
    expect(workers).toHaveLength(3);
    expect(started).toEqual([false, false, true]);
    stop();
  });

  it('counts one loss once, though a call and an event of the worker both tell of it', async () => {
    const { keeper, workers, started } = kept();
    keeper.news = (name) => {
      if (name === 'failed') declareDead(new MimError('device-lost', 'gone'));
    };
    const { ready, declareDead, call, stop } = supervise(keeper);
    await ready;
    const training = call.train(null);
    training.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.fail('train', new MimError('device-lost', 'gone while its result was awaited'));
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.say('failed', {});
    await call.pause();
    expect(workers).toHaveLength(2);
    expect(started).toEqual([false, false]);
    stop();
  });

  it('takes a GPU that goes while the engine starts for a loss, not for the end', async () => {
    const { keeper, workers, started, gaveUp } = kept();
    const { start } = keeper;
    let failures = 2;
    keeper.start = async (remote, onCpu) => {
      const info = await start(remote, onCpu);
      if (failures-- > 0) throw new MimError('device-lost', 'gone');
      return info;
    };
    const { ready, stop } = supervise(keeper);
    await expect(ready).resolves.toBeDefined();
    expect(workers).toHaveLength(3);
    expect(started).toEqual([false, false, true]);
    expect(gaveUp).not.toHaveBeenCalled();
    stop();
  });

  it('gives up on workers that die as fast as they come', async () => {
    const { keeper, workers, gaveUp } = kept();
    const { ready, declareDead, call, stop } = supervise(keeper);
    await ready;
    for (let loss = 0; loss < 9; loss++) {
      declareDead(new MimError('device-lost', 'gone'));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(workers).toHaveLength(5);
    expect(gaveUp).toHaveBeenCalledTimes(1);
    await expect(call.pause()).rejects.toMatchObject({ code: 'device-lost' });
    stop();
  });

  it('says that there is no engine when its script never loads', async () => {
    const { keeper, workers } = kept();
    keeper.start = async (call) => (await call.train(null)) as never; // never answered
    const { ready } = supervise(keeper);
    const outcome = ready.catch((error: unknown) => error);
    for (let i = 0; i < 3; i++) {
      workers.at(-1)!.die('no such file');
      await vi.advanceTimersByTimeAsync(0);
    }
    await expect(outcome).resolves.toMatchObject({ message: 'The trainer stopped: no such file.' });
    expect(workers).toHaveLength(3);
  });
});
