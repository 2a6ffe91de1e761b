/** @file Starting values of weights, drawn tensor by tensor from the run's seed. */

import { layOut } from '../graph/parameters.ts';
import { sizeOf } from '../graph/graph.ts';
import { rngOf } from '../lib/rng.ts';
import { sincosTable } from '../mim/sincos.ts';
import { fromTorch, type TensorSpec } from './tensor-spec.ts';

/** The flat weight buffer of a fresh model; the same seed gives the same numbers whatever else the model has. */
export function initialWeights(specs: readonly TensorSpec[], seed: number): Float32Array<ArrayBuffer> {
  const layout = layOut(specs);
  const flat = new Float32Array(layout.size);
  for (const spec of specs) {
    const offset = layout.offsets.get(spec.name)!;
    flat.set(fromTorch(spec, draw(spec, seed)), offset);
  }
  return flat;
}

function draw({ name, init, torchShape }: TensorSpec, seed: number): Float32Array {
  const rng = rngOf(seed, 'init', name);
  const count = sizeOf(torchShape);
  const uniform = (bound: number): Float32Array =>
    Float32Array.from({ length: count }, () => (2 * rng.next() - 1) * bound);
  switch (init.kind) {
    case 'zeros':
      return new Float32Array(count);
    case 'ones':
      return new Float32Array(count).fill(1);
    case 'xavier':
      return uniform(Math.sqrt(6 / (init.fanIn + init.fanOut)));
    case 'uniform':
      return uniform(init.bound);
    case 'normal':
      return Float32Array.from({ length: count }, () => rng.normal() * init.deviation);
    case 'sincos':
      return sincosTable(torchShape.at(-1)!, { rows: init.grid, cols: init.grid });
  }
}
