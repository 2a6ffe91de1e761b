/** @file What the page itself costs, as Markdown. */

import { factsOf, median, ms, ratio, table } from './tables.mjs';
import { LONG_MS } from './page-tasks.mjs';

/** @param {import('./page-tasks.mjs').StepCost} step */
const wall = ({ wallMs }) => wallMs;

/** @param {import('./page-tasks.mjs').StepCost} step */
const cpu = ({ cpuMs }) => cpuMs;

/**
 * @param {import('./tables.mjs').Result['machine']} machine
 * @param {import('./page-tasks.mjs').PageResult} page
 */
export function pageTables(machine, { engine, phases, frames, steps, strokes }) {
  return [
    `${factsOf(machine)}\n- The page trains on: ${engine}`,
    table(
      [
        'main thread',
        'tasks',
        'longest: computing, ms',
        `tasks computing over ${LONG_MS} ms`,
        'longest: wall, ms',
      ],
      phases.map(({ when, count, longestCpuMs, longestWallMs, long }) => [
        when,
        String(count),
        ms(longestCpuMs),
        String(long),
        ms(longestWallMs),
      ]),
    ),
    table(
      ['median of', 'a', 'b', 'ratio'],
      [
        ['frames a second: training, idle', frames.training, frames.idle],
        ['ms a step: all live views on screen, none', steps.seen.map(wall), steps.unseen.map(wall)],
        ['the same, computing of the trainer’s thread', steps.seen.map(cpu), steps.unseen.map(cpu)],
        ['ms from stroke to reconstruction: training, idle', strokes.training, strokes.idle],
      ].map(([what, a, b]) => [what, ms(median(a)), ms(median(b)), ratio(median(a), median(b))]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
