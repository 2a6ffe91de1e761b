/**
 * @file Times one training step on every executor that this device has: the same model, weights and batches, losses
 * compared before anything is timed, rounds of one executor after those of the next.
 */

import type { Executor } from '../../executors/executor.ts';
import { MimError, toWire, type WireError } from '../../lib/errors.ts';
import { median } from '../../lib/stats.ts';
import type { BenchmarkReport, BenchmarkRow, BenchmarkSize } from '../../protocol/benchmark.ts';
import { nextTask } from '../mutex.ts';
import { SIZES, type Task } from './task.ts';
import { TimedSteps } from './timed-steps.ts';

/** Steps whose losses must agree before an executor is timed. */
const COMPARED = 10;
/** Relative to the loss; beyond this two executors do not train the same model. */
const AGREES = 1e-4;
/** A round of one executor; a slow one makes a single step of it. */
const ROUND_MS = 400;
/** An executor whose step takes longer is left out: its ten losses alone would try anybody's patience. */
const SLOWEST_STEP_MS = 8000;

export interface Contender {
  readonly id: BenchmarkRow['engine'];
  make(): Promise<Executor>;
}

export interface BenchmarkOptions {
  readonly sizes: readonly BenchmarkSize[];
  readonly rounds: number;
  /** In order; the first one's losses are the measure of the others'. */
  readonly contenders: readonly Contender[];
  progress(done: number, total: number): void;
  readonly isCancelled: () => boolean;
}

interface Entrant {
  readonly row: BenchmarkRow;
  readonly steps: TimedSteps;
  readonly executor: Executor;
  readonly times: number[];
}

/** Throws `bad-config` for sizes that there are not, or a strange number of rounds. */
export function checkRequest(sizes: readonly string[], rounds: number): void {
  const strange = sizes.find((size) => !Object.hasOwn(SIZES, size));
  if (strange !== undefined || sizes.length === 0) {
    throw new MimError('bad-config', 'sizes: {{value}} is none of the benchmark’s', {
      values: { value: strange ?? '[]' },
      hint: 'Use tiny, small or target.',
    });
  }
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 20) return;
  throw new MimError('bad-config', 'rounds: {{value}} is not a whole number from 1 to 20', {
    values: { value: String(rounds) },
    hint: 'Use 5.',
  });
}

/** Throws `cancelled` when it is stopped; an executor that fails is a row with its reason. */
export async function runBenchmark(options: BenchmarkOptions): Promise<BenchmarkReport> {
  const { sizes, rounds, contenders } = options;
  const total = sizes.length * contenders.length * (1 + rounds);
  let done = 0;
  const advance = async (count = 1): Promise<void> => {
    done += count;
    options.progress(done, total);
    await nextTask();
    if (options.isCancelled()) throw new MimError('cancelled', 'the benchmark was stopped');
  };
  const rows: BenchmarkRow[] = [];
  for (const size of sizes) {
    const entrants: Entrant[] = [];
    try {
      let expected: readonly number[] | null = null;
      for (const contender of contenders) {
        const entered = await enter(contender, size, expected, options.isCancelled);
        await advance();
        if ('losses' in entered) {
          expected ??= entered.losses;
          entrants.push(entered);
        } else {
          rows.push(entered);
          await advance(rounds);
        }
      }
      for (let round = 0; round < rounds; round++) {
        for (const { steps, times } of entrants) {
          times.push(...(await roundOf(steps, options.isCancelled)));
          await advance();
        }
      }
      rows.push(...entrants.map(finished));
    } finally {
      for (const { steps, executor } of entrants) {
        steps.close();
        executor.dispose();
      }
    }
  }
  return { rows };
}

async function enter(
  { id, make }: Contender,
  size: BenchmarkSize,
  expected: readonly number[] | null,
  isCancelled: () => boolean,
): Promise<(Entrant & { readonly losses: readonly number[] }) | BenchmarkRow> {
  const task: Task = SIZES[size];
  const empty = { engine: id, size, batch: task.batch };
  let executor: Executor | null = null;
  let steps: TimedSteps | null = null;
  try {
    executor = await make();
    steps = await TimedSteps.open(executor, task);
    const before = performance.now();
    const losses = [await steps.step()];
    const firstMs = performance.now() - before;
    while (losses.length < COMPARED) {
      await nextTask(); // an executor on the CPU lets neither heartbeat nor cancel in by itself
      if (isCancelled()) throw new MimError('cancelled', 'the benchmark was stopped');
      if (firstMs > SLOWEST_STEP_MS) throw tooSlow(firstMs);
      losses.push(await steps.step());
    }
    const agreement = disagreement(losses, expected ?? losses);
    if (agreement > AGREES) throw otherLosses(agreement);
    const row: BenchmarkRow = {
      ...empty,
      device: executor.adapter,
      software: executor.software,
      compileMs: steps.compileMs,
      firstMs,
      agreement,
      flops: steps.flops,
    };
    return { row, steps, executor, times: [], losses };
  } catch (error) {
    steps?.close();
    executor?.dispose();
    if (error instanceof MimError && error.code === 'cancelled') throw error;
    return { ...empty, problem: wireOf(error) };
  }
}

const wireOf = (error: unknown): WireError =>
  toWire(error instanceof Error ? error : new MimError('internal', String(error)));

async function roundOf(steps: TimedSteps, isCancelled: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const begin = performance.now();
  do {
    await nextTask();
    const before = performance.now();
    await steps.step();
    times.push(performance.now() - before);
  } while (performance.now() - begin < ROUND_MS && !isCancelled());
  return times;
}

function finished({ row, times }: Entrant): BenchmarkRow {
  const medianMs = median(times);
  return { ...row, steps: times.length, minMs: Math.min(...times), medianMs };
}

/** The largest difference of two lists of losses, relative to the loss. */
const disagreement = (losses: readonly number[], expected: readonly number[]): number =>
  Math.max(...losses.map((loss, i) => Math.abs(loss - expected[i]!) / Math.abs(expected[i]!)));

const tooSlow = (ms: number): MimError =>
  new MimError('bad-config', 'a step takes {{seconds}} s here, too long to be timed', {
    values: { seconds: (ms / 1000).toFixed(1) },
  });

const otherLosses = (agreement: number): MimError =>
  new MimError('internal', 'its losses differ from the others’ by {{share}} of the loss', {
    values: { share: agreement.toExponential(1) },
  });
