/** @file Hidden patches as they were and as a model has them, which is what its usable information is counted on. */

export interface HiddenPatches {
  /** [rows, 3 · patch²] each, rows in raster order. */
  readonly targets: Float64Array<ArrayBuffer>;
  readonly predictions: Float64Array<ArrayBuffer>;
  readonly rows: number;
}

interface Answer {
  /** Bytes of picture and answer, [side, side, 4]. */
  readonly truth: ArrayLike<number>;
  readonly guess: ArrayLike<number>;
  readonly side: number;
  readonly patch: number;
  /** [N], 1 = hidden. */
  readonly mask: ArrayLike<number>;
  /**
   * Takes each patch's own mean and deviation off both: for an answer that was given them. Patches that are flat then say
   * nothing and are left out.
   */
  readonly normalized: boolean;
}

/** Below this deviation, in 0..1, a byte's rounding is more than a hundredth of it. Ours. */
const FLAT = 0.02;

/** What was in the hidden patches and what the model said, in 0..1, or in deviations of each patch where `normalized`. */
export function hiddenPatches({ truth, guess, side, patch, mask, normalized }: Answer): HiddenPatches {
  const cols = side / patch;
  const dims = 3 * patch * patch;
  const targets: number[] = [];
  const predictions: number[] = [];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const corner = Math.floor(i / cols) * patch * side + (i % cols) * patch;
    const valuesOf = (rgba: ArrayLike<number>): Float64Array =>
      Float64Array.from({ length: dims }, (_, d) => {
        const pixel = Math.floor(d / 3);
        const at = corner + Math.floor(pixel / patch) * side + (pixel % patch);
        return rgba[4 * at + (d % 3)]! / 255;
      });
    const [there, said] = [valuesOf(truth), valuesOf(guess)];
    const { mean, deviation } = normalized ? momentsOf(there) : { mean: 0, deviation: 1 };
    if (deviation < FLAT) continue;
    for (let d = 0; d < dims; d++) {
      targets.push((there[d]! - mean) / deviation);
      predictions.push((said[d]! - mean) / deviation);
    }
  }
  return {
    targets: Float64Array.from(targets),
    predictions: Float64Array.from(predictions),
    rows: targets.length / dims,
  };
}

function momentsOf(values: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}
