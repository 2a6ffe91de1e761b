/** @file Which matrix products this device's GPU liked better, so that the next visit need not try again. */

import { openDB, type IDBPDatabase } from 'idb';
import type { TrialMemory } from '../executors/webgpu/gemm-trial.ts';

const STORE = 'trials';

async function withDatabase<T>(task: (database: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    const database = await openDB('mim-playground-trials', 1, {
      upgrade: (created) => void created.createObjectStore(STORE),
    });
    try {
      return await task(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined; // storage is off: every visit tries for itself
  }
}

export const trialStore: TrialMemory = {
  async recall(key) {
    const known: unknown = await withDatabase((database) => database.get(STORE, key));
    return typeof known === 'string' ? known : undefined;
  },
  async keep(key, family) {
    await withDatabase((database) => database.put(STORE, family, key));
  },
};
