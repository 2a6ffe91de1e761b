/** @file A tensor of single-precision numbers with its shape, as weight files hold it. */

export interface Tensor {
  readonly shape: readonly number[];
  /** Row-major, as many as the shape says. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** Tensors by name. */
export type Tensors = ReadonlyMap<string, Tensor>;

export const elementsOf = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

/** How many values are NaN or infinite. */
export function countNonFinite(data: Float32Array): number {
  let count = 0;
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) count++;
  return count;
}

/** For error texts: the first three names and an ellipsis, each cut to a readable length. */
export function listNames(names: Iterable<string>): string {
  const all = [...names];
  return all.slice(0, 3).map(shorten).join(', ') + (all.length > 3 ? ', …' : '');
}

/** A name out of a hostile file can be megabytes long. */
export const shorten = (name: string): string => (name.length > 120 ? `${name.slice(0, 117)}…` : name);
