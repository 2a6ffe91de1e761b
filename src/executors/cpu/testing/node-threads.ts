/** @file Further threads in Node, for tests: the worker's script is bundled once, as Node does not read TypeScript. */

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import type { SpawnThread } from '../team.ts';

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      ssr: true,
      rollupOptions: {
        input: fileURLToPath(new URL('node-thread.ts', import.meta.url)),
        output: { format: 'cjs' },
      },
    },
  });
  const [output] = Array.isArray(made) ? made : [made];
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error('the thread was not bundled');
  return chunk.code;
}

/** Threads that end with the process, if not before. `started` gets each one's worker. */
export async function nodeSpawner(started: Worker[] = []): Promise<SpawnThread> {
  const code = await (bundled ??= bundle());
  return () => {
    const worker = new Worker(code, { eval: true });
    worker.unref();
    started.push(worker);
    let isWanted = true;
    return {
      post: (message) => worker.postMessage(message, []),
      onMessage: (listener) => worker.on('message', listener),
      onDeath(listener) {
        worker.on('error', (error) => listener(String(error)));
        worker.on('exit', () => isWanted && listener('it ended'));
      },
      terminate() {
        isWanted = false;
        void worker.terminate();
      },
    };
  };
}
