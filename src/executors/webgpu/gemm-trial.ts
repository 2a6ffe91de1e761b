/** @file Finds out which matrix products the GPU likes better. The choice changes no bit of any result. */

import { GraphBuilder, type Graph } from '../../graph/graph.ts';
import { linear } from '../../ops/linear/linear.ts';
import { GEMM_FAMILIES, type GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Session } from '../executor.ts';

/** An encoder's fc1 and fc2 of a middling model and batch, one after the other. */
const ROWS = 1024;
const WIDTH = 192;
const LAYERS = 8;
const ROUNDS = 4;
/** The family without barriers is taken unless the other one wins by this much. */
const MARGIN = 0.95;

/** Named `done` is a result of four numbers that is ready when all the others are. */
export function trialGraph(): Graph {
  const graph = new GraphBuilder();
  const plain = { activation: 'none' };
  const wide = graph.weight('wide', [4 * WIDTH, WIDTH]);
  const narrow = graph.weight('narrow', [WIDTH, 4 * WIDTH]);
  let x = graph.input('x', [ROWS, WIDTH]);
  for (let i = 0; i < LAYERS; i++) {
    const hidden = graph.add(linear, [x, wide, null, null], plain)[0]!; // [R, 4 D]
    x = graph.add(linear, [hidden, narrow, null, null], plain)[0]!; // [R, D]
  }
  const few = graph.weight('few', [4, 4]);
  graph.name('done', graph.add(linear, [graph.input('one', [1, 4]), few, null, null], plain)[0]!);
  return graph.finish();
}

/** @param open the trial's graph with these products */
export async function fasterGemm(open: (family: GemmFamily) => Promise<Session>): Promise<GemmFamily> {
  const fastest = { register: Infinity, shared: Infinity };
  const sessions = await Promise.all(
    GEMM_FAMILIES.map(async (family) => ({ family, session: await open(family) })),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const { family, session } of sessions) {
      const before = performance.now();
      await session.run(['done']);
      fastest[family] = Math.min(fastest[family], performance.now() - before);
    }
  }
  for (const { session } of sessions) session.dispose();
  return fastest.shared < fastest.register * MARGIN ? 'shared' : 'register';
}
