/** @file The executor that needs no GPU: WebAssembly SIMD kernels on one or more threads, or plain loops where there is no SIMD. */

import { invariant } from '../../lib/assert.ts';
import type { Graph } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import type { Counters, Executor, Parameters, Resident, Session } from '../executor.ts';
import { TOTAL_LIMIT } from './heap.ts';
import { loadModule, type Loaded, type SimdBuild } from './module.ts';
import { CpuParameters } from './parameters.ts';
import { CpuResident } from './resident.ts';
import { CpuSession, scheduleOf, sessionBytes, type Tally } from './session.ts';
import { spawnThread } from './spawn-thread.ts';
import { Team, type SpawnThread } from './team.ts';
import { chooseThreads, chooseTile } from './trial.ts';

export interface CpuExecutorOptions {
  /**
   * 'relaxed' (the default) may round a multiply-add once, as the CPU likes; 'plain' gives the same bits on every CPU;
   * 'none' runs the references. What the machine cannot do falls back to the next.
   */
  readonly simd?: SimdBuild;
  /**
   * 1 (the default), or so many where memory can be shared and 1 elsewhere; `auto` has trials choose, among one and the
   * cores of the machine, and which register tile is faster. The numbers do not depend on any of this.
   */
  readonly threads?: number | 'auto';
  /** Starts a further thread; where there is no `Worker` of the web, one must be given. */
  readonly spawn?: SpawnThread;
  /** How long a thread may take no step before it counts as lost. */
  readonly patienceMs?: number;
}

/** More threads than this would have too few images of a batch each. */
const MOST_THREADS = 4;
/** The longest op of a step takes less than a second; a machine may be asleep for a while. */
const PATIENCE_MS = 30_000;

const ADAPTERS: Readonly<Record<SimdBuild, string>> = {
  relaxed: 'WebAssembly SIMD (relaxed)',
  plain: 'WebAssembly SIMD',
  none: 'JavaScript',
};

export async function createCpuExecutor(options: CpuExecutorOptions = {}): Promise<Executor> {
  const { simd = 'relaxed', threads = 1 } = options;
  const wanted = threads === 'auto' ? Math.min(cores(), MOST_THREADS) : threads;
  const loaded = await loadModule(simd, wanted > 1 && canShare());
  const { heap, kernels } = loaded;
  if (kernels === null) return new CpuExecutor(loaded, null);
  const tileHeight = threads === 'auto' ? chooseTile(heap, kernels) : FIRST_TILE;
  const team = await startTeam(loaded, options, wanted, tileHeight);
  if (team !== null && threads === 'auto') team.keep(chooseThreads(heap, kernels, team));
  if (team?.count !== 1) return new CpuExecutor(loaded, team);
  team.dispose();
  return new CpuExecutor(loaded, null);
}

const FIRST_TILE = 6;

/** null where memory is not shared or a thread does not start: one thread always works. */
async function startTeam(
  { heap, kernels, shared }: Loaded,
  { spawn = spawnThread, patienceMs = PATIENCE_MS }: CpuExecutorOptions,
  count: number,
  tileHeight: number,
): Promise<Team | null> {
  if (kernels === null || shared === null) return null;
  try {
    return await Team.start({ heap, kernels, module: shared, spawn, tileHeight, patienceMs }, count);
  } catch {
    return null;
  }
}

const cores = (): number =>
  (globalThis as { readonly navigator?: { readonly hardwareConcurrency?: number } }).navigator
    ?.hardwareConcurrency ?? 1;

/** Browsers share memory on isolated pages only, and let no page wait, only workers. */
function canShare(): boolean {
  const { crossOriginIsolated: isolated = true } = globalThis as { readonly crossOriginIsolated?: boolean };
  return isolated && typeof SharedArrayBuffer === 'function' && !('document' in globalThis);
}

class CpuExecutor implements Executor {
  readonly backend: 'wasm' | 'cpu';
  readonly adapter: string;
  readonly software = true;
  readonly limits = { buffer: TOTAL_LIMIT, total: TOTAL_LIMIT };
  /** A CPU does not go away; a thread may. */
  readonly lost: Promise<string>;
  onError: ((error: Error) => void) | null = null;
  #disposed = false;
  readonly #parts: Loaded;
  readonly #team: Team | null;
  readonly #tally: Tally = { dispatches: 0, submits: 0, uploadedBytes: 0 };

  constructor(loaded: Loaded, team: Team | null) {
    this.#parts = loaded;
    this.#team = team;
    this.lost = team?.lost ?? new Promise<string>(() => undefined);
    this.backend = loaded.kernels === null ? 'cpu' : 'wasm';
    this.adapter = ADAPTERS[loaded.build] + (team === null ? '' : `, ${team.count} threads`);
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
    const threads = this.#team?.count ?? 1;
    return sessionBytes(graph, scheduleOf(graph, threads).plan, this.#loaded.kernels, threads);
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
    const team = this.#team;
    const schedule = scheduleOf(graph, team?.count ?? 1);
    const parts = { graph, schedule, team, heap, kernels, parameters, residents: own, tally: this.#tally };
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
    this.#team?.dispose();
  }

  get #loaded(): Loaded {
    invariant(!this.#disposed, 'an executor after dispose');
    return this.#parts;
  }
}
