/** @file Finds out which matrix products the GPU likes better. The choice changes no bit of any result. */

import { GraphBuilder, type Graph } from '../../graph/graph.ts';
import { linear } from '../../ops/linear/linear.ts';
import { linearBackwardInput } from '../../ops/linear/linear-backward-input.ts';
import { linearBackwardWeight } from '../../ops/linear/linear-backward-weight.ts';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Session } from '../executor.ts';

/** An encoder's fc1 of a middling model and batch, forward and both derivatives, layer after layer. */
const ROWS = 512;
const WIDTH = 192;
const LAYERS = 3;
const ROUNDS = 4;
/** The first family is kept unless another one wins by this much. */
const MARGIN = 0.95;
/** A family that is this much slower than the fastest is not run again. */
const HOPELESS = 2;

/** Named `done` is a result of four numbers that is ready when all the others are. */
export function trialGraph(): Graph {
  const graph = new GraphBuilder();
  const plain = { activation: 'none' };
  let x = graph.input('x', [ROWS, WIDTH]);
  for (let i = 0; i < LAYERS; i++) {
    const weight = graph.weight(`layer ${i}`, [4 * WIDTH, WIDTH]);
    const hidden = graph.add(linear, [x, weight, null, null], plain)[0]!; // [R, 4 D]
    graph.setGradient(
      `layer ${i}`,
      graph.add(linearBackwardWeight, [hidden, x], { bias: false })[0]!, // [4 D, D]
    );
    x = graph.add(linearBackwardInput, [hidden, weight, null])[0]!; // [R, D]
  }
  const few = graph.weight('few', [4, 4]);
  graph.name('done', graph.add(linear, [graph.input('one', [1, 4]), few, null, null], plain)[0]!);
  return graph.finish();
}

/**
 * @param families at least one; the first is the one to keep where none is clearly faster
 * @param open the trial's graph with these products
 */
export async function fasterGemm(
  families: readonly [GemmFamily, ...GemmFamily[]],
  open: (family: GemmFamily) => Promise<Session>,
): Promise<GemmFamily> {
  const tried = await Promise.all(
    families.map(async (family) => ({ family, session: await open(family), fastest: Infinity })),
  );
  for (let round = 0; round < ROUNDS; round++) {
    const best = Math.min(...tried.map(({ fastest }) => fastest));
    for (const one of tried) {
      if (round > 0 && one.fastest > best * HOPELESS) continue;
      const before = performance.now();
      await one.session.run(['done']);
      one.fastest = Math.min(one.fastest, performance.now() - before);
    }
  }
  for (const { session } of tried) session.dispose();
  const first = tried.find(({ family }) => family === families[0])?.fastest ?? 0;
  const winner = tried.toSorted((a, b) => a.fastest - b.fastest)[0];
  return winner !== undefined && winner.fastest < first * MARGIN ? winner.family : families[0];
}

/** Where a trial's result is kept beyond the page's life; one that has forgotten makes for another trial. */
export interface TrialMemory {
  recall(key: string): Promise<string | undefined>;
  keep(key: string, family: GemmFamily): Promise<void>;
}

/** A driver's update changes the description where the browser gives one. */
export const trialKey = ({ vendor, architecture, device, description }: GPUAdapterInfo): string =>
  ['products', ROWS, WIDTH, LAYERS, vendor, architecture, device, description].join(' | ');

/** What is remembered for `key`, if these families have it; else the result of the trial, which is kept. */
export async function rememberedGemm(
  families: readonly GemmFamily[],
  key: string,
  memory: TrialMemory | undefined,
  trial: () => Promise<GemmFamily>,
): Promise<GemmFamily> {
  const known = await memory?.recall(key);
  const remembered = families.find((family) => family === known);
  if (remembered !== undefined) return remembered;
  const found = await trial();
  await memory?.keep(key, found);
  return found;
}
