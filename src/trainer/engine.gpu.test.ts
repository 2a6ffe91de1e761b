import { describe, expect, it } from 'vitest';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import type { EngineEvents, ImageRef } from '../protocol/api.ts';
import { Engine } from './engine.ts';

const CONFIG: DeepPartial<RunConfig> = {
  seed: 5,
  data: { source: 'patterns', side: 32, patterns: { count: 64 } },
  model: { id: 'mae', patch: 8, width: 24, depth: 1, heads: 2 },
  head: { id: 'decoder', width: 16, depth: 1, heads: 2 },
  batch: 4,
};
const IMAGE: ImageRef = { source: 'patterns', index: 3 };

async function started(backend: string): Promise<{ engine: Engine; failures: EngineEvents['failed'][] }> {
  const failures: EngineEvents['failed'][] = [];
  const engine = new Engine((name, data) => {
    if (name === 'failed') failures.push(data as EngineEvents['failed']);
  });
  await engine.start({ backend, baseUrl: location.origin });
  return { engine, failures };
}

describe('the engine on WebGPU', () => {
  it('trains as on the CPU, while pictures of ever other sizes are asked for and the run is replaced', async () => {
    const [gpu, cpu] = [await started('webgpu'), await started('wasm')];
    await gpu.engine.open(CONFIG);
    await cpu.engine.open(CONFIG);
    const wanted = await cpu.engine.train(24);
    const work = gpu.engine.train(24);
    for (let i = 0; i < 12; i++) {
      const mask = new Uint8Array(16).fill(1, i + 1);
      await gpu.engine.reconstruct({ image: IMAGE, mask, by: 'run', trueStatistics: false });
    }
    const found = await work;
    found.forEach(({ loss }, i) => expect(Math.abs(loss / (wanted[i]?.loss ?? NaN) - 1)).toBeLessThan(1e-3));
    for (let batch = 1; batch <= 10; batch++) {
      await gpu.engine.configure({ batch });
      await gpu.engine.train(2);
    }
    const endless = gpu.engine.train(null);
    const [info] = await Promise.all([
      gpu.engine.open({ ...CONFIG, seed: 6 }),
      ...[1, 2, 3].map((layer) => gpu.engine.similarity({ image: IMAGE, layer, by: 'run' })),
    ]);
    await endless;
    expect([info.step, info.config.seed]).toEqual([0, 6]);
    expect(await gpu.engine.train(2)).toHaveLength(2);
    expect(gpu.failures).toEqual([]);
  });
});
