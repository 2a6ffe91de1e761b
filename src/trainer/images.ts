/** @file The data sets that a session has used, and the person's own images. */

import type { DataConfig, RunConfig } from '../config/run-config.ts';
import { picture, spread, type Dataset, type DatasetConfig, type Progress } from '../data/dataset.ts';
import { OwnImages } from '../data/intake/own-images.ts';
import { DATASET_MAKERS } from '../data/sources/index.ts';
import { MimError } from '../lib/errors.ts';
import type { EngineEvents, FileLike, ImageRef, IntakeReport, Picture, SourceInfo } from '../protocol/api.ts';
import { complexityOf } from './content.ts';
import { keepImages, keptImages } from './snapshot-store.ts';

/** Sets kept: the run's, the shipped model's, and one that the person is looking at. */
const KEPT = 3;
/** Most pictures kept apart that the page hears of. */
const HELD_OUT_TOLD = 256;
/** Most bytes of the person's pictures that are put on disk, so that a browser with little room keeps the run. */
const MAX_KEPT_BYTES = 64 * 2 ** 20;

export class Images {
  readonly own = new OwnImages();
  readonly #baseUrl: string;
  readonly #progress: Progress;
  readonly #made = new Map<string, Promise<Dataset>>();
  /** A script gave them: they stay the training images of the next run too. */
  areFromScript = false;
  #intake = new AbortController();
  #kept: { readonly version: string; readonly outcome: EngineEvents['saved']['images'] } | null = null;

  constructor(baseUrl: string, progress: Progress) {
    this.#baseUrl = baseUrl;
    this.#progress = progress;
  }

  /** The set that these settings describe; made once and kept while it is in use. */
  dataset({ source, patterns, side, fit }: DatasetConfig): Promise<Dataset> {
    const version = source === 'own' ? this.own.ids.join() : '';
    const key = JSON.stringify([
      source,
      side,
      source === 'own' ? fit : '',
      source === 'patterns' || source === 'mixed' ? patterns : '',
      version,
    ]);
    const known = this.#made.get(key);
    if (known !== undefined) {
      this.#made.delete(key);
      this.#made.set(key, known);
      return known;
    }
    const { signal } = new AbortController();
    const context = { baseUrl: this.#baseUrl, own: this.own, progress: this.#progress, signal };
    const made = DATASET_MAKERS[source]({ source, patterns, side, fit }, context);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= KEPT) break;
      this.#made.delete(oldest);
    }
    return made;
  }

  async add(files: readonly FileLike[], progress: Progress): Promise<IntakeReport> {
    this.#intake = new AbortController();
    this.areFromScript = false;
    return this.own.add(files, { progress, signal: this.#intake.signal });
  }

  /** Stops reading files; what has been read stays. */
  cancel(): void {
    this.#intake.abort();
  }

  /** Puts the person's pictures on disk where they have changed since; null where there are none. */
  async keep(): Promise<EngineEvents['saved']['images'] | null> {
    const images = this.own.stored();
    const version = this.own.ids.join();
    if (this.#kept?.version !== version) {
      const bytes = images.reduce((sum, { master }) => sum + master.pixels.byteLength, 0);
      const fits = bytes <= MAX_KEPT_BYTES;
      const isKept = await keepImages(fits ? images : []);
      this.#kept = { version, outcome: !fits ? 'too-large' : isKept ? 'on-disk' : 'refused' };
    }
    return images.length === 0 ? null : this.#kept.outcome;
  }

  /** Takes in what an earlier session put on disk. */
  async restoreKept(): Promise<IntakeReport['accepted']> {
    return this.own.takeStored(await keptImages());
  }

  /** The same, for one source at another side: what a model with that side sees of a picture. */
  async seenBy(image: ImageRef, data: DataConfig): Promise<Dataset> {
    const dataset = await this.dataset({ ...data, source: image.source });
    if (!Number.isInteger(image.index) || image.index < 0 || image.index >= dataset.count) {
      throw new MimError('bad-config', 'there is no image {{index}}; the set has {{count}}', {
        values: { index: image.index, count: dataset.count },
        hint: 'Choose another picture.',
      });
    }
    return dataset;
  }

  async info(config: RunConfig, source: ImageRef['source']): Promise<SourceInfo> {
    if (source === 'own' && this.own.count === 0) {
      return { count: 0, trainCount: 0, heldOutCount: 0, heldOutIsSeen: true };
    }
    const dataset = await this.dataset({ ...config.data, source });
    const { count, train, heldOut, heldOutIsSeen } = dataset;
    return {
      count,
      trainCount: train.length,
      heldOutCount: heldOut.length,
      heldOutIsSeen,
      ...(!heldOutIsSeen && { heldOut: [...spread(heldOut, HELD_OUT_TOLD)] }),
      complexity: complexityOf(dataset),
    };
  }

  async pictures(
    config: RunConfig,
    source: ImageRef['source'],
    first: number,
    count: number,
    side: number,
  ): Promise<Picture[]> {
    if (source === 'own' && this.own.count === 0) return [];
    const dataset = await this.dataset({ ...config.data, source });
    const last = Math.min(first + count, dataset.count);
    return Array.from({ length: Math.max(0, last - first) }, (_, i) => ({
      side,
      rgba: picture(dataset, first + i, side),
      name: dataset.names(first + i),
    }));
  }
}
