/** @file Starting values of weights, drawn tensor by tensor from the run's seed. */

import { layOut } from '../graph/parameters.ts';
import { sizeOf } from '../graph/graph.ts';
import { rngOf, type Rng } from '../lib/rng.ts';
import { cosineBasis } from '../mim/targets/pca.ts';
import { sincosTable } from '../mim/sincos.ts';
import { fromTorch, offsetOf, type Init, type TensorSpec } from './tensor-spec.ts';

/** The flat weight buffer of a fresh model; the same seed gives the same numbers whatever else the model has. */
export function initialWeights(specs: readonly TensorSpec[], seed: number): Float32Array<ArrayBuffer> {
  const layout = layOut(specs);
  const flat = new Float32Array(layout.size);
  for (const spec of specs) {
    flat.set(fromTorch(spec, draw(spec, seed)), offsetOf(layout, spec));
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
    case 'constant':
      return new Float32Array(count).fill(init.value);
    case 'xavier':
      return uniform(Math.sqrt(6 / (init.fanIn + init.fanOut)));
    case 'uniform':
      return uniform(init.bound);
    case 'normal':
      return Float32Array.from({ length: count }, () => rng.normal() * init.deviation);
    case 'truncated':
      return Float32Array.from({ length: count }, () => truncated(rng, init));
    case 'cosine-basis':
      return cosineBasis(init.patch, init.components)[init.part];
    case 'sincos':
      // The last rows: the class token's, which comes first, is left out where there is none.
      return sincosTable(torchShape.at(-1)!, { rows: init.grid, cols: init.grid }).slice(-count);
  }
}

function truncated(rng: Rng, { deviation, cut }: Extract<Init, { kind: 'truncated' }>): number {
  for (;;) {
    const drawn = rng.normal() * deviation;
    if (Math.abs(drawn) <= cut) return drawn;
  }
}
