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

/** Resolves with nothing: a promise that resolved with the engine itself would call its method `then`. */
const isAttached = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));

/** Each call waits until the engine is there and ready, also after a worker has died. */
export const call: Call = new Proxy({} as Call, {
  get:
    (_, method) =>
    async (...args: never[]) => {
      if (attached === null) await isAttached();
      const target = attached?.[method as keyof EngineApi] as (...args: never[]) => Promise<unknown>;
      return target(...args);
    },
});
