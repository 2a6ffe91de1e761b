/** @file Peak signal-to-noise ratio. */

/** In dB, from a mean squared error; `peak` is the largest value a pixel can have. Infinity where nothing differs. */
export const psnrDb = (mse: number, peak = 1): number => 10 * Math.log10((peak * peak) / mse);
