/** @file Removing pictures and runs, and taking that back: the state says what is gone, the engine follows. */

import { SOURCES } from '../../mim/sources/index.ts';
import { call } from '../client.ts';
import { loadPicture, refreshLive } from '../live.ts';
import { shown } from '../notices.ts';
import { imagesWithout } from '../own-images.ts';
import { runsWithout } from '../runs.ts';
import type { AppState } from '../state.ts';
import { app } from '../store.ts';
import { undoable } from '../undo.ts';

/** Takes pictures of the person's own away; undo brings them back. */
export async function removeImages(ids: readonly number[]): Promise<void> {
  const before = app.getState();
  const gone = ids.filter((id) => !before.removedImages.includes(id));
  if (gone.length === 0) return;
  undoable(`remove images ${gone.join(' ')}`, () => {
    app.setState({ removedImages: [...before.removedImages, ...gone] });
  });
  await syncRemovals(before);
}

/** Takes a finished run off the list; undo brings it back. The current run stays. */
export function removeRun(id: string): void {
  const before = app.getState();
  if (before.run?.id === id || before.removedRuns.includes(id)) return;
  undoable(`remove run ${id}`, () => {
    app.setState({ removedRuns: [...before.removedRuns, id] });
  });
  void syncRemovals(before);
}

/** Makes lists and engine agree with `removedImages` and `removedRuns`, whichever way they have changed. */
export async function syncRemovals(before: AppState): Promise<void> {
  const { removedImages, removedRuns } = app.getState();
  if (removedRuns !== before.removedRuns) app.setState({ runs: runsWithout(removedRuns) });
  if (removedImages === before.removedImages) return;
  const gone = removedImages.filter((id) => !before.removedImages.includes(id));
  const back = before.removedImages.filter((id) => !removedImages.includes(id));
  showImages(before);
  await shown(async () => {
    if (gone.length > 0) showSource(await call.removeImages(gone));
    if (back.length > 0) showSource(await call.restoreImages(back));
    void loadPicture();
    refreshLive();
  });
}

function showSource(own: NonNullable<AppState['sources']['own']>): void {
  app.setState(({ sources }) => ({ sources: { ...sources, own } }));
}

/** The picture on screen stays the same one under its new index; a removed one gives way to its neighbour. */
function showImages(before: AppState): void {
  const ownImages = imagesWithout(app.getState().removedImages);
  app.setState({ ownImages });
  const { image } = before;
  if (image.source !== 'own') return;
  const id = before.ownImages[image.index]?.id;
  const found = ownImages.findIndex((one) => one.id === id);
  const index = found >= 0 ? found : Math.min(image.index, ownImages.length - 1);
  app.setState({ image: index >= 0 ? { source: 'own', index } : { source: FALLBACK, index: 0 } });
}

const FALLBACK = Object.keys(SOURCES)[0] as keyof typeof SOURCES;
