/** @file Actions on pictures: which source, which picture, the person's own files. */

import { fillIn, fromWire } from '../../lib/errors.ts';
import { SOURCES, type SourceId } from '../../mim/sources/index.ts';
import type { ImageRef, IntakeReport } from '../../protocol/api.ts';
import { call } from '../client.ts';
import { loadPicture, refreshLive } from '../live.ts';
import { logLine, notify, shown } from '../notices.ts';
import { imagesWithout, rememberFiles } from '../own-images.ts';
import { showProbe } from '../run-control.ts';
import { loadSource } from '../source-info.ts';
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
    sayRefused(report.refused);
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
export async function cancelTask(task: 'images' | 'benchmark'): Promise<void> {
  await shown(() => call.cancel(task));
}

/** One notice, however many there are; the log has every one of them. */
function sayRefused(refused: IntakeReport['refused']): void {
  const errors = refused.map(({ error }) => fromWire(error));
  const [first] = errors;
  if (first === undefined) return;
  const { template, values, hint } = first;
  if (errors.length === 1) {
    notify({ tone: 'warning', template, values, ...(hint !== undefined && { hint }) });
    return;
  }
  for (const error of errors) logLine(fillIn(error.template, error.values));
  const more = errors.length - REFUSALS_NAMED;
  notify({
    tone: 'warning',
    template: '{{files}} files were refused.',
    values: { files: errors.length },
    details: [
      ...errors.slice(0, REFUSALS_NAMED),
      ...(more > 0 ? [{ template: 'And {{more}} more; the log names them all.', values: { more } }] : []),
    ].map((line) => ({ template: line.template, values: line.values })),
  });
}

/** The counts of the set in use, and of those that cost nothing to ask. */
export async function loadSources(): Promise<void> {
  const { draft } = app.getState();
  const wanted = (Object.keys(SOURCES) as SourceId[]).filter(
    (id) => id === draft.data.source || id === 'own',
  );
  await Promise.all(wanted.map(loadSource));
}
