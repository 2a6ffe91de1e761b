/** @file The one error class that crosses module and thread boundaries. */

/** Closed list: every code has a line in the README's troubleshooting table, and a test checks that it does. */
export type ErrorCode =
  | 'bad-config' // A value the person can edit is out of range or inconsistent.
  | 'bad-file' // A weight file or session could not be read.
  | 'bad-image' // A picture could not be read.
  | 'no-webgpu' // No usable adapter where one was demanded.
  | 'device-lost' // The GPU or the worker went away; the run goes on from its last snapshot.
  | 'out-of-memory' // The model does not fit; nothing was allocated.
  | 'diverged' // Loss or gradient became non-finite.
  | 'busy' // The engine is doing something that excludes this call.
  | 'cancelled' // The person stopped it.
  | 'storage' // The browser would not keep something.
  | 'internal'; // A bug of ours.

/** Values of a message's `{{name}}` places. */
export type MessageValues = Readonly<Record<string, string | number>>;

export interface WireError {
  readonly code: ErrorCode;
  /** The sentence with `{{name}}` places unfilled: the key under which the page finds its translation. */
  readonly template: string;
  readonly values: MessageValues;
  readonly hint?: string;
  readonly stack?: string;
}

/** Fills the `{{name}}` places of a sentence. */
export const fillIn = (template: string, values: MessageValues): string =>
  template.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place));

interface MimErrorOptions {
  readonly values?: MessageValues;
  /** What the reader can do about it, in one sentence; may use the same `values`. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/**
 * An expected failure, worded for the person at the screen: `message` names the thing and the value, `hint` says
 * what to do. Sentences are English templates; the page translates `template` and `hint` and fills in `values`.
 */
export class MimError extends Error {
  override readonly name = 'MimError';
  readonly code: ErrorCode;
  readonly template: string;
  readonly values: MessageValues;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, template: string, options: MimErrorOptions = {}) {
    const values = options.values ?? {};
    super(fillIn(template, values), { cause: options.cause });
    this.code = code;
    this.template = template;
    this.values = values;
    this.hint = options.hint;
  }
}

/** Flattens anything thrown into something `postMessage` can carry. */
export function toWire(thrown: unknown): WireError {
  if (!(thrown instanceof Error)) return { code: 'internal', template: String(thrown), values: {} };
  const stack = thrown.stack === undefined ? {} : { stack: thrown.stack };
  if (!(thrown instanceof MimError)) {
    return { code: 'internal', template: thrown.message, values: {}, ...stack };
  }
  const { code, template, values, hint } = thrown;
  return { code, template, values, ...(hint !== undefined && { hint }), ...stack };
}

/** Inverse of {@link toWire}; keeps the far side's stack. */
export function fromWire(wire: WireError): MimError {
  const { code, template, values, hint, stack } = wire;
  const error = new MimError(code, template, { values, ...(hint !== undefined && { hint }) });
  if (stack !== undefined) error.stack = stack;
  return error;
}
