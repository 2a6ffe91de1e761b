/** @file What a node asks of the kernels, as data: a list that another thread can carry out. */

import type { Kernels } from './kernels.ts';
import { lower, type Call } from './lowering.ts';

export interface KernelCall {
  readonly kernel: keyof Kernels;
  readonly args: readonly number[];
}

/** The calls that run a node, or null if it has no kernel and must run by its reference. */
export function record(call: Call): readonly KernelCall[] | null {
  const calls: KernelCall[] = [];
  const recorder = new Proxy({} as Kernels, {
    get:
      (_, kernel: string) =>
      (...args: number[]): void => {
        calls.push({ kernel: kernel as keyof Kernels, args });
      },
  });
  const run = lower(recorder, call);
  if (run === null) return null;
  run();
  return calls;
}

/** Carries out what has been recorded. */
export function replay(kernels: Kernels, { kernel, args }: KernelCall): void {
  const run: (...numbers: never[]) => unknown = kernels[kernel];
  run(...(args as never[]));
}
