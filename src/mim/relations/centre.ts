/** @file Features without what all of them share: only then do cosines tell patches of one image apart. */

import { invariant } from '../../lib/assert.ts';

/** `mean`: one mean over all patches of all images. `place`: one for each place of the grid, which takes positions out. */
export type Centring = 'none' | 'mean' | 'place';

/**
 * The mean feature of the images added so far, old ones fading: a patch of the `k`-th last image counts keep^k. Ours:
 * trained features share a large part, so that all cosines lie near 1 and a cut of their graph follows the grid and not
 * what is in the picture.
 */
export class FeatureMean {
  readonly #kind: Centring;
  readonly #keep: number;
  #sum = new Float64Array(0);
  #weight = 0;

  /** keep: 0..1; 1 forgets nothing, for a model that stands still. */
  constructor(kind: Centring, keep = 1) {
    this.#kind = kind;
    this.#keep = keep;
  }

  /** features: [n, width], all patches of an image in the grid's order. Another shape starts anew. */
  add(features: ArrayLike<number>, n: number, width: number): void {
    const size = this.#kind === 'place' ? n * width : width;
    if (this.#sum.length !== size) {
      this.#sum = new Float64Array(size);
      this.#weight = 0;
    }
    for (let k = 0; k < size; k++) this.#sum[k]! *= this.#keep;
    const share = size / (n * width);
    for (let k = 0; k < n * width; k++) this.#sum[k % size]! += features[k]! * share;
    this.#weight = this.#weight * this.#keep + 1;
  }

  /** The features, [n, width], without the mean; as they are for `none` and before anything was added. */
  without(features: ArrayLike<number>, n: number, width: number): Float32Array<ArrayBuffer> {
    const size = this.#sum.length;
    if (this.#kind === 'none' || this.#weight === 0) return Float32Array.from(features);
    invariant((n * width) % size === 0, `features of ${n} × ${width} have no mean of ${size}`);
    return Float32Array.from(
      { length: n * width },
      (_, k) => features[k]! - this.#sum[k % size]! / this.#weight,
    );
  }
}
