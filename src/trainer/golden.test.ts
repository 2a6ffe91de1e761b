import { describe, expect, it } from 'vitest';
import { createCpuExecutor } from '../executors/cpu/cpu-executor.ts';
import { goldenCase, GOLDEN } from '../model/testing/golden-case.ts';
import { goldenErrors } from '../model/testing/golden-run.ts';
import { readGolden } from './testing/started.ts';

const BUILDS = ['relaxed', 'plain'] as const;

describe.each(GOLDEN)('%s on the CPU executor', (name) => {
  it.each(BUILDS)('is what transformers and PyTorch have, with %s SIMD', async (simd) => {
    const executor = await createCpuExecutor({ simd });
    expect(executor.adapter).toBe(simd === 'relaxed' ? 'WebAssembly SIMD (relaxed)' : 'WebAssembly SIMD');
    const errors = await goldenErrors(executor, await goldenCase(name, readGolden));
    expect(errors.latent).toBeLessThan(2e-5);
    expect(errors.prediction).toBeLessThan(2e-5);
    expect(errors.gradients).toBeLessThan(2e-5);
    expect(errors.loss).toBeLessThan(1e-5);
    expect(errors.trajectory).toBeLessThan(1e-4);
    executor.dispose();
  });

  it.each(BUILDS)('has next to no gradient where the true one is 0, with %s SIMD', async (simd) => {
    const executor = await createCpuExecutor({ simd });
    const { model, batch, visible, layout, specs, weights, inputs } = await goldenCase(name, readGolden);
    const parameters = executor.createParameters(layout);
    parameters.write('weights', weights);
    const graph = model.graph({ batch, visible, from: 'patches', until: 'gradients' });
    const session = await executor.open(graph, parameters, {});
    for (const [input, data] of Object.entries(inputs)) session.write(input, data);
    await session.run(['loss']);
    const flat = await parameters.read('gradients');
    const largestOf = (from: number, count: number): number =>
      flat.subarray(from, from + count).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const largest = largestOf(0, flat.length);
    expect(largest).toBeGreaterThan(0);
    // A bias of all keys shifts every score of a query alike, which softmax does not see.
    const biases = specs.filter((spec) => spec.name.endsWith('qkv.bias'));
    expect(biases.length).toBeGreaterThan(0);
    for (const {
      name: bias,
      shape: [size = 0],
    } of biases) {
      const width = size / 3;
      const at = layout.offsets.get(bias) ?? NaN;
      expect(largestOf(at, width), `queries of ${bias}`).toBeGreaterThan(1e-6 * largest);
      expect(largestOf(at + width, width), bias).toBeLessThan(1e-6 * largest);
    }
    executor.dispose();
  });
});
