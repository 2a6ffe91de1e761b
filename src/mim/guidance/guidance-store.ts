/** @file What is known of each image's object, and how long ago: masks of many steps are drawn from one look. */

import { invariant } from '../../lib/assert.ts';

export class GuidanceStore {
  readonly #n: number;
  readonly #relevance: Float32Array<ArrayBuffer>;
  /** Step at which an image was last looked at; -1 for never. */
  readonly #seen: Int32Array<ArrayBuffer>;
  #known = 0;

  /** For `images` images of `n` patches: 4 bytes a patch, 1 MB for 1,024 images of 256. */
  constructor(images: number, n: number) {
    this.#n = n;
    this.#relevance = new Float32Array(images * n);
    this.#seen = new Int32Array(images).fill(-1);
  }

  /** The share of the images that have been looked at. */
  get known(): number {
    return this.#known / this.#seen.length;
  }

  /** Keeps the relevance of an image's patches, [n], as of that step. */
  put(image: number, step: number, relevance: ArrayLike<number>): void {
    invariant(relevance.length === this.#n, `${relevance.length} relevances for ${this.#n} patches`);
    if (this.#seen[image] === -1) this.#known++;
    this.#relevance.set(relevance, image * this.#n);
    this.#seen[image] = step;
  }

  /** [n], a view; null where the image has not been looked at: its mask is a random one. */
  relevanceOf(image: number): Float32Array<ArrayBuffer> | null {
    if ((this.#seen[image] ?? -1) === -1) return null;
    return this.#relevance.subarray(image * this.#n, (image + 1) * this.#n);
  }

  /**
   * Which of these images, such as those of the coming batches, to look at now: at most `count`, those never seen first,
   * then the oldest, and none that was seen fewer than `every` steps ago. Each image once.
   */
  due(images: ArrayLike<number>, now: number, every: number, count: number): readonly number[] {
    const seen = (image: number): number => this.#seen[image] ?? -1;
    return [...new Set(Array.from(images))]
      .filter((image) => seen(image) === -1 || now - seen(image) >= every)
      .toSorted((a, b) => seen(a) - seen(b))
      .slice(0, count);
  }
}
