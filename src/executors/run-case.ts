/** @file Runs one op case on any executor and beside it the reference in doubles, for the contract tests of executors. */

import { interpret } from '../graph/interpret.ts';
import type { Numbers, Reals } from '../graph/op.ts';
import { layOut, type ParameterLayout } from '../graph/parameters.ts';
import type { OpCase } from '../ops/case-tools.ts';
import { caseRng, graphOfCase, inputName, outputName } from '../ops/cases.ts';
import { OPS } from '../ops/index.ts';
import type { Rng } from '../lib/rng.ts';
import type { Executor, InputData, Resident } from './executor.ts';

/** One output, or one flat buffer that the op may have changed. */
export interface Outcome {
  readonly name: string;
  readonly got: Float32Array;
  readonly expected: Reals;
}

const FLAT = ['weights', 'gradients', 'moment1', 'moment2'] as const;
type FlatData = Readonly<Record<(typeof FLAT)[number], Float32Array<ArrayBuffer>>>;

/** Everything made for the case is disposed again. */
export async function runCase(executor: Executor, opCase: OpCase): Promise<readonly Outcome[]> {
  const graph = graphOfCase(opCase);
  const rng = caseRng(opCase);
  const data = opCase.inputs(rng);
  const layout = opCase.layout ?? layOut([]);
  const flat = flatData(layout, rng);

  const parameters = executor.createParameters(layout);
  for (const which of FLAT) parameters.write(which, flat[which].slice());
  const residents: Record<string, Resident> = {};
  for (const i of opCase.residents ?? []) {
    residents[inputName(i)] = executor.createResident(bytesOf(data[i]!));
  }
  const session = await executor.open(graph, parameters, residents);
  data.forEach((numbers, i) => {
    if (numbers !== null && !opCase.residents?.includes(i)) session.write(inputName(i), numbers as InputData);
  });
  const outputs = [...graph.named.keys()].filter((name) => name.startsWith(outputName(0).slice(0, -1)));
  const read = await session.run(outputs);
  const after = await Promise.all(FLAT.map(async (which) => [which, await parameters.read(which)] as const));
  session.dispose();
  parameters.dispose();
  for (const resident of Object.values(residents)) resident.dispose();

  const expected = inDoubles(opCase, data, layout, flat);
  return [
    ...outputs.map((name) => ({ name, got: read[name]!, expected: expected.named(name) as Reals })),
    ...after.map(([which, got]) => ({ name: which, got, expected: expected.flat[which] })),
  ];
}

/**
 * Largest difference, relative to the largest expected number. Infinite where a number is missing or not finite.
 */
export function relativeError({ got, expected }: Outcome): number {
  if (got.length !== expected.length) return Infinity;
  let largest = 0;
  let worst = 0;
  for (const [i, want] of expected.entries()) {
    largest = Math.max(largest, Math.abs(want));
    const difference = Math.abs(got[i]! - want);
    worst = Number.isFinite(difference) ? Math.max(worst, difference) : Infinity;
  }
  return worst === 0 ? 0 : worst / largest;
}

/** Random numbers in the range of each tensor, zeros in the padding between them. */
function flatData(layout: ParameterLayout, rng: Rng): FlatData {
  const flat = {
    weights: new Float32Array(layout.size),
    gradients: new Float32Array(layout.trainableSize),
    moment1: new Float32Array(layout.trainableSize),
    moment2: new Float32Array(layout.trainableSize),
  };
  for (const { name, shape, trainable } of layout.specs) {
    const first = layout.offsets.get(name)!;
    const end = first + shape.reduce((product, size) => product * size, 1);
    for (let i = first; i < end; i++) {
      flat.weights[i] = rng.normal();
      if (!trainable) continue;
      flat.gradients[i] = rng.normal();
      flat.moment1[i] = 0.1 * rng.normal();
      flat.moment2[i] = 0.01 + rng.next();
    }
  }
  return flat;
}

function inDoubles(
  opCase: OpCase,
  data: readonly (Numbers | null)[],
  layout: ParameterLayout,
  flat: FlatData,
) {
  const inputs: Record<string, Numbers> = {};
  const residents: Record<string, { data: Numbers; shape: readonly number[] }> = {};
  data.forEach((numbers, i) => {
    if (numbers === null) return;
    if (opCase.residents?.includes(i))
      residents[inputName(i)] = { data: numbers, shape: opCase.inputShapes[i]! };
    else inputs[inputName(i)] = numbers;
  });
  return interpret(graphOfCase(opCase), OPS, {
    inputs,
    residents,
    layout,
    flat,
    moments: [Float64Array.from(flat.moment1), Float64Array.from(flat.moment2)],
    precision: 'f64',
  });
}

const bytesOf = (data: Numbers): Uint8Array<ArrayBuffer> => Uint8Array.from(data);
