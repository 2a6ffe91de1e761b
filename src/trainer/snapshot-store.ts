/**
 * @file The last snapshot on this device, and the person's own pictures, so that a reload loses nothing. A record of
 * IndexedDB each, written whole or not at all.
 */

import { openDB, type IDBPDatabase } from 'idb';
import type { StoredImage } from '../data/intake/own-images.ts';
import { MimError } from '../lib/errors.ts';
import type { Snapshot } from '../protocol/api.ts';

export interface StoredSnapshot extends Snapshot {
  readonly formatVersion: 1;
  readonly savedAt: number;
  /** The page's own notes: curves, names, views. */
  readonly page: string;
}

const STORE = 'snapshots';
const LAST = 'last';
const IMAGES = 'images';

interface StoredImages {
  readonly formatVersion: 1;
  readonly images: readonly StoredImage[];
}

async function withDatabase<T>(task: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDB('mim-playground', 1, {
    upgrade: (created) => void created.createObjectStore(STORE),
  });
  try {
    return await task(database);
  } finally {
    database.close();
  }
}

/** False where the browser will not keep it (private mode, full disk); the run goes on in memory. */
export async function keepSnapshot(snapshot: StoredSnapshot): Promise<boolean> {
  try {
    await withDatabase((database) => database.put(STORE, snapshot, LAST));
    return true;
  } catch {
    return false; // reported to the page as "not on disk"; nothing else depends on it
  }
}

/** Newer notes for the snapshot of this name; nothing happens where another one is kept, or the browser will not. */
export async function keepPage(name: string, page: string): Promise<void> {
  try {
    await withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      const found = (await store.get(LAST)) as StoredSnapshot | undefined;
      if (found?.formatVersion === 1 && found.name === name) await store.put({ ...found, page }, LAST);
      await done;
    });
  } catch {
    return; // the notes that came with the snapshot stay
  }
}

/** Null where there is none, or one of a newer version of the page, which is left alone. */
export async function lastSnapshot(): Promise<StoredSnapshot | null> {
  try {
    const found = (await withDatabase((database) => database.get(STORE, LAST))) as StoredSnapshot | undefined;
    return found?.formatVersion === 1 ? found : null;
  } catch {
    return null; // storage is off: there is nothing to go on from
  }
}

/** In the place of those kept before. False where the browser will not. */
export async function keepImages(images: readonly StoredImage[]): Promise<boolean> {
  const record: StoredImages = { formatVersion: 1, images };
  try {
    await withDatabase(async (database) => {
      if (images.length === 0) await database.delete(STORE, IMAGES);
      else await database.put(STORE, record, IMAGES);
    });
    return true;
  } catch {
    return false; // reported to the page, which says so
  }
}

/** Empty where there are none, or storage is off. */
export async function keptImages(): Promise<readonly StoredImage[]> {
  try {
    const found = (await withDatabase((database) => database.get(STORE, IMAGES))) as StoredImages | undefined;
    return found?.formatVersion === 1 ? found.images : [];
  } catch {
    return []; // the run says itself when it has nothing to train on
  }
}

/** With the pictures. Throws `storage` where the browser will not. */
export async function forgetSnapshot(): Promise<void> {
  try {
    await withDatabase(async (database) => {
      const { store, done } = database.transaction(STORE, 'readwrite');
      await Promise.all([store.delete(LAST), store.delete(IMAGES), done]);
    });
  } catch (cause) {
    throw new MimError('storage', 'the browser would not remove the stored run', {
      hint: 'Clear the data of this site in the browser’s settings.',
      cause,
    });
  }
}
