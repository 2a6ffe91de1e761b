/** @file The WebGPU executor: a whole training step is one list of dispatches in one pass. */

import type { Graph } from '../../graph/graph.ts';
import type { ParameterLayout } from '../../graph/parameters.ts';
import { layoutOf } from '../../graph/parameters.ts';
import { planMemory } from '../../graph/plan.ts';
import { invariant } from '../../lib/assert.ts';
import type { Counters, Executor, Parameters, Resident, Session } from '../executor.ts';
import { Buffers, largestBuffer } from './buffers.ts';
import { describeAdapter, requestGpu, type Gpu } from './device.ts';
import type { Kernel } from '../../ops/webgpu/kernel.ts';
import { lowerGraph, pairNorms } from './lower.ts';
import { WebgpuParameters } from './parameters.ts';
import { Pace } from './pace.ts';
import { Pipelines, type Compiled } from './pipelines.ts';
import { WebgpuResident } from './resident.ts';
import { SLOT_BYTES, WebgpuSession } from './session.ts';

const GIBIBYTE = 2 ** 30;
/** A quarter of what the browser admits to, which it caps at 8 GiB. */
const SHARE_OF_MEMORY = 0.25;

export interface WebgpuExecutorOptions {
  /**
   * A run that is predicted to take more milliseconds is cut into several submits, between which the browser draws.
   * Infinity: one submit, always. The numbers are the same.
   */
  readonly longestSubmitMs?: number;
}
/** Two frames of a screen. */
const LONGEST_SUBMIT_MS = 30;

export async function createWebgpuExecutor({
  longestSubmitMs = LONGEST_SUBMIT_MS,
}: WebgpuExecutorOptions = {}): Promise<Executor> {
  const gpu = await requestGpu();
  const pace = new Pace(longestSubmitMs);
  if (gpu.software) return new WebgpuExecutor(gpu, pace); // there the plain loops beat any shader
  const { cosineMatrixOnGpu, shareWithTfjs } = await import('./tfjs.ts');
  await shareWithTfjs(gpu.device, gpu.adapterInfo);
  return new WebgpuExecutor(gpu, pace, cosineMatrixOnGpu);
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

  readonly #pace: Pace;

  constructor({ device, adapterInfo, software }: Gpu, pace: Pace, cosineMatrix?: Executor['cosineMatrix']) {
    this.#pace = pace;
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

  predictBytes(given: Graph): number {
    const graph = pairNorms(given);
    const { dispatches, partialSize, table } = lowerGraph(graph, layoutOf(graph));
    return planMemory(graph).bytes + dispatches.length * SLOT_BYTES + partialSize * 4 + table.byteLength;
  }

  largestBuffer(given: Graph): number {
    const graph = pairNorms(given);
    const { partialSize } = lowerGraph(graph, layoutOf(graph));
    return Math.max(partialSize * 4, ...planMemory(graph).buffers);
  }

  async open(
    given: Graph,
    parameters: Parameters,
    residents: Readonly<Record<string, Resident>>,
    progress?: (done: number, total: number) => void,
  ): Promise<Session> {
    invariant(parameters instanceof WebgpuParameters, 'parameters of another executor');
    const graph = pairNorms(given);
    const program = lowerGraph(graph, parameters.layout);
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
      pace: this.#pace,
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
