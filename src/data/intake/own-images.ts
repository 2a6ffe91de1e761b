/** @file The person's own pictures: taken in one by one, removed, brought back, made into a data set. */

import { MimError, toWire, type WireError } from '../../lib/errors.ts';
import { breathe, heed } from '../breathe.ts';
import {
  bytesPerImage,
  type Dataset,
  type DatasetConfig,
  MAX_SET_BYTES,
  type Progress,
  splitByTenths,
} from '../dataset.ts';
import { fitSquare } from '../fit.ts';
import type { Rgb } from '../resample.ts';
import { type Decoded, decodeFile, type FileLike } from './decode.ts';
import { MAX_IMAGES, tooManyImages } from './refusals.ts';

/** Longer side, in pixels, at which a picture is kept: enough for a data set of twice the usual side. */
const MASTER_SIDE = 256;
/** Beyond this many pictures they are kept smaller: 5,000 of them then take less than 400 MB. */
const MANY = 1000;
const MASTER_SIDE_OF_MANY = 160;
/** Pictures fitted between two pauses. */
const PICTURES_PER_BREATH = 64;

interface OwnImage {
  readonly id: number;
  readonly name: string;
  readonly master: Rgb;
  readonly label?: number;
  removed: boolean;
}

interface Job {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/** What became of each file. */
export interface IntakeResult {
  readonly accepted: readonly { readonly id: number; readonly name: string; readonly note?: string }[];
  readonly refused: readonly { readonly name: string; readonly error: WireError }[];
}

/** A picture as it is kept on disk. */
export interface StoredImage {
  readonly name: string;
  readonly master: Rgb;
  readonly label?: number;
}

/** Holds the pictures of one engine. Ids are never used twice. */
export class OwnImages {
  #images: OwnImage[] = [];
  #nextId = 1;

  /** Pictures that have not been removed. */
  get count(): number {
    return this.#shown.length;
  }

  /** Ids in the order in which a data set has the pictures. */
  get ids(): readonly number[] {
    return this.#shown.map(({ id }) => id);
  }

  get #shown(): readonly OwnImage[] {
    return this.#images.filter(({ removed }) => !removed);
  }

  /**
   * Takes files in, one after the other. A file that cannot be used is listed with its reason and harms nothing else.
   * Once the signal fires, the remaining files are left alone and what was accepted stays.
   */
  async add(files: readonly FileLike[], { signal, progress }: Job = {}): Promise<IntakeResult> {
    const accepted: IntakeResult['accepted'][number][] = [];
    const refused: IntakeResult['refused'][number][] = [];
    progress?.(0, files.length);
    for (const [i, file] of files.entries()) {
      if (signal?.aborted === true) break;
      try {
        accepted.push(await this.#take(file));
      } catch (error) {
        refused.push({ name: file.name, error: toWire(error) });
      }
      progress?.(i + 1, files.length);
    }
    return { accepted, refused };
  }

  async #take(file: FileLike): Promise<IntakeResult['accepted'][number]> {
    const { name } = file;
    if (this.count >= MAX_IMAGES) throw tooManyImages(name);
    const side = this.#images.length < MANY ? MASTER_SIDE : MASTER_SIDE_OF_MANY;
    const { picture, note }: Decoded = await decodeFile(file, side);
    const id = this.#nextId++;
    this.#images.push({ id, name, master: picture, removed: false });
    this.#forgetOldRemovals();
    return { id, name, ...(note !== undefined && { note }) };
  }

