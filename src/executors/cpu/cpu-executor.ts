/** @file The executor that needs no GPU: WebAssembly SIMD kernels on one thread, or plain loops where there is no SIMD. */

import { invariant } from '../../lib/assert.ts';
import type { Graph } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { planMemory } from '../../graph/plan.ts';
import type { Counters, Executor, Parameters, Resident, Session } from '../executor.ts';
import { TOTAL_LIMIT } from './heap.ts';
import { loadModule, type Loaded, type SimdBuild } from './module.ts';
import { CpuParameters } from './parameters.ts';
import { CpuResident } from './resident.ts';
import { CpuSession, sessionBytes, type Tally } from './session.ts';

export interface CpuExecutorOptions {
  /**
   * 'relaxed' (the default) may round a multiply-add once, as the CPU likes; 'plain' gives the same bits on every CPU;
   * 'none' runs the references. What the machine cannot do falls back to the next.
   */
  readonly simd?: SimdBuild;
}

const ADAPTERS: Readonly<Record<SimdBuild, string>> = {
  relaxed: 'WebAssembly SIMD (relaxed)',
  plain: 'WebAssembly SIMD',
  none: 'JavaScript',
};

export async function createCpuExecutor({ simd = 'relaxed' }: CpuExecutorOptions = {}): Promise<Executor> {
  return new CpuExecutor(await loadModule(simd));
}

class CpuExecutor implements Executor {
  readonly backend: 'wasm' | 'cpu';
  readonly adapter: string;
  readonly software = true;
  readonly limits = { buffer: TOTAL_LIMIT, total: TOTAL_LIMIT };
  /** A CPU does not go away. */
  readonly lost = new Promise<string>(() => undefined);
  onError: ((error: Error) => void) | null = null;
  #disposed = false;
  readonly #parts: Loaded;
  readonly #tally: Tally = { dispatches: 0, submits: 0, uploadedBytes: 0 };

  constructor(loaded: Loaded) {
    this.#parts = loaded;
    this.backend = loaded.kernels === null ? 'cpu' : 'wasm';
    this.adapter = ADAPTERS[loaded.build];
  }

  createParameters(layout: ParameterLayout): Parameters {
    const uploaded = (bytes: number): void => {
      this.#tally.uploadedBytes += bytes;
    };
    return new CpuParameters(this.#loaded.heap, layout, uploaded);
  }

  createResident(data: Uint8Array<ArrayBuffer>): Resident {
    this.#tally.uploadedBytes += data.byteLength;
    return new CpuResident(this.#loaded.heap, data);
  }

  predictBytes(graph: Graph): number {
    return sessionBytes(graph, planMemory(graph), this.#loaded.kernels);
  }

  /** A session is one block. */
  largestBuffer(graph: Graph): number {
    return this.predictBytes(graph);
  }

  async open(
    graph: Graph,
    parameters: Parameters,
    residents: Readonly<Record<string, Resident>>,
    progress?: (done: number, total: number) => void,
  ): Promise<Session> {
    invariant(parameters instanceof CpuParameters, 'parameters of another executor');
    const { heap, kernels } = this.#loaded;
    const own = Object.fromEntries(
      Object.entries(residents).map(([name, resident]) => {
        invariant(resident instanceof CpuResident, `resident ${name} of another executor`);
        return [name, resident];
      }),
    );
    const plan = planMemory(graph);
    const parts = { graph, plan, heap, kernels, parameters, residents: own, tally: this.#tally };
    const session = new CpuSession(parts);
    progress?.(1, 1);
    return session;
  }

  counters(): Counters {
    return { ...this.#tally, allocations: this.#loaded.heap.allocations, pipelines: 0 };
  }

  /** The memory itself goes with the last session or parameters that refer to it. */
  dispose(): void {
    this.#disposed = true;
  }

  get #loaded(): Loaded {
    invariant(!this.#disposed, 'an executor after dispose');
    return this.#parts;
  }
}
