/**
 * @file TensorFlow.js on our own GPU device: the maths that is wanted now and then, where a few extra dispatches cost
 * nothing, runs through it instead of through kernels of ours.
 */

import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

const BACKEND = 'webgpu';

/** Makes our device the one that tfjs computes on; once per device. */
export async function shareWithTfjs(device: GPUDevice, adapterInfo: GPUAdapterInfo): Promise<void> {
  tf.removeBackend(BACKEND); // what tfjs registers by itself would ask for a device of its own
  tf.registerBackend(BACKEND, () => new WebGPUBackend(device, adapterInfo));
  await tf.setBackend(BACKEND);
  await tf.ready();
}

/**
 * Cosine similarity of all pairs of rows; see mim/similarity.ts cosineMatrix, whose numbers these are within 1e-5.
 * @param features [n, width]
 * @returns [n, n]
 */
export async function cosineMatrixOnGpu(
  features: Float32Array,
  n: number,
  width: number,
): Promise<Float32Array<ArrayBuffer>> {
  const matrix = tf.tidy(() => {
    const rows = tf.tensor2d(features, [n, width]);
    const lengths = tf.maximum(tf.norm(rows, 'euclidean', 1, true), 1e-12);
    const unit = tf.div(rows, lengths) as tf.Tensor2D;
    return tf.matMul(unit, unit, false, true);
  });
  // dataSync goes through a canvas on this backend and gives wrong numbers in headless browsers.
  const values = Float32Array.from(await matrix.data());
  matrix.dispose();
  return values;
}
