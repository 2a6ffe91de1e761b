/** @file Actions that measure this device. */

import { BENCHMARK_SIZES, type BenchmarkReport, type BenchmarkSize } from '../../protocol/benchmark.ts';
import { call } from '../client.ts';
import { endComparison } from '../comparison.ts';
import { notify, shown } from '../notices.ts';
import { train, wantsTraining } from '../run-control.ts';
import { app } from '../store.ts';

const ROUNDS = 5;

/** Times a step of every size up to `largest` on all executors of this device; training pauses for it. */
export async function runBenchmark(largest: BenchmarkSize): Promise<void> {
  if (app.getState().benchmark.isRunning) return;
  await shown(endComparison);
  const goesOn = wantsTraining();
  const sizes = BENCHMARK_SIZES.slice(0, BENCHMARK_SIZES.indexOf(largest) + 1);
  const { report: before } = app.getState().benchmark;
  app.setState({ benchmark: { isRunning: true, report: null } });
  const report = await shown(() => call.benchmark({ sizes, rounds: ROUNDS }));
  app.setState(({ progress }) => ({
    benchmark: { isRunning: false, report: report ?? before },
    progress: progress?.task === 'benchmark' ? null : progress,
  }));
  if (goesOn) void shown(() => train(null));
}

/** The last report as Markdown, into the clipboard. */
export async function copyBenchmark(): Promise<void> {
  const { report } = app.getState().benchmark;
  if (report === null) return;
  const text = benchmarkMarkdown(report, navigator.userAgent);
  try {
    await navigator.clipboard.writeText(text);
    notify({ tone: 'info', template: 'The report is in the clipboard.' });
  } catch {
    notify({ tone: 'warning', template: 'The browser gave no access to the clipboard.' });
  }
}

const number = (value: number | undefined): string => (value === undefined ? '–' : value.toPrecision(3));

/** A table that can be pasted into an issue; English, like the rest of what is published. */
export function benchmarkMarkdown({ rows }: BenchmarkReport, browser: string): string {
  const lines = rows.map((row) => {
    const { size, engine, device = '–', software, batch, flops, medianMs, problem } = row;
    const gigaflops = flops !== undefined && medianMs !== undefined ? flops / (medianMs * 1e6) : undefined;
    const images = medianMs === undefined ? undefined : (1000 * batch) / medianMs;
    const cells = [
      size,
      engine,
      software === true && engine === 'webgpu' ? `${device} (software)` : device,
      number(row.minMs),
      number(medianMs),
      number(images),
      number(gigaflops),
      number(row.compileMs),
      number(row.firstMs),
      problem === undefined ? number(row.agreement) : problem.code,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const head = [
    'size',
    'executor',
    'device',
    'ms min',
    'ms median',
    'images/s',
    'GFLOP/s',
    'compile ms',
    'first ms',
    'losses differ by',
  ];
  return [
    `One training step of an MAE (MIM Playground), ${browser}`,
    '',
    `| ${head.join(' | ')} |`,
    `|${head.map(() => ' --- ').join('|')}|`,
    ...lines,
    '',
  ].join('\n');
}
