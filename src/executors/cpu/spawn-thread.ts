/**
 * @file Starts a further thread from a worker, under the page's content security policy.
 *
 * As in store/spawn-worker.ts, and for its reason: a blob inherits the policy of who made it, a URL does not.
 */

// oxlint-disable-next-line import/default -- Vite makes an address of this module, not its exports
import threadUrl from './thread-worker.ts?worker&url';
import type { ThreadPort } from './team.ts';
import type { FromThread } from './thread.ts';

/** The part of the Trusted Types API that we use; TypeScript's library does not have it. */
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** Blob addresses that this file has made; no other may become a script. */
const ours = new Set<string>();
let policy: { createScriptURL(url: string): string } | null = null;

function checked(url: string): string {
  if (ours.has(url) || new URL(url).origin === self.origin) return url;
  throw new TypeError(`refused to run a script from ${url}`);
}

/** Where Trusted Types are enforced, the address comes from the policy that the page's CSP names. */
function trusted(url: string): string {
  const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return checked(url);
  policy ??= factory.createPolicy('app-url', { createScriptURL: checked });
  return policy.createScriptURL(url);
}

/** An `import()` that fails inside a worker is silent, unless it is reported. */
const bootstrap = (chunk: string): string =>
  `import(${JSON.stringify(chunk)}).then(() => postMessage('loaded'), reportError)`;

export function spawnThread(): ThreadPort {
  const chunk = checked(new URL(threadUrl, import.meta.url).href);
  const blob = URL.createObjectURL(new Blob([bootstrap(chunk)], { type: 'text/javascript' }));
  ours.add(blob);
  const worker = new Worker(trusted(blob), { type: 'module', name: 'cpu' });
  const release = (): void => {
    ours.delete(blob);
    URL.revokeObjectURL(blob);
  };
  // What is posted before the chunk has run would be lost.
  let waiting: unknown[] | null = [];
  worker.addEventListener('message', function loaded({ data }) {
    if (data !== 'loaded') return;
    worker.removeEventListener('message', loaded);
    release();
    for (const message of waiting ?? []) worker.postMessage(message, []);
    waiting = null;
  });
  return {
    post(message) {
      if (waiting === null) worker.postMessage(message, []);
      else waiting.push(message);
    },
    onMessage(listener) {
      worker.addEventListener('message', ({ data }: MessageEvent<FromThread | 'loaded'>) => {
        if (data !== 'loaded') listener(data);
      });
    },
    onDeath(listener) {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        listener(event.message === '' ? 'its script did not load' : event.message);
      });
    },
    terminate() {
      release();
      worker.terminate();
    },
  };
}
