/** @file The engine as the rest of the store calls it; `engine.ts` attaches it once it exists. */

import type { EngineApi } from '../protocol/api.ts';
import type { Call } from './supervisor.ts';

let attached: Call | null = null;
let waiting: (() => void)[] = [];

export function attachEngine(engine: Call): void {
  attached = engine;
  for (const go of waiting) go();
  waiting = [];
}

/** Settles with nothing: a promise of the engine would ask it for a method `then`, and a `Call` answers to any name. */
const arrival = (): Promise<void> | null =>
  attached === null ? new Promise((resolve) => waiting.push(resolve)) : null;

/** Each call waits until the engine is there and ready, also after a worker has died. */
export const call: Call = new Proxy({} as Call, {
  get:
    (_, method) =>
    async (...args: never[]) => {
      await arrival();
      const target = attached?.[method as keyof EngineApi] as (...args: never[]) => Promise<unknown>;
      return target(...args);
    },
});
