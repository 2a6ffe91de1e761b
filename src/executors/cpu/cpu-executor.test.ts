/** @file The CPU executor: every kernel against its reference, chains against the interpreter, memory in steady state. */

import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { differentiate } from '../../graph/differentiate.ts';
import { GraphBuilder, sizeOf, type Graph } from '../../graph/graph.ts';
import { interpret } from '../../graph/interpret.ts';
import { layOut } from '../../graph/parameters.ts';
import { rngOf } from '../../lib/rng.ts';
import { HYPER_SIZE, hyperInput } from '../../ops/adamw/adamw.ts';
import { caseName, OP_CASES } from '../../ops/cases.ts';
import { OPS } from '../../ops/index.ts';
import type { Executor, InputData } from '../executor.ts';
import { relativeError, runCase } from '../run-case.ts';
import { createCpuExecutor } from './cpu-executor.ts';

// Node 20 has relaxed SIMD behind a flag; later versions do not know the flag and do not need it.
setFlagsFromString('--experimental-wasm-relaxed-simd');

/** Relative to the largest number of an output. Sums run over at most 800 terms. */
const TOLERANCE = 3e-6;
const [BATCH, TOKENS, WIDTH] = [3, 5, 12];
const ROWS = BATCH * TOKENS;

const SPECS = [
  { name: 'norm.weight', shape: [WIDTH], decay: false, trainable: true },
  { name: 'norm.bias', shape: [WIDTH], decay: false, trainable: true },
  { name: 'qkv.weight', shape: [3 * WIDTH, WIDTH], decay: true, trainable: true },
  { name: 'qkv.bias', shape: [3 * WIDTH], decay: false, trainable: true },
  { name: 'proj.weight', shape: [WIDTH, WIDTH], decay: true, trainable: true },
  { name: 'fc1.weight', shape: [20, WIDTH], decay: true, trainable: true },
  { name: 'fc1.bias', shape: [20], decay: false, trainable: true },
  { name: 'fc2.weight', shape: [WIDTH, 20], decay: true, trainable: true },
  { name: 'token', shape: [1, WIDTH], decay: false, trainable: true },
];

/** A transformer block with mask tokens, its loss, its gradients and an update: buffers change hands many times. */
function blockGraph(batch: number, update = true): Graph {
  const graph = new GraphBuilder();
  const rows = batch * TOKENS;
  const w = Object.fromEntries(SPECS.map(({ name, shape }) => [name, graph.weight(name, shape)]));
  const x = graph.input('x', [rows, WIDTH]);
  const index = graph.input('index', [rows], 'i32');
  const inverse = graph.input('inverse', [rows], 'i32');
  const attention = { batch, tokens: TOKENS, heads: 3 };
  const [mixed] = graph.add(OPS['gather-rows'], [x, index, inverse, w['token']!, null, null]);
  const [normal] = graph.add(OPS['layer-norm'], [mixed!, w['norm.weight']!, w['norm.bias']!], {
    epsilon: 1e-6,
  });
  const [qkv] = graph.add(OPS.linear, [normal!, w['qkv.weight']!, w['qkv.bias']!, null], {
    activation: 'none',
  });
  const [heads] = graph.add(OPS.attention, [qkv!], attention);
  const [joined] = graph.add(OPS.linear, [heads!, w['proj.weight']!, null, mixed!], { activation: 'none' });
  const [hidden] = graph.add(OPS.linear, [joined!, w['fc1.weight']!, w['fc1.bias']!, null], {
    activation: 'gelu',
  });
  const [out] = graph.add(OPS.linear, [hidden!, w['fc2.weight']!, null, joined!], { activation: 'none' });
  const target = graph.input('target', [rows, WIDTH]);
  const weight = graph.input('weight', [rows]);
  const kind = { kind: 'l2', batch, prefix: 0, columns: WIDTH };
  const [loss] = graph.add(OPS['masked-loss'], [out!, target, weight], kind);
  graph.name('loss', loss!);
  graph.name('out', out!);
  differentiate(graph, loss!, Object.values(w), OPS, OPS.add);
  const [norm] = graph.add(OPS['grad-norm'], []);
  graph.name('norm', norm!);
  if (update) graph.add(OPS.adamw, [graph.input('hyper', [HYPER_SIZE]), norm!]);
  return graph.finish();
}

const normals = (key: string, size: number): Float32Array<ArrayBuffer> => {
  const rng = rngOf('cpu test', key);
  return Float32Array.from({ length: size }, () => rng.normal());
};

function blockInputs(batch: number): Record<string, InputData> {
  const rows = batch * TOKENS;
  const index = Int32Array.from({ length: rows }, (_, r) => (r % 3 === 0 ? -1 : rows - 1 - r));
  const inverse = new Int32Array(rows).fill(-1);
  index.forEach((source, r) => source >= 0 && (inverse[source] = r));
  return {
    x: normals('x', rows * WIDTH),
    index,
    inverse,
    target: normals('target', rows * WIDTH),
    weight: new Float32Array(rows).fill(1 / (rows * WIDTH)),
    hyper: hyperInput({
      learningRate: 1e-2,
      beta1: 0.9,
      beta2: 0.95,
      // The gradient of a key's bias is zero but for rounding; a small epsilon would make a full step of that.
      epsilon: 1e-2,
      weightDecay: 0.05,
      clip: 0.5,
      t: 1,
    }),
  };
}

const layout = layOut(SPECS);
function blockWeights(): Float32Array<ArrayBuffer> {
  const flat = new Float32Array(layout.size);
  for (const { name, shape } of SPECS) flat.set(normals(name, sizeOf(shape)), layout.offsets.get(name));
  return flat;
}

