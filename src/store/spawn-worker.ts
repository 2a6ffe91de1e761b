/**
 * @file Starts the trainer in a worker that obeys the page's content security policy.
 *
 * A policy in a <meta> tag does not reach a worker that is loaded from a URL; a blob worker inherits it. So a blob of
 * one line imports the trainer's chunk, which must be of our own origin.
 */

// oxlint-disable-next-line import/default -- Vite makes an address of this module, not its exports
import workerUrl from '../trainer/worker.ts?worker&url';
import type { Port } from '../lib/rpc.ts';

/** The trainer as the page holds it. */
export interface EngineWorker extends Port {
  /** Called when the script fails to load, throws outside a call, or sends what cannot be read. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}

/** The part of the Trusted Types API that we use; TypeScript's DOM library does not have it. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Blob addresses that this file has made; no other blob may become a script. */
const ours = new Set<string>();
let policy: { createScriptURL(url: string): string } | null = null;

function checked(url: string): string {
  if (ours.has(url) || new URL(url, location.href).origin === location.origin) return url;
  throw new TypeError(`refused to run a script from ${url}`);
}

/** Where the browser enforces Trusted Types, the URL comes from the policy `app-url`, which the page's CSP names. */
function trusted(url: string): string {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return checked(url);
  policy ??= factory.createPolicy('app-url', { createScriptURL: checked });
  return policy.createScriptURL(url);
}

/** `import()` fails silently inside a worker; thrown from a timer it reaches the page's `onerror`. */
const bootstrap = (chunk: string): string =>
  `import(${JSON.stringify(chunk)}).then(` +
  `() => postMessage({ kind: 'event', name: 'loaded', data: null }), ` +
  `(error) => setTimeout(() => { throw error; }))`;

export function spawnWorker(): EngineWorker {
  const chunk = checked(new URL(workerUrl, document.baseURI).href);
  const blob = URL.createObjectURL(new Blob([bootstrap(chunk)], { type: 'text/javascript' }));
  ours.add(blob);
  const worker = new Worker(trusted(blob), { type: 'module', name: 'trainer' });
  const release = (): void => {
    ours.delete(blob);
    URL.revokeObjectURL(blob);
  };

  // What is posted before the chunk has run would be lost: nobody listens yet.
  let waiting: Parameters<Port['postMessage']>[] | null = [];
  worker.addEventListener('message', function loaded({ data }: MessageEvent<{ readonly name?: unknown }>) {
    if (data.name !== 'loaded') return;
    worker.removeEventListener('message', loaded);
    release();
    waiting?.forEach(([message, transfer = []]) => worker.postMessage(message, transfer));
    waiting = null;
  });

  return {
    postMessage(message, transfer = []) {
      if (waiting === null) worker.postMessage(message, transfer);
      else waiting.push([message, transfer]);
    },
    addEventListener: (type, listener) => worker.addEventListener(type, listener),
    onDeath(listener) {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener(event.message === '' ? 'its script did not load' : event.message);
      });
      worker.addEventListener('messageerror', () => listener('it sent something unreadable'));
    },
    terminate() {
      release();
      worker.terminate();
    },
  };
}
