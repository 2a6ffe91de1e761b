/** @file Sentences for the person at the screen: notices, the log, and the one place where errors become visible. */

import {
  fillIn,
  MimError,
  toWire,
  type ErrorCode,
  type MessageValues,
  type WireError,
} from '../lib/errors.ts';
import type { Notice } from './state.ts';
import { app } from './store.ts';

const LOG_LINES = 500;
let nextId = 1;

/** Shows a sentence, in the place of an earlier one with the same template. Returns its id. */
export function notify(notice: Omit<Notice, 'id' | 'values'> & { readonly values?: MessageValues }): number {
  const id = nextId++;
  const shown: Notice = { ...notice, values: notice.values ?? {}, id };
  app.setState(({ notices }) => ({
    notices: [...notices.filter(({ template }) => template !== notice.template), shown],
  }));
  logLine(fillIn(shown.template, shown.values));
  return id;
}

export function dismissNotice(id: number): void {
  app.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Takes back a sentence that is no longer true. */
export function withdraw(template: string): void {
  app.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.template !== template) }));
}

/** A line of the Log tab, English, newest last. */
export function logLine(text: string): void {
  app.setState(({ log }) => ({ log: [...log.slice(1 - LOG_LINES), { at: Date.now(), text }] }));
}

/** Errors that need no sentence of their own, because another one tells the person what happened. */
export const announced = new WeakSet<object>();

/** A way on for each code that has one; filled at start-up by the actions that know it. */
export const remedies = new Map<ErrorCode, () => Notice['action']>();

/** Shows any error as a sentence, with a way on where there is one; what the person cancelled needs none. */
export function reportError(error: unknown): void {
  if (typeof error === 'object' && error !== null && announced.has(error)) return;
  const wire: WireError = toWire(error);
  if (wire.code === 'cancelled') return;
  app.setState({ lastError: wire });
  const action = remedies.get(wire.code)?.();
  notify({
    tone: 'error',
    template: wire.template,
    values: wire.values,
    ...(wire.hint !== undefined && { hint: wire.hint }),
    ...(action !== undefined && { action }),
  });
}

/** Runs an action of the person's; what it throws is shown and goes no further. `undefined` where it failed. */
export async function shown<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    reportError(error);
    return undefined;
  }
}

export const isMimError = (error: unknown, code: MimError['code']): error is MimError =>
  error instanceof MimError && error.code === code;
