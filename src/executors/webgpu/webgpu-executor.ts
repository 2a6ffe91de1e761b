/** @file The WebGPU executor: a whole training step is one list of dispatches in one pass. */

import type { Graph } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { layoutOf } from '../../graph/parameters.ts';
import { planMemory } from '../../graph/plan.ts';
import { invariant } from '../../lib/assert.ts';
import type { Counters, Executor, Parameters, Resident, Session } from '../executor.ts';
import { arrange } from './arrange.ts';
import { Buffers, largestBuffer } from './buffers.ts';
import { describeAdapter, requestGpu, type Gpu } from './device.ts';
import type { Kernel } from '../../ops/webgpu/kernel.ts';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';
import { fasterGemm, rememberedGemm, trialGraph, trialKey, type TrialMemory } from './gemm-trial.ts';
import { lowerGraph } from './lower.ts';
import { WebgpuParameters } from './parameters.ts';
import { Pace } from './pace.ts';
import { Pipelines, type Compiled } from './pipelines.ts';
import { WebgpuResident } from './resident.ts';
import { sessionBytes, WebgpuSession } from './session.ts';

const GIBIBYTE = 2 ** 30;
/** A quarter of what the browser admits to, which it caps at 8 GiB. */
const SHARE_OF_MEMORY = 0.25;

export interface WebgpuExecutorOptions {
  /**
   * A run that is predicted to take more milliseconds is cut into several submits, between which the browser draws.
   * Infinity: one submit, always; so it is on a software adapter, which draws nothing. The numbers are the same.
   */
  readonly longestSubmitMs?: number;
  /**
   * Left out: on a hardware adapter the faster ones, by a trial; on a software one those with the fewest loads, which
   * are what takes its time.
   */
  readonly gemm?: GemmFamily | 'faster';
  /** Keeps the trial's result for the next time. */
  readonly memory?: TrialMemory;
}
/** Two frames of a screen. */
const LONGEST_SUBMIT_MS = 30;

export async function createWebgpuExecutor(options: WebgpuExecutorOptions = {}): Promise<Executor> {
  const gpu = await requestGpu();
  const longestSubmitMs = options.longestSubmitMs ?? (gpu.software ? Infinity : LONGEST_SUBMIT_MS);
  const frugal = gpu.families.includes('subgroup') ? 'subgroup' : 'register';
  const wanted = options.gemm ?? (gpu.software ? frugal : 'faster');
  const choices = {
    pace: new Pace(longestSubmitMs),
    gemm: wanted === 'faster' ? 'register' : wanted,
  } satisfies Choices;
  const executor = new WebgpuExecutor(gpu, choices, await cosineMatrixFor(gpu));
  if (wanted === 'faster') await executor.chooseGemm(gpu, options.memory);
  return executor;
}

async function cosineMatrixFor({ device, adapterInfo, software }: Gpu): Promise<Executor['cosineMatrix']> {
  if (software) return undefined; // there the plain loops beat any shader
  const { cosineMatrixOnGpu, shareWithTfjs } = await import('./tfjs.ts');
  await shareWithTfjs(device, adapterInfo);
  return cosineMatrixOnGpu;
}

/** What may be chosen without any number changing. */
interface Choices {
  readonly pace: Pace;
  readonly gemm: GemmFamily;
}

class WebgpuExecutor implements Executor {
  readonly backend = 'webgpu';
  readonly adapter: string;
  readonly software: boolean;
  readonly limits: Executor['limits'];
  readonly lost: Promise<string>;
  onError: ((error: Error) => void) | null = null;
  readonly cosineMatrix?: NonNullable<Executor['cosineMatrix']>;
  readonly #device: GPUDevice;
  readonly #buffers: Buffers;
  readonly #pipelines: Pipelines;
  readonly #counts = { dispatches: 0, submits: 0 };
  #choices: Choices;

