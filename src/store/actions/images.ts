/** @file Actions on pictures: which source, which picture, the person's own files. */

import { fromWire, MimError } from '../../lib/errors.ts';
import { SOURCES, type SourceId } from '../../mim/sources/index.ts';
import type { ImageRef } from '../../protocol/api.ts';
import { call } from '../client.ts';
import { loadPicture, refreshLive } from '../live.ts';
import { logLine, notify, shown } from '../notices.ts';
import { imagesWithout, rememberFiles } from '../own-images.ts';
import { showProbe } from '../run-control.ts';
import { app } from '../store.ts';
import { updateDraft } from './settings.ts';

/** Refused files are named one by one up to here; the rest are counted. */
const REFUSALS_NAMED = 5;

/** Trains on this source from the next restart on, and shows its first picture at once. */
export function chooseSource(source: SourceId): void {
  if (app.getState().draft.data.source !== source) updateDraft({ data: { source } });
  chooseImage({ source, index: 0 });
  void loadSource(source);
}

/** The picture of every live view and of the film strip. */
export function chooseImage(image: ImageRef): void {
  app.setState({ image, shownFrame: null });
  void loadPicture();
  refreshLive();
  void shown(showProbe);
}

/** How many pictures a source has; asked once it is needed, because that may load them. */
export async function loadSource(source: SourceId): Promise<void> {
  const info = await shown(() => call.sourceInfo(source));
  if (info !== undefined) app.setState(({ sources }) => ({ sources: { ...sources, [source]: info } }));
}

/** Dropped, pasted or picked pictures. Refused ones are named with their reason, and nothing else is lost. */
export async function addFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  await shown(async () => {
    const isFirst = app.getState().ownImages.length === 0;
    const report = await call.addImages(files);
    rememberFiles(files, report);
    for (const { name, note } of report.accepted) {
      if (note !== undefined) logLine(`${name}: ${note}`);
    }
    for (const { error } of report.refused.slice(0, REFUSALS_NAMED)) sayRefused(fromWire(error));
    const more = report.refused.length - REFUSALS_NAMED;
    if (more > 0)
      notify({ tone: 'warning', template: '{{count}} more files were refused.', values: { count: more } });
    const first = report.accepted[0];
    if (first === undefined) return;
    const ownImages = imagesWithout(app.getState().removedImages);
    app.setState({ ownImages });
    await loadSource('own');
    if (isFirst && app.getState().draft.data.source !== 'own') updateDraft({ data: { source: 'own' } });
    chooseImage({
      source: 'own',
      index: Math.max(
        0,
        ownImages.findIndex(({ id }) => id === first.id),
      ),
    });
  });
  app.setState({ progress: null });
}

/** Stops work that can be stopped; the pictures taken in so far stay. */
export async function cancelTask(task: 'images'): Promise<void> {
  await shown(() => call.cancel(task));
}

function sayRefused({ template, values, hint }: MimError): void {
  notify({ tone: 'warning', template, values, ...(hint !== undefined && { hint }) }, true);
}

/** The counts of the set in use, and of those that cost nothing to ask. */
export async function loadSources(): Promise<void> {
  const { draft } = app.getState();
  const wanted = (Object.keys(SOURCES) as SourceId[]).filter(
    (id) => id === draft.data.source || id === 'own',
  );
  await Promise.all(wanted.map(loadSource));
}
