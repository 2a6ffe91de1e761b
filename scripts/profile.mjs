/**
 * @file Prints what each kernel of the CPU executor takes of a training step, and its GFLOP/s:
 * `node scripts/profile.mjs [--size target] [--build relaxed] [--threads 1] [--steps 10]`.
 */

import { parseArgs } from 'node:util';
import { withPage } from './dev-page.mjs';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'target' },
    build: { type: 'string', default: 'relaxed' },
    threads: { type: 'string', default: '1' },
    steps: { type: 'string', default: '10' },
  },
});

/** Floating-point operations of one call, by the sizes that are handed over. */
const FLOPS = {
  linear: ([r, k, n]) => 2 * r * k * n,
  linearBackwardInput: ([r, k, n]) => 2 * r * k * n,
  linearBackwardWeight: ([r, n, k]) => 2 * r * k * n,
  attention: ([b, t, h, d]) => 4 * b * h * t * t * d,
  attentionBackward: ([b, t, h, d]) => 10 * b * h * t * t * d,
};

await withPage(
  '/scripts/profile/index.html',
  'profile',
  async (page) => {
    const rows = await page.evaluate(
      ([size, simd, threads, steps]) =>
        window.profile(size, { simd, threads: Number(threads) }, Number(steps)),
      [values.size, values.build, values.threads, values.steps],
    );
    const step = rows.find(({ kernel }) => kernel === 'step');
    let sum = 0;
    for (const { kernel, sizes, calls, ms } of rows.toSorted((a, b) => b.ms - a.ms)) {
      const flops = FLOPS[kernel]?.(sizes) * calls;
      if (kernel !== 'step') sum += ms;
      const cells = [
        kernel.padEnd(24),
        sizes.join('×').padEnd(20),
        String(calls).padStart(3),
        ms.toFixed(2).padStart(9),
        `${((100 * ms) / step.ms).toFixed(1)} %`.padStart(8),
        flops ? (flops / ms / 1e6).toFixed(1).padStart(7) : '',
      ];
      process.stdout.write(`${cells.join(' ')}\n`);
    }
    process.stdout.write(`sum of the fastest calls ${sum.toFixed(2)} ms\n`);
  },
  { isolated: true },
);