  constructor(
    { device, adapterInfo, software }: Gpu,
    choices: Choices,
    cosineMatrix?: Executor['cosineMatrix'],
  ) {
    this.#choices = choices;
    if (cosineMatrix !== undefined) this.cosineMatrix = cosineMatrix;
    this.#device = device;
    this.#buffers = new Buffers(device);
    this.#pipelines = new Pipelines(device);
    this.adapter = describeAdapter(adapterInfo);
    this.software = software;
    const { deviceMemory = 4 } = navigator as { readonly deviceMemory?: number };
    this.limits = {
      buffer: largestBuffer(device.limits),
      total: deviceMemory * GIBIBYTE * SHARE_OF_MEMORY,
    };
    this.lost = new Promise((resolve) => {
      void device.lost.then(({ reason, message }) => {
        if (reason !== 'destroyed') resolve(message || reason); // our own dispose is no loss
      });
    });
    device.addEventListener('uncapturederror', ({ error }) => this.onError?.(new Error(error.message)));
  }

  createParameters(layout: ParameterLayout): Parameters {
    return new WebgpuParameters(layout, this.#buffers);
  }

  createResident(data: Uint8Array<ArrayBuffer>): Resident {
    return new WebgpuResident(data, this.#buffers);
  }

  predictBytes(given: Graph, reads: readonly string[] = []): number {
    const graph = arrange(given);
    const program = lowerGraph(graph, layoutOf(graph), this.#choices.gemm);
    return sessionBytes(graph, planMemory(graph), program, reads);
  }

  largestBuffer(given: Graph): number {
    const graph = arrange(given);
    const { partialSize } = lowerGraph(graph, layoutOf(graph), this.#choices.gemm);
    return Math.max(partialSize * 4, ...planMemory(graph).buffers);
  }

  open(
    graph: Graph,
    parameters: Parameters,
    residents: Readonly<Record<string, Resident>>,
    progress?: (done: number, total: number) => void,
  ): Promise<Session> {
    return this.#open(graph, parameters, residents, this.#choices, progress);
  }

  /** From memory, or by a trial of some milliseconds and the compilation of three kernels for each family. */
  async chooseGemm({ families, adapterInfo }: Gpu, memory?: TrialMemory): Promise<void> {
    const gemm = await rememberedGemm(families, trialKey(adapterInfo), memory, () => this.#tryGemm(families));
    this.#choices = { ...this.#choices, gemm };
  }

  async #tryGemm([first = 'register', ...others]: Gpu['families']): Promise<GemmFamily> {
    const graph = trialGraph();
    const parameters = this.createParameters(layoutOf(graph));
    const pace = new Pace(Infinity); // products alone are faster than steps, so they must not predict them
    const gemm = await fasterGemm([first, ...others], (family) =>
      this.#open(graph, parameters, {}, { pace, gemm: family }),
    );
    parameters.dispose();
    return gemm;
  }

  async #open(
    given: Graph,
    parameters: Parameters,
    residents: Readonly<Record<string, Resident>>,
    { pace, gemm }: Choices,
    progress?: (done: number, total: number) => void,
  ): Promise<WebgpuSession> {
    invariant(parameters instanceof WebgpuParameters, 'parameters of another executor');
    const graph = arrange(given);
    const program = lowerGraph(graph, parameters.layout, gemm);
    const compiled = await this.#compile(
      program.dispatches.map(({ kernel }) => kernel),
      progress,
    );
    return new WebgpuSession({
      graph,
      plan: planMemory(graph),
      program,
      compiled,
      parameters,
      residents: residents as Readonly<Record<string, WebgpuResident>>,
      buffers: this.#buffers,
      counts: this.#counts,
      pace,
    });
  }

  counters(): Counters {
    const { allocations, uploadedBytes } = this.#buffers;
    return { ...this.#counts, allocations, uploadedBytes, pipelines: this.#pipelines.count };
  }

  dispose(): void {
    this.#device.destroy();
  }

  async #compile(
    kernels: readonly Kernel[],
    progress?: (done: number, total: number) => void,
  ): Promise<Compiled[]> {
    const fresh = new Map(
      kernels.filter((kernel) => !this.#pipelines.isReady(kernel)).map((k) => [k.name, k]),
    );
    let done = 0;
    for (const kernel of fresh.values()) {
      progress?.(done++, fresh.size);
      await this.#pipelines.compiled(kernel);
    }
    if (fresh.size > 0) progress?.(fresh.size, fresh.size);
    return Promise.all(kernels.map((kernel) => this.#pipelines.compiled(kernel)));
  }
}
