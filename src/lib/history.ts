/** @file A growing series of numbers for charts: cheap to append to, thinned without losing a spike. */

/** The points of a thinned series, ascending in `x`; both arrays have the same length. */
export interface Thinned {
  readonly x: Float64Array<ArrayBuffer>;
  readonly y: Float64Array<ArrayBuffer>;
}

export interface Series {
  readonly length: number;
  /** `x` must not be smaller than the last one. */
  append(x: number, y: number): void;
  /** Drops the points with `x` above this one, as after a roll-back. */
  truncateAfter(x: number): void;
  x(index: number): number;
  y(index: number): number;
  /** The number of points with `x` at most this. */
  upTo(x: number): number;
  /**
   * At most `limit` (≥ 4) of the points from index `from` up to `to`. The range is cut into equal runs of points; each
   * run gives its smallest and its largest `y` in order of appearance, and the ends of the range are always there.
   */
  thin(limit: number, from?: number, to?: number): Thinned;
}

const FIRST_CAPACITY = 1024;

export function createSeries(): Series {
  let xs = new Float64Array(FIRST_CAPACITY);
  let ys = new Float64Array(FIRST_CAPACITY);
  let length = 0;

  const upTo = (x: number): number => {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (xs[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    get length() {
      return length;
    },
    append(x, y) {
      if (length === xs.length) {
        xs = grown(xs);
        ys = grown(ys);
      }
      xs[length] = x;
      ys[length++] = y;
    },
    truncateAfter(x) {
      length = upTo(x);
    },
    x: (index) => xs[index]!,
    y: (index) => ys[index]!,
    upTo,
    thin(limit, from = 0, to = length) {
      const picked = pick(ys.subarray(from, to), limit);
      return {
        x: Float64Array.from(picked, (i) => xs[from + i]!),
        y: Float64Array.from(picked, (i) => ys[from + i]!),
      };
    },
  };
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Indices to show: both ends, and the extremes of each of the runs between them. */
function pick(ys: Float64Array, limit: number): number[] {
  const n = ys.length;
  if (n <= limit) return Array.from(ys, (_, i) => i);
  const runs = Math.floor((limit - 2) / 2);
  const picked = [0];
  for (let run = 0; run < runs; run++) {
    const start = 1 + Math.floor((run * (n - 2)) / runs);
    const end = 1 + Math.floor(((run + 1) * (n - 2)) / runs);
    const [first, second] = extremes(ys, start, end);
    picked.push(first);
    if (second !== first) picked.push(second);
  }
  picked.push(n - 1);
  return picked;
}

/** Where the smallest and the largest of `ys[start..end)` are, earlier one first. A NaN counts as largest: it must show. */
function extremes(ys: Float64Array, start: number, end: number): [number, number] {
  let low = start;
  let high = start;
  for (let i = start + 1; i < end; i++) {
    const y = ys[i]!;
    if (y < ys[low]! || Number.isNaN(ys[low])) low = i;
    if (y > ys[high]! || Number.isNaN(y)) high = i;
  }
  return low < high ? [low, high] : [high, low];
}