  /** Removed pictures can come back until there are too many pictures in all. */
  #forgetOldRemovals(): void {
    while (this.#images.length > MAX_IMAGES) {
      const oldest = this.#images.findIndex(({ removed }) => removed);
      if (oldest < 0) return;
      this.#images.splice(oldest, 1);
    }
  }

  /** Unknown ids are ignored, here and in `restore`. */
  remove(ids: readonly number[]): void {
    this.#mark(ids, true);
  }

  /** Brings removed pictures back to where they were. */
  restore(ids: readonly number[]): void {
    this.#mark(ids, false);
  }

  #mark(ids: readonly number[], removed: boolean): void {
    const wanted = new Set(ids);
    for (const image of this.#images) if (wanted.has(image.id)) image.removed = removed;
  }

  /** Replaces all pictures by numbers: [count, side, side, 3] in 0..1, rounded to 8 bits; one class per picture. */
  setPixels(pixels: Float32Array, side: number, labels?: Int32Array): { readonly count: number } {
    const size = Number.isInteger(side) && side > 0 ? bytesPerImage(side) : 0;
    const count = size === 0 ? 0 : pixels.length / size;
    if (count < 1 || !Number.isInteger(count)) throw wrongLength(pixels.length, side);
    if (labels !== undefined && labels.length !== count) throw wrongLabels(labels.length, count);
    if (count > MAX_IMAGES) throw tooManyImages(`image ${MAX_IMAGES + 1}`);
    if (!pixels.every((value) => value >= 0 && value <= 1)) throw outOfRange();
    const bytes = Uint8Array.from(pixels, (value) => Math.round(value * 255));
    this.#images = Array.from({ length: count }, (_, i) => ({
      id: this.#nextId++,
      name: `image ${i + 1}`,
      master: { width: side, height: side, pixels: bytes.subarray(i * size, (i + 1) * size) },
      ...(labels !== undefined && { label: labels[i]! }),
      removed: false,
    }));
    return { count };
  }

  /** The pictures that have not been removed, without copies. */
  stored(): readonly StoredImage[] {
    return this.#shown.map(({ name, master, label }) => ({
      name,
      master,
      ...(label !== undefined && { label }),
    }));
  }

  /** Adds pictures that an earlier session stored. */
  takeStored(images: readonly StoredImage[]): IntakeResult['accepted'] {
    const taken = images.map((image) => ({ ...image, id: this.#nextId++, removed: false }));
    this.#images.push(...taken);
    return taken.map(({ id, name }) => ({ id, name }));
  }

  /** Throws `bad-config` when there are no pictures, `out-of-memory` when they are too many for the side. */
  async dataset(
    { side, fit }: Pick<DatasetConfig, 'side' | 'fit'>,
    { signal, progress }: Job = {},
  ): Promise<Dataset> {
    const images = this.#shown;
    const size = bytesPerImage(side);
    if (images.length === 0) throw noImages();
    if (images.length * size > MAX_SET_BYTES) throw tooLarge(images.length, side);
    const pixels = new Uint8Array(images.length * size);
    for (const [i, { master }] of images.entries()) {
      if (i % PICTURES_PER_BREATH === 0) {
        progress?.(i, images.length);
        await breathe();
        heed(signal);
      }
      pixels.set(fitSquare(master, fit, side), i * size);
    }
    progress?.(images.length, images.length);
    const labelled = images.every(({ label }) => label !== undefined);
    return {
      side,
      count: images.length,
      pixels,
      ...(labelled && { labels: Int32Array.from(images, ({ label }) => label ?? 0) }),
      names: (i) => images[i]?.name ?? '',
      ...splitByTenths(images.length),
    };
  }
}

const noImages = (): MimError =>
  new MimError('bad-config', 'there are no images of yours yet', {
    hint: 'Drop, paste or choose some pictures, or choose another source.',
  });

const tooLarge = (count: number, side: number): MimError =>
  new MimError('out-of-memory', '{{count}} images of {{side}} pixels a side take more than {{limit}} MB', {
    values: { count, side, limit: MAX_SET_BYTES / 2 ** 20 },
    hint: 'Choose a smaller image side, or remove some images.',
  });

const wrongLength = (length: number, side: number): MimError =>
  new MimError('bad-config', '{{length}} numbers are not a whole number of images of side {{side}}', {
    values: { length, side },
    hint: 'Give count × side × side × 3 numbers, at least one image.',
  });

const wrongLabels = (labels: number, count: number): MimError =>
  new MimError('bad-config', 'there are {{labels}} labels for {{count}} images', {
    values: { labels, count },
    hint: 'Give one label per image, or none.',
  });

const outOfRange = (): MimError =>
  new MimError('bad-config', 'some of the images’ numbers are not in 0 to 1', {
    hint: 'Divide 8-bit values by 255.',
  });
