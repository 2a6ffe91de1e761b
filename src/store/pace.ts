/** @file When work runs: one at a time with the latest wish winning, once per frame, at most every so often. */

/**
 * Runs `work` one at a time. Asked for while it runs, it runs exactly once more afterwards, with whatever is true by
 * then. The promise settles when nothing is left to do. `work` must show its own failures.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let wanted = false;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      while (wanted) {
        wanted = false;
        await work();
      }
    } finally {
      running = null;
    }
  };
  return () => {
    wanted = true;
    running ??= run();
    return running;
  };
}

/** A hidden tab gets no animation frames, but its numbers must go on: then a timer stands in. */
const HIDDEN_FRAME_MS = 120;

/** Calls `work` once in the next animation frame, however often it is asked for. */
export function oncePerFrame(work: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    let frame = 0;
    const now = (): void => {
      if (!waiting) return;
      waiting = false;
      clearTimeout(timer);
      globalThis.cancelAnimationFrame?.(frame);
      work();
    };
    const timer = setTimeout(now, HIDDEN_FRAME_MS);
    frame = globalThis.requestAnimationFrame?.(now) ?? 0;
  };
}

/** Calls `work` when `ms` have passed since it was last asked for; `flush` does so at once if it is due. */
export function debounced(work: () => void, ms: number): { (): void; flush(): void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = (): void => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    work();
  };
  const ask = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };
  return Object.assign(ask, { flush });
}
