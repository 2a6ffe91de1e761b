/** @file The person's pictures as files, kept for the visit: a fresh worker must get them again. */

import { MimError } from '../lib/errors.ts';
import type { IntakeReport } from '../protocol/api.ts';
import type { Call } from './supervisor.ts';
import type { OwnImage } from './state.ts';
import { app } from './store.ts';

interface Scripted {
  readonly pixels: Float32Array;
  readonly side: number;
  readonly labels: Int32Array | undefined;
}

/** By id, in the order in which they came; a File is a handle, its bytes stay on disk. */
let files = new Map<number, File>();
/** What the page knows of every picture that was ever accepted, removed ones included. */
let known = new Map<number, OwnImage>();
/** Images that a script gave in place of files. */
let scripted: Scripted | null = null;

export function rememberFiles(given: readonly File[], { accepted }: IntakeReport): void {
  const left = [...given];
  for (const { id, name } of accepted) {
    const at = left.findIndex((file) => file.name === name);
    const [file] = at < 0 ? [] : left.splice(at, 1);
    if (file !== undefined) files.set(id, file);
  }
  for (const image of accepted) known.set(image.id, image);
}

/** The pictures that are not removed, in the order of the `own` source's index. */
export const imagesWithout = (removed: readonly number[]): readonly OwnImage[] =>
  [...known.values()].filter(({ id }) => !removed.includes(id)).toSorted((a, b) => a.id - b.id);

export function rememberScripted(pixels: Float32Array, side: number, labels?: Int32Array): void {
  files = new Map();
  known = new Map();
  scripted = { pixels: pixels.slice(), side, labels: labels?.slice() }; // the script may reuse its own
}

/** Takes in the pictures that an earlier visit left on disk; there are no files of these. */
export async function takeStoredImages(call: Pick<Call, 'restoreStoredImages'>): Promise<void> {
  const accepted = await call.restoreStoredImages();
  for (const image of accepted) known.set(image.id, image);
  if (accepted.length > 0) app.setState({ ownImages: imagesWithout(app.getState().removedImages) });
}

/** Gives a fresh worker every picture again. It numbers them anew, and so does the page. */
export async function giveImagesBack(call: Call): Promise<void> {
  if (scripted !== null) await call.setImages(scripted.pixels, scripted.side, scripted.labels);
  const renumbered = new Map<number, number>();
  await giveBackStored(call, renumbered);
  await giveBackFiles(call, renumbered);
  if (renumbered.size === 0) return;
  known = new Map(
    [...known].flatMap(([id, image]) => {
      const now = renumbered.get(id);
      return now === undefined ? [] : [[now, { ...image, id: now }]];
    }),
  );
  const removed = app.getState().removedImages.flatMap((id) => renumbered.get(id) ?? []);
  app.setState({ removedImages: removed, ownImages: imagesWithout(removed) });
  if (removed.length > 0) await call.removeImages(removed);
}

/** Of what lies on disk, those that the page has no file of; the others come back as files. */
async function giveBackStored(call: Call, renumbered: Map<number, number>): Promise<void> {
  const wanted = [...known.values()].filter(({ id }) => !files.has(id));
  if (wanted.length === 0) return;
  const superfluous: number[] = [];
  for (const { id, name } of await call.restoreStoredImages()) {
    const at = wanted.findIndex((image) => image.name === name);
    const [found] = at < 0 ? [] : wanted.splice(at, 1);
    if (found === undefined) superfluous.push(id);
    else renumbered.set(found.id, id);
  }
  if (superfluous.length > 0) await call.removeImages(superfluous);
}

async function giveBackFiles(call: Call, renumbered: Map<number, number>): Promise<void> {
  if (files.size === 0) return;
  const old = [...files];
  const report = await call.addImages(old.map(([, file]) => file));
  const again = new Map<number, File>();
  const left = [...old];
  for (const { id, name } of report.accepted) {
    const at = left.findIndex(([, file]) => file.name === name);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    if (found === undefined)
      throw new MimError('internal', '{{name}} came back and was never there', { values: { name } });
    renumbered.set(found[0], id);
    again.set(id, found[1]);
  }
  files = again;
}
