/** @file Long work between frames: some milliseconds at a time, in the order in which it was asked for. */

/** Together with one more step of the work this stays well below what a person notices. */
const SLICE_MS = 6;

interface Job {
  /** True when there is nothing left to do. */
  step(): boolean;
}

let jobs: Job[] = [];
let isUnderWay = false;

function slice(): void {
  const until = performance.now() + SLICE_MS;
  let [job] = jobs;
  while (job !== undefined && performance.now() < until) {
    if (job.step()) jobs = jobs.filter((other) => other !== job);
    [job] = jobs;
  }
  isUnderWay = job !== undefined;
  if (isUnderWay) setTimeout(slice, 0);
}

/**
 * Takes the steps of `work` one by one and gives its result to `done`. Returns what gives up; `done` is then not called.
 * A step should take a few milliseconds at most.
 */
export function inSlices<T>(work: Iterator<unknown, T>, done: (result: T) => void): () => void {
  const job: Job = {
    step() {
      const next = work.next();
      if (next.done !== true) return false;
      done(next.value);
      return true;
    },
  };
  jobs = [...jobs, job];
  if (!isUnderWay) {
    isUnderWay = true;
    setTimeout(slice, 0);
  }
  return () => {
    jobs = jobs.filter((other) => other !== job);
  };
}
