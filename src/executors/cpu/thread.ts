/** @file A thread beside the executor's own: it keeps programs, lists of kernel calls, and runs them when told. */

import { invariant } from '../../lib/assert.ts';
import type { Kernels } from './kernels.ts';
import { Meeting } from './meeting.ts';
import { replay, type KernelCall } from './record.ts';

/** One thread's part of a session: phases, after each of which `count` threads meet. */
export interface Program {
  readonly count: number;
  readonly phases: readonly (readonly KernelCall[])[];
}

export type ToThread =
  | {
      readonly kind: 'start';
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
      /** From 1 on; 0 is the executor's own thread. */
      readonly index: number;
      /** Addresses: blocks to multiply in, and the words of the meeting. */
      readonly scratch: number;
      readonly words: number;
      readonly wordCount: number;
      readonly tileHeight: number;
      readonly patienceMs: number;
    }
  | { readonly kind: 'open'; readonly id: number; readonly program: Program }
  | { readonly kind: 'run'; readonly id: number }
  | { readonly kind: 'close'; readonly id: number };

export type FromThread = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly reason: string };

/** The thread's end of its line. */
export interface ThreadSide {
  post(message: FromThread): void;
  onMessage(listener: (message: ToThread) => void): void;
}

export function serveThread(side: ThreadSide): void {
  const programs = new Map<number, Program>();
  let started: { readonly kernels: Kernels; readonly meeting: Meeting; readonly index: number } | undefined;

  const run = (id: number): void => {
    const program = programs.get(id);
    invariant(started !== undefined && program !== undefined, `no program ${id}`);
    const { kernels, meeting, index } = started;
    try {
      runProgram(program, kernels, meeting, index);
    } catch (cause) {
      meeting.breakUp();
      throw cause;
    }
  };

  side.onMessage((message) => {
    try {
      switch (message.kind) {
        case 'start':
          started = start(message);
          side.post({ kind: 'ready' });
          break;
        case 'open':
          programs.set(message.id, message.program);
          break;
        case 'run':
          run(message.id);
          break;
        case 'close':
          programs.delete(message.id);
      }
    } catch (cause) {
      side.post({ kind: 'failed', reason: String(cause) });
    }
  });
}

function start(message: ToThread & { readonly kind: 'start' }) {
  const { module, memory, index, scratch, words, wordCount, tileHeight, patienceMs } = message;
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  const kernels = exports as unknown as Kernels;
  kernels.useMultiplyScratch(scratch);
  kernels.useTileHeight(tileHeight);
  return {
    kernels,
    index,
    meeting: new Meeting(new Int32Array(memory.buffer, words, wordCount), patienceMs),
  };
}

function abort(): never {
  invariant(false, 'a kernel aborted');
}

/** All phases of one thread. */
export function runProgram(program: Program, kernels: Kernels, meeting: Meeting, index: number): void {
  for (const phase of program.phases) {
    for (const call of phase) {
      replay(kernels, call);
      meeting.tick(index);
    }
    meeting.meet(program.count);
  }
}
