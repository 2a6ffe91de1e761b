/** @file Typed calls and events over a MessagePort-like pair. Knows nothing of what is said. */

import { fromWire, MimError, toWire, type WireError } from './errors.ts';

/** The part of `Worker`, `MessagePort` and the worker's global scope that we use. */
export interface Port {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** The methods of `Api`, as seen through the wire. */
export type Remote<Api> = {
  readonly [M in keyof Api]: Api[M] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly args: readonly unknown[] }
  | { readonly kind: 'return'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'throw'; readonly id: number; readonly error: WireError }
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown };

export interface Client<Api, Events> {
  readonly call: Remote<Api>;
  /** Returns the function that stops listening. */
  on<E extends keyof Events & string>(name: E, listener: (data: Events[E]) => void): () => void;
  /** Rejects every pending call, e.g. when the worker has died. */
  fail(error: MimError): void;
}

export function createClient<Api extends object, Events extends object>(port: Port): Client<Api, Events> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let nextId = 0;

  port.addEventListener('message', ({ data }) => {
    const message = data as Message;
    switch (message.kind) {
      case 'return':
        pending.get(message.id)?.resolve(message.value);
        pending.delete(message.id);
        break;
      case 'throw':
        pending.get(message.id)?.reject(fromWire(message.error));
        pending.delete(message.id);
        break;
      case 'event':
        listeners.get(message.name)?.forEach((listener) => listener(message.data as never));
        break;
      case 'call':
        throw new Error(`client received a call to ${message.method}`);
    }
  });

  const invoke = (method: string, args: readonly unknown[]): Promise<unknown> => {
    const id = nextId++;
    return new Promise((resolve, reject) => {
      port.postMessage({ kind: 'call', id, method, args } satisfies Message);
      pending.set(id, { resolve, reject });
    });
  };

  return {
    call: new Proxy({} as Remote<Api>, {
      get: (_, method) => {
        if (method === 'then') return undefined; // or `await` would take this for a promise and call it
        return (...args: unknown[]) => invoke(String(method), args);
      },
    }),
    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener));
      return () => void set.delete(listener);
    },
    fail(error) {
      for (const reply of pending.values()) reply.reject(error);
      pending.clear();
    },
  };
}

/** Answers calls with `api`'s methods; returns the function that emits events. Results are moved, not copied. */
export function serve<Api extends object, Events extends object>(
  port: Port,
  api: Api,
): <E extends keyof Events & string>(name: E, data: Events[E]) => void {
  port.addEventListener('message', ({ data }) => void answer(data as Message));

  async function answer(message: Message): Promise<void> {
    if (message.kind !== 'call') return;
    const { id, method, args } = message;
    try {
      const handler = api[method as keyof Api] as ((...args: readonly unknown[]) => unknown) | undefined;
      if (typeof handler !== 'function') throw new Error(`no method ${method}`);
      const value = await handler.call(api, ...args);
      port.postMessage({ kind: 'return', id, value } satisfies Message, buffersOf(value));
    } catch (error) {
      port.postMessage({ kind: 'throw', id, error: toWire(error) } satisfies Message);
    }
  }

  return (name, data) => port.postMessage({ kind: 'event', name, data } satisfies Message, buffersOf(data));
}

/** Every array buffer in plain objects and arrays, at most four levels down: these are moved. */
function buffersOf(value: unknown, depth = 4, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null && depth > 0) {
    const proto: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value) || proto === Object.prototype || proto === null) {
      for (const item of Object.values(value)) buffersOf(item, depth - 1, found);
    }
  }
  return [...found];
}
