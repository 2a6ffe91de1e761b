import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { cosineMatrix } from '../../mim/similarity.ts';
import { requestGpu } from './device.ts';
import { cosineMatrixOnGpu, shareWithTfjs } from './tfjs.ts';

it('TensorFlow.js computes on our device, and its similarities are those of the plain loops', async () => {
  const { device, adapterInfo } = await requestGpu();
  await shareWithTfjs(device, adapterInfo);
  expect((tf.backend() as unknown as { readonly device: GPUDevice }).device).toBe(device);
  const rng = rngOf('tfjs');
  const [n, width] = [40, 36]; // above the size at which tfjs would compute on the CPU instead
  const features = Float32Array.from({ length: n * width }, () => rng.normal());
  const before = tf.memory().numTensors;
  const got = await cosineMatrixOnGpu(features, n, width);
  expect(tf.memory().numTensors).toBe(before);
  const want = cosineMatrix(features, n, width);
  expect(Math.max(...got.map((value, i) => Math.abs(value - want[i]!)))).toBeLessThan(1e-5);
  device.destroy();
});
