/** @file One thing at a time on the executor, in the order of asking. */

export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` after everything asked before it; a failure of one does not touch the next. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** Lets the worker's messages in: a task of its own, sooner than any timer. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
