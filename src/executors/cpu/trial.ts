/** @file Trials at start-up: which tile suits this CPU, and how many threads win anything here. */

import type { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';
import { runProgram, type Program } from './thread.ts';
import type { Team } from './team.ts';

/** A layer of a small model: long enough to be timed, short enough not to be noticed. */
const [ROWS, DEPTH, COLUMNS] = [240, 192, 192];
const TILE_HEIGHTS = [6, 8] as const;
/** The compiler needs this long to notice what is hot; the shortest time counts, as other programs only add to it. */
const TRIAL_MS = 25;
/** More threads must take at most this share of the time of fewer. */
const WORTH = 0.85;

/** Milliseconds of the fastest of as many runs as fit into {@link TRIAL_MS}, for each candidate in turn. */
function fastest(candidates: readonly (() => void)[]): readonly number[] {
  const best = candidates.map(() => Infinity);
  const end = performance.now() + TRIAL_MS * candidates.length;
  while (performance.now() < end) {
    candidates.forEach((run, i) => {
      const before = performance.now();
      for (let repeat = 0; repeat < 4; repeat++) run();
      best[i] = Math.min(best[i]!, performance.now() - before);
    });
  }
  return best;
}

/** Room for one product; freed when `work` is done. */
function withProduct<T>(heap: Heap, work: (args: (from: number, to: number) => readonly number[]) => T): T {
  const x = heap.allocate(ROWS * DEPTH * 4);
  const w = heap.allocate(COLUMNS * DEPTH * 4);
  const y = heap.allocate(ROWS * COLUMNS * 4);
  heap.floats(x, ROWS * DEPTH).fill(0.5);
  heap.floats(w, COLUMNS * DEPTH).fill(0.5);
  const share = (from: number, to: number): readonly number[] => {
    const ends = [to - from, DEPTH, COLUMNS];
    return [x + from * DEPTH * 4, w, 0, 0, y + from * COLUMNS * 4, 0, ...ends];
  };
  try {
    return work(share);
  } finally {
    for (const at of [x, w, y]) heap.free(at);
  }
}

/** The height of the faster register tile; also sets it. */
export function chooseTile(heap: Heap, kernels: Kernels): number {
  return withProduct(heap, (share) => {
    const args = share(0, ROWS) as unknown as Parameters<Kernels['linear']>;
    const times = fastest(
      TILE_HEIGHTS.map((height) => () => {
        kernels.useTileHeight(height);
        kernels.linear(...args);
      }),
    );
    const chosen = times[1]! < times[0]! ? TILE_HEIGHTS[1] : TILE_HEIGHTS[0];
    kernels.useTileHeight(chosen);
    return chosen;
  });
}

/** As many of the team's threads as are worth having; 1 if none but the executor's own is. */
export function chooseThreads(heap: Heap, kernels: Kernels, team: Team): number {
  return withProduct(heap, (share) => {
    const counts = Array.from({ length: team.count }, (_, i) => i + 1);
    const runs = counts.map((count) => {
      const programs = Array.from({ length: count }, (_, i): Program => {
        const [from, to] = [i, i + 1].map((j) => Math.floor((ROWS * j) / count)) as [number, number];
        return {
          count,
          phases: Array.from({ length: 4 }, () => [{ kernel: 'linear', args: share(from, to) }]),
        };
      });
      const id = team.open(programs.slice(1));
      const run = (): void => {
        team.begin(id, count);
        runProgram(programs[0]!, kernels, team.meeting, 0);
      };
      return { run, id };
    });
    const times = fastest(runs.map(({ run }) => run));
    for (const { id } of runs) team.close(id);
    return counts.reduce((chosen, count) =>
      times[count - 1]! < WORTH ** (count - chosen) * times[chosen - 1]! ? count : chosen,
    );
  });
}