async function openBlock(executor: Executor, batch: number) {
  const parameters = executor.createParameters(layout);
  parameters.write('weights', blockWeights());
  const session = await executor.open(blockGraph(batch), parameters, {});
  for (const [name, data] of Object.entries(blockInputs(batch))) session.write(name, data);
  return { parameters, session };
}

const difference = (got: Float32Array, expected: Float32Array | Float64Array): number =>
  relativeError({ name: '', got, expected });

describe.each(['relaxed', 'plain', 'none'] as const)('the CPU executor, SIMD %s', (simd) => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await createCpuExecutor({ simd });
  });

  it('is the build that was asked for', () => {
    expect(executor.adapter).toBe(
      { relaxed: 'WebAssembly SIMD (relaxed)', plain: 'WebAssembly SIMD', none: 'JavaScript' }[simd],
    );
    expect(executor.backend).toBe(simd === 'none' ? 'cpu' : 'wasm');
  });

  it.each(OP_CASES.map((opCase) => [caseName(opCase), opCase] as const))(
    'agrees with the reference: %s',
    async (_, opCase) => {
      for (const outcome of await runCase(executor, opCase)) {
        expect(relativeError(outcome), outcome.name).toBeLessThan(TOLERANCE);
      }
    },
  );

  it('runs a block forward, backward and its update as the interpreter does', async () => {
    const { parameters, session } = await openBlock(executor, BATCH);
    const read = await session.run(['loss', 'out', 'norm']);
    const expected = interpret(session.graph, OPS, {
      inputs: blockInputs(BATCH),
      flat: { weights: blockWeights() },
      layout,
      precision: 'f64',
    });
    for (const name of ['loss', 'out', 'norm']) {
      expect(difference(read[name]!, expected.named(name) as Float64Array), name).toBeLessThan(1e-5);
    }
    for (const which of ['weights', 'gradients', 'moment1', 'moment2'] as const) {
      const got = await parameters.read(which);
      expect(difference(got, expected.flat[which]), which).toBeLessThan(1e-5);
    }
    session.dispose();
    parameters.dispose();
  });

  it('leaves the padding between gradients at zero', async () => {
    const { parameters, session } = await openBlock(executor, BATCH);
    await session.run([]);
    const gradients = await parameters.read('gradients');
    for (const { name, shape } of SPECS) {
      const first = layout.offsets.get(name)!;
      const end = Math.ceil((first + sizeOf(shape)) / 64) * 64;
      const padding = gradients.subarray(first + sizeOf(shape), end);
      expect(
        padding.every((g) => g === 0),
        name,
      ).toBe(true);
      expect(
        gradients.subarray(first, first + sizeOf(shape)).some((g) => g !== 0),
        name,
      ).toBe(true);
    }
    session.dispose();
    parameters.dispose();
  });

  it('gives the same bits for the same inputs, also after other sessions have used the memory', async () => {
    const trajectory = async () => {
      const { parameters, session } = await openBlock(executor, BATCH);
      for (let step = 0; step < 3; step++) await session.run([]);
      const weights = await parameters.read('weights');
      session.dispose();
      parameters.dispose();
      return weights;
    };
    const first = await trajectory();
    const other = await openBlock(executor, 7);
    await other.session.run([]);
    other.session.dispose();
    expect(await trajectory()).toEqual(first);
    other.parameters.dispose();
  });

  it('allocates nothing in steady state and reuses what a closed session leaves', async () => {
    const { parameters, session } = await openBlock(executor, BATCH);
    await session.run(['loss']);
    const before = executor.counters();
    for (let step = 0; step < 3; step++) await session.run(['loss']);
    const after = executor.counters();
    expect(after.allocations).toBe(before.allocations);
    expect(after.submits - before.submits).toBe(3);
    expect(after.dispatches - before.dispatches).toBe(3 * session.graph.nodes.length);
    session.dispose();
    parameters.dispose();
  });

  it('lets a number that is not one reach the loss', async () => {
    const { parameters, session } = await openBlock(executor, BATCH);
    session.write('x', blockInputs(BATCH)['x']!.with(7, Number.NaN));
    const read = await session.run(['loss', 'norm']);
    expect(read['loss']![0]).toBeNaN();
    expect(read['norm']![0]).toBeNaN();
    session.dispose();
    parameters.dispose();
  });

  it('says how much memory a graph takes before it takes any', async () => {
    const graph = blockGraph(BATCH);
    const allocations = executor.counters().allocations;
    expect(executor.predictBytes(graph)).toBeGreaterThan(ROWS * WIDTH * 4 * 10);
    expect(executor.counters().allocations).toBe(allocations);
  });

  it('refuses a graph that does not fit, with a sentence', async () => {
    const graph = new GraphBuilder();
    const huge = graph.input('huge', [1 << 20, 1024]);
    graph.name('sum', graph.add(OPS.add, [huge, huge])[0]!);
    const parameters = executor.createParameters(layOut([]));
    await expect(executor.open(graph.finish(), parameters, {})).rejects.toMatchObject({
      name: 'MimError',
      code: 'out-of-memory',
    });
  });

  it('refuses inputs of another size or kind', async () => {
    const { parameters, session } = await openBlock(executor, BATCH);
    expect(() => session.write('x', new Float32Array(4))).toThrow(/x \[15, 12\]/);
    expect(() => session.write('index', new Uint8Array(ROWS))).toThrow(/index/);
    expect(() => session.write('loss', new Float32Array(1))).toThrow(/no input loss/);
    session.dispose();
    parameters.dispose();
  });
});
