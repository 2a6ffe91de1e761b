/** @file The last snapshot on this device, so that a reload loses nothing. One record in IndexedDB, written whole or not at all. */

import { openDB, type IDBPDatabase } from 'idb';
import type { Snapshot } from '../protocol/api.ts';

export interface StoredSnapshot extends Snapshot {
  readonly formatVersion: 1;
  readonly savedAt: number;
  /** The page's own notes: curves, names, views. */
  readonly page: string;
}

const STORE = 'snapshots';
const LAST = 'last';

function open(): Promise<IDBPDatabase> {
  return openDB('mim-playground', 1, {
    upgrade: (database) => void database.createObjectStore(STORE),
  });
}

/** False where the browser will not keep it (private mode, full disk); the run goes on in memory. */
export async function keepSnapshot(snapshot: StoredSnapshot): Promise<boolean> {
  try {
    const database = await open();
    await database.put(STORE, snapshot, LAST);
    database.close();
    return true;
  } catch {
    return false; // reported to the page as "not on disk"; nothing else depends on it
  }
}

/** Null where there is none, or one of a newer version of the page, which is left alone. */
export async function lastSnapshot(): Promise<StoredSnapshot | null> {
  try {
    const database = await open();
    const found = (await database.get(STORE, LAST)) as StoredSnapshot | undefined;
    database.close();
    return found?.formatVersion === 1 ? found : null;
  } catch {
    return null; // storage is off: there is nothing to go on from
  }
}

export async function forgetSnapshot(): Promise<void> {
  const database = await open();
  await database.delete(STORE, LAST);
  database.close();
}
