/** @file Threads of the CPU executor: the same bits as one, and what happens when one dies. */

import { setFlagsFromString } from 'node:v8';
import type { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import { OPS } from '../../ops/index.ts';
import { caseName, OP_CASES } from '../../ops/cases.ts';
import { GraphBuilder } from '../../graph/graph.ts';
import { layOut } from '../../graph/parameters.ts';
import type { Executor } from '../executor.ts';
import { runCase } from '../run-case.ts';
import { createCpuExecutor } from './cpu-executor.ts';
import { schedule } from './schedule.ts';
import type { SpawnThread } from './team.ts';
import { nodeSpawner } from './testing/node-threads.ts';

setFlagsFromString('--experimental-wasm-relaxed-simd');

const sameBits = (a: Float32Array, b: Float32Array): boolean =>
  Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

const workers: Worker[] = [];
let spawn: SpawnThread;
beforeAll(async () => {
  spawn = await nodeSpawner(workers);
});

describe('two and three threads', () => {
  const executors: Executor[] = [];
  beforeAll(async () => {
    for (const threads of [1, 2, 3]) executors.push(await createCpuExecutor({ threads, spawn }));
    return () => executors.forEach((executor) => executor.dispose());
  });

  it('are as many as were asked for', () => {
    expect(executors.map(({ adapter }) => adapter)).toEqual([
      'WebAssembly SIMD (relaxed)',
      'WebAssembly SIMD (relaxed), 2 threads',
      'WebAssembly SIMD (relaxed), 3 threads',
    ]);
  });

  it.each(OP_CASES.map((opCase) => [caseName(opCase), opCase] as const))(
    'give the bits of one: %s',
    async (_, opCase) => {
      const [one, ...others] = executors;
      const expected = await runCase(one!, opCase);
      for (const executor of others) {
        for (const [i, { name, got }] of (await runCase(executor, opCase)).entries()) {
          expect(sameBits(got, expected[i]!.got), `${name}, ${executor.adapter}`).toBe(true);
        }
      }
    },
  );
});

/** A layer, its weight's gradient, and an update. */
function smallGraph() {
  const graph = new GraphBuilder();
  const x = graph.input('x', [8, 4]);
  const w = graph.weight('w', [4, 4]);
  const [y] = graph.add(OPS.linear, [x, w, null, null], { activation: 'none' });
  const [dw] = graph.add(OPS['linear-backward-weight'], [y!, x], { bias: false });
  graph.setGradient('w', dw!);
  graph.name('y', y!);
  graph.add(OPS['grad-norm'], []);
  return graph.finish();
}

describe('a team', () => {
  const layout = layOut([{ name: 'w', shape: [4, 4], decay: true, trainable: true }]);

  it('that loses a thread says so, refuses to run, and can be disposed', async () => {
    const started: Worker[] = [];
    const executor = await createCpuExecutor({ threads: 2, spawn: await nodeSpawner(started) });
    const session = await executor.open(smallGraph(), executor.createParameters(layout), {});
    await session.run(['y']);
    await started[0]!.terminate();
    await expect(executor.lost).resolves.toMatch(/it ended/);
    await expect(session.run(['y'])).rejects.toThrow(/it ended/);
    session.dispose();
    executor.dispose();
  });

  it('whose thread stops answering does not wait for ever', async () => {
    const executor = await createCpuExecutor({ threads: 2, spawn: deaf(spawn), patienceMs: 500 });
    const session = await executor.open(smallGraph(), executor.createParameters(layout), {});
    await expect(session.run(['y'])).rejects.toThrow(/failed/);
    await expect(executor.lost).resolves.toMatch(/does not answer/);
    executor.dispose();
  });

  it('hears of its own thread too that it is alive', async () => {
    let ticks: () => number = () => 0;
    const watched: SpawnThread = () => {
      const port = spawn();
      const post: typeof port.post = (message) => {
        if (message.kind === 'start') {
          const { memory, words } = message;
          ticks = () => new Int32Array(memory.buffer, words)[3]!; // of thread 0, behind the meeting's three words
        }
        port.post(message);
      };
      return { ...port, post };
    };
    const executor = await createCpuExecutor({ threads: 2, spawn: watched });
    const session = await executor.open(smallGraph(), executor.createParameters(layout), {});
    const before = ticks();
    await session.run(['y']);
    expect(ticks() - before).toBeGreaterThan(0);
    executor.dispose();
  });

  it('ends its threads with the executor', async () => {
    const started: Worker[] = [];
    const executor = await createCpuExecutor({ threads: 3, spawn: await nodeSpawner(started) });
    const ended = started.map((worker) => new Promise((resolve) => worker.on('exit', resolve)));
    executor.dispose();
    await Promise.all(ended);
    expect(ended).toHaveLength(2);
  });

  it('is not formed where a thread does not start', async () => {
    const broken: SpawnThread = () => ({ ...spawn(), onDeath: (listener) => listener('it did not load') });
    const executor = await createCpuExecutor({ threads: 2, spawn: broken });
    expect(executor.adapter).toBe('WebAssembly SIMD (relaxed)');
    executor.dispose();
  });

  it('has at least its own thread, however the trials end', async () => {
    const executor = await createCpuExecutor({ threads: 'auto', spawn });
    expect(executor.adapter).toMatch(/^WebAssembly SIMD \(relaxed\)(, [234] threads)?$/);
    executor.dispose();
  });
});

/** Hears what it shall start with, and no more. */
const deaf =
  (make: SpawnThread): SpawnThread =>
  () => {
    const port = make();
    return { ...port, post: (message) => message.kind !== 'run' && port.post(message) };
  };

describe('a schedule', () => {
  it('puts gradients of weights off until the threads meet, and flat buffers in a phase of their own', () => {
    const graph = smallGraph();
    const { phases, units } = schedule(graph, 2, () => true);
    expect(units).toBe(8);
    expect(phases.map((phase) => phase.map(({ node, split }) => `${node.op}: ${split.by}`))).toEqual([
      ['linear: rows'],
      ['linear-backward-weight: columns'],
      ['grad-norm: whole'],
    ]);
  });

  it('gives a buffer on within a phase only to values of which each thread has the same bytes', () => {
    const buffersOf = (widths: readonly number[]): number => {
      const graph = new GraphBuilder();
      const x = graph.input('x', [8, 4]);
      let y = graph.add(OPS.add, [x, x])[0]!;
      for (const [i, width] of widths.entries()) {
        const w = graph.weight(`w${i}`, [width, y.shape[1]!]);
        y = graph.add(OPS.linear, [y, w, null, null], { activation: 'none' })[0]!;
      }
      graph.name('y', y);
      return schedule(graph.finish(), 2, () => true).plan.buffers.length;
    };
    // x and y have their own; values of one width take turns with two.
    expect(buffersOf([4, 4, 4, 4])).toBe(4);
    expect(buffersOf([8, 12, 16, 20])).toBe(6);
  });
});
