/** @file Which frequencies over the grid the features keep. */

import { defineMetric } from './metric.ts';

/** Added to amplitudes before the logarithm, as in the source. */
const FLOOR = 1e-6;

export const fourier = defineMetric({
  scope: 'layer',
  label: 'Fourier log-amplitude',
  summary:
    'The features as pictures over the grid: how much less of each frequency there is than of the mean, from 0 to almost π per patch, along the diagonal. Higher at the right means more detail.',
  formula: 'Δ(k) = mean_c ln(|F_c(k, k)| + 10⁻⁶) − mean_c ln(|F_c(0, 0)| + 10⁻⁶), ω = 2πk/g',
  source:
    'Park et al. 2023 §3; naver-ai/cl-vs-mim@4c21efd representation_analysis.ipynb "Fourier Analysis": half of the diagonal',
  needs: ['features', 'grid'],
  numbers: 'frequencies',
  params: {},
  measure({ features = [], width, grid: { rows: side } }) {
    const amplitudes = Array.from({ length: Math.ceil(side / 2) }, (_, k) =>
      meanLogAmplitude(features, side, width, k),
    );
    return amplitudes.map((value) => value - amplitudes[0]!);
  },
});

/** The mean over columns of ln |F(k, k)|: on the diagonal the phase depends on row + column only. */
function meanLogAmplitude(features: ArrayLike<number>, side: number, width: number, k: number): number {
  const real = new Float64Array(width);
  const imaginary = new Float64Array(width);
  for (let row = 0; row < side; row++) {
    for (let col = 0; col < side; col++) {
      const phase = (2 * Math.PI * k * (row + col)) / side;
      const cosine = Math.cos(phase);
      const sine = Math.sin(phase);
      const from = (row * side + col) * width;
      for (let c = 0; c < width; c++) {
        const value = features[from + c]!;
        real[c]! += value * cosine;
        imaginary[c]! -= value * sine;
      }
    }
  }
  let sum = 0;
  for (let c = 0; c < width; c++) sum += Math.log(Math.hypot(real[c]!, imaginary[c]!) + FLOOR);
  return sum / width;
}
