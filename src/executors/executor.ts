/** @file What an executor is: it holds weights on its device and runs planned graphs on them. */

import type { Graph } from '../graph/graph.ts';
import type { ParameterLayout } from '../graph/parameters.ts';
import type { Plan } from '../graph/plan.ts';

export type InputData = Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;
export type FlatBuffer = 'weights' | 'gradients' | 'moment1' | 'moment2';

/** A model's four flat buffers on the device. */
export interface Parameters {
  readonly layout: ParameterLayout;
  /** Replaces a whole flat buffer; `weights` has `layout.size` floats, the others `layout.trainableSize`. */
  write(which: FlatBuffer, data: Float32Array<ArrayBuffer>): void;
  /** A copy, after everything queued so far has run. */
  read(which: FlatBuffer): Promise<Float32Array<ArrayBuffer>>;
  dispose(): void;
}

/** A buffer that outlives graphs: the data set. */
export interface Resident {
  readonly bytes: number;
  dispose(): void;
}

/** A planned graph with its buffers, bound to parameters and residents; ready to run again and again. */
export interface Session {
  readonly graph: Graph;
  readonly plan: Plan;
  /** Fills a named input; takes effect for the next run. */
  write(input: string, data: InputData): void;
  /**
   * Runs every node once, in order. Resolves with copies of the named values when they can be read; runs queue up in
   * order, and a caller keeps at most two under way.
   */
  run(read: readonly string[]): Promise<Readonly<Record<string, Float32Array<ArrayBuffer>>>>;
  dispose(): void;
}

/** Counts since the executor was made; tests hold steady state against them. */
export interface Counters {
  readonly dispatches: number;
  readonly submits: number;
  /** Buffers (or heap blocks) ever allocated. */
  readonly allocations: number;
  readonly pipelines: number;
  readonly uploadedBytes: number;
}

export interface Executor {
  readonly backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu';
  readonly adapter: string;
  readonly software: boolean;
  /** Bytes that one buffer, and all of them, may take. */
  readonly limits: { readonly buffer: number; readonly total: number };
  /** Settles with a sentence when the device goes away; never settles otherwise. */
  readonly lost: Promise<string>;
  /** Errors of the device that no call has reported; a run stops at the first. */
  onError: ((error: Error) => void) | null;

  createParameters(layout: ParameterLayout): Parameters;
  createResident(data: Uint8Array<ArrayBuffer>): Resident;
  /**
   * Everything that running `graph` takes beyond the parameters, in bytes, before any is allocated.
   * @param reads names that will be read after a run: they may take bytes on their way to the host
   */
  predictBytes(graph: Graph, reads?: readonly string[]): number;
  /** The largest buffer among them. */
  largestBuffer(graph: Graph): number;
  /** Allocates, compiles what has not been compiled yet (`progress` from 0 to 1), and binds. */
  open(
    graph: Graph,
    parameters: Parameters,
    residents: Readonly<Record<string, Resident>>,
    progress?: (done: number, total: number) => void,
  ): Promise<Session>;
  /**
   * Cosine similarity of all pairs of rows of features [n, width], [n, n]; absent where plain loops are the best there is.
   */
  readonly cosineMatrix?: (
    features: Float32Array,
    n: number,
    width: number,
  ) => Promise<Float32Array<ArrayBuffer>>;
  counters(): Counters;
  dispose(): void;
}
