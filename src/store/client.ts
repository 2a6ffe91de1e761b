/** @file The engine as the rest of the store calls it; `engine.ts` attaches it once it exists. */

import type { EngineApi } from '../protocol/api.ts';
import type { Call } from './supervisor.ts';

let attached: Call | null = null;
let waiting: ((engine: Call) => void)[] = [];

export function attachEngine(engine: Call): void {
  attached = engine;
  for (const go of waiting) go(engine);
  waiting = [];
}

const engine = (): Call | Promise<Call> => attached ?? new Promise((resolve) => waiting.push(resolve));

/** Each call waits until the engine is there and ready, also after a worker has died. */
export const call: Call = new Proxy({} as Call, {
  get:
    (_, method) =>
    async (...args: never[]) => {
      const target = (await engine())[method as keyof EngineApi] as (...args: never[]) => Promise<unknown>;
      return target(...args);
    },
});
