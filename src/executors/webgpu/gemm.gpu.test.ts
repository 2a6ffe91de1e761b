import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../graph/graph.ts';
import { layOut } from '../../graph/parameters.ts';
import { rngOf } from '../../lib/rng.ts';
import { add } from '../../ops/add/add.ts';
import { caseName, OP_CASES } from '../../ops/cases.ts';
import { linearBackwardInput } from '../../ops/linear/linear-backward-input.ts';
import { linearBackwardWeight } from '../../ops/linear/linear-backward-weight.ts';
import { GEMM_FAMILIES } from '../../ops/webgpu/gemm.ts';
import type { Executor } from '../executor.ts';
import { runCase } from '../run-case.ts';
import { createWebgpuExecutor } from './webgpu-executor.ts';

let executor: Executor;
const problems: string[] = [];
beforeAll(async () => {
  executor = await createWebgpuExecutor({ longestSubmitMs: Infinity });
  executor.onError = ({ message }) => problems.push(message);
});
afterAll(() => {
  executor.dispose();
  expect(problems).toEqual([]);
});

describe.each(GEMM_FAMILIES)('products of the family %s', (gemm) => {
  let other: Executor;
  beforeAll(async () => {
    other = await createWebgpuExecutor({ longestSubmitMs: Infinity, gemm });
    other.onError = ({ message }) => problems.push(message);
  });
  afterAll(() => other.dispose());
  const products = OP_CASES.filter(({ op }) => /^(linear|attention)/.test(op));

  it.each(products.map((opCase) => [caseName(opCase), opCase] as const))(
    'have the bits of the others: %s',
    async (_, opCase) => {
      const expected = await runCase(executor, opCase);
      const got = await runCase(other, opCase);
      expect(got.map((outcome) => outcome.got)).toEqual(expected.map((outcome) => outcome.got));
    },
  );

  it('make both derivatives of a layer in one dispatch, with the bits of two', async () => {
    const expected = await bothDerivatives(executor, false);
    const before = other.counters().dispatches;
    expect(await bothDerivatives(other, true)).toEqual(expected);
    expect(other.counters().dispatches - before).toBe(2); // with the reduction of the chunks
  });
});

/** dx, dw and db of a layer of 600 rows; in one dispatch where both derivatives stand side by side. */
async function bothDerivatives(on: Executor, sideBySide: boolean): Promise<readonly number[][]> {
  const [rows, n, k] = [600, 28, 100];
  const graph = new GraphBuilder();
  const [dy, x, z] = [graph.input('dy', [rows, n]), graph.input('x', [rows, k]), graph.input('z', [rows, k])];
  const w = graph.weight('w', [n, k]);
  const backwardInput = (): void => {
    graph.name('dx', graph.add(linearBackwardInput, [dy, w, z])[0]!);
  };
  if (!sideBySide) {
    backwardInput();
    graph.add(add, [dy, dy]); // keeps them apart
  }
  const [dw, db] = graph.add(linearBackwardWeight, [dy, x], { bias: true });
  graph.setGradient('w', dw!);
  graph.setGradient('b', db!);
  if (sideBySide) backwardInput();
  const spec = { decay: true, trainable: true };
  const layout = layOut([
    { name: 'w', shape: [n, k], ...spec },
    { name: 'b', shape: [n], ...spec },
  ]);
  const rng = rngOf('both derivatives');
  const normal = (size: number): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length: size }, () => rng.normal());
  const parameters = on.createParameters(layout);
  parameters.write('weights', normal(layout.size));
  const session = await on.open(graph.finish(), parameters, {});
  for (const [name, size] of [
    ['dy', rows * n] as const,
    ['x', rows * k] as const,
    ['z', rows * k] as const,
  ]) {
    session.write(name, normal(size));
  }
  const { dx } = await session.run(['dx']);
  const gradients = await parameters.read('gradients');
  session.dispose();
  parameters.dispose();
  return [[...dx!], [...gradients]];
}

it('an executor that has tried its matrix products computes the same', async () => {
  const opCase = OP_CASES.find(({ op }) => op === 'linear')!;
  const tried = await createWebgpuExecutor({ gemm: 'faster' });
  tried.onError = ({ message }) => problems.push(message);
  expect(tried.counters().dispatches).toBeGreaterThan(50); // the trial
  const expected = await runCase(executor, opCase);
  const got = await runCase(tried, opCase);
  expect(got.map((outcome) => outcome.got)).toEqual(expected.map((outcome) => outcome.got));
  expect(problems).toEqual([]);
  tried.dispose();
});
