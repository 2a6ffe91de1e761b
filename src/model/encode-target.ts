/** @file The target of a few images without an executor: the same graph, by the references of its ops. */

import { GraphBuilder } from '../graph/graph.ts';
import { interpret } from '../graph/interpret.ts';
import { OPS } from '../ops/index.ts';
import { paddedLength, type ImageShape, type ObjectiveShape } from './shape.ts';
import { TARGET_GRAPHS } from './targets/index.ts';

/**
 * @param patches [B N, P], normalised pixels
 * @param tensor a fixed tensor of the model by its name
 * @returns [B N, numbers that are compared, padded]
 */
export function encodeTarget(
  patches: Float32Array,
  image: ImageShape,
  { target: settings }: ObjectiveShape,
  tensor: (name: string) => ArrayLike<number>,
): Float32Array<ArrayBuffer> {
  const target = TARGET_GRAPHS[settings.id];
  const specs = target.specs?.(settings, image) ?? [];
  const shapes = new Map(specs.map(({ name, shape }) => [name, shape]));
  const graph = new GraphBuilder();
  const width = paddedLength(image);
  const input = graph.input('patches', [patches.length / width, width]);
  const w = (name: string) => graph.weight(name, shapes.get(name) ?? []);
  const encoded = target.encode({ graph, w }, input, image, settings);
  if (encoded === input) return Float32Array.from(patches);
  graph.name('target', encoded);
  const built = graph.finish();
  const weights = Object.fromEntries(
    [...built.weights.keys()].map((name) => [name, Float32Array.from(tensor(name))]),
  );
  return Float32Array.from(
    interpret(built, OPS, { inputs: { patches }, weights, precision: 'f32' }).named('target'),
  );
}
