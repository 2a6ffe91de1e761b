/** @file How fast this device trains, measured on a small model: it decides the size that the page offers. */

import { shapeOf } from '../config/model-shape.ts';
import { PRESETS } from '../config/presets.ts';
import type { Executor } from '../executors/executor.ts';
import { flopsOf } from '../graph/differentiate.ts';
import { layOut } from '../graph/parameters.ts';
import { initialWeights } from '../model/init.ts';
import { modelOf } from '../model/model.ts';
import { paddedLength } from '../model/shape.ts';
import { OPS } from '../ops/index.ts';
import { visibleOf } from './batches.ts';
import { stepInputs } from './update-inputs.ts';

const BATCH = 8;
/** Timed steps; the fastest counts, since other work on the machine only ever adds. */
const STEPS = 3;

/** GFLOP/s of a training step. On a GPU this also compiles the programs that every model shares. */
export async function measure(
  executor: Executor,
  onCompile: (done: number, total: number) => void,
): Promise<number> {
  const config = { ...PRESETS['mae-xs'].config, batch: BATCH };
  const model = modelOf(shapeOf(config));
  const { specs, tokens, shape } = model;
  const visible = visibleOf(config);
  const graph = model.graph({ batch: BATCH, visible, from: 'patches', until: 'update' });
  const parameters = executor.createParameters(layOut(specs));
  parameters.write('weights', initialWeights(specs, 1));
  const session = await executor.open(graph, parameters, {}, onCompile);
  const kept = Array.from({ length: BATCH }, () => Uint32Array.from({ length: visible }, (_, i) => i * 3));
  session.write('patches', new Float32Array(BATCH * tokens * paddedLength(shape)).fill(0.5));
  for (const [name, data] of Object.entries(model.inputs(kept, 'hidden'))) session.write(name, data);
  for (const [name, data] of Object.entries(stepInputs(config, 0, 1))) session.write(name, data);
  await session.run(['loss']);
  let fastest = Infinity;
  for (let i = 0; i < STEPS; i++) {
    const before = performance.now();
    await session.run(['loss']);
    fastest = Math.min(fastest, performance.now() - before);
  }
  session.dispose();
  parameters.dispose();
  return flopsOf(graph, OPS) / (fastest * 1e6);
}
