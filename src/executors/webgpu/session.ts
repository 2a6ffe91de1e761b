/**
 * @file A planned graph on the GPU: buffers, bind groups made once, and one pass and one submit per run, or a few where a
 * run is long enough to hold up the page's drawing.
 */

import type { Graph, Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import type { Plan } from '../../graph/plan.ts';
import { invariant } from '../../lib/assert.ts';
import type { InputData, Session } from '../executor.ts';
import { mapped, type Buffers } from './buffers.ts';
import type { Dispatch, Place } from '../../ops/webgpu/kernel.ts';
import type { Program } from './lower.ts';
import { cut, type Pace } from './pace.ts';
import type { WebgpuParameters } from './parameters.ts';
import type { Compiled } from './pipelines.ts';
import type { WebgpuResident } from './resident.ts';

/** A binding's offset must be a multiple of this. */
const SLOT_BYTES = 256;
/** No kernel has more uniforms. */
const UNIFORM_BYTES = 64;
const SCRATCH_BYTES = 1024;
/** Results of this many runs may be on their way back at once. */
const STAGING = 3;

/** Bytes of a buffer that could be empty: one that is bound has at least some. */
const atLeast = (floats: number, bytes: number): number => Math.max(floats * 4, bytes);
const ownBytes = ({ dispatches, partialSize, table }: Program) => ({
  sizes: dispatches.length * SLOT_BYTES,
  partials: atLeast(partialSize, SLOT_BYTES),
  table: Math.max(16, table.byteLength),
  scratch: SCRATCH_BYTES,
  nothing: SLOT_BYTES,
  nowhere: SLOT_BYTES,
});

/** Bytes that a named value takes on its way to the host. */
const readBytes = ({ shape }: Value): number => Math.ceil((sizeOf(shape) * 4) / 16) * 16;

/** Of a session that reads these names, one run after the other. */
export function sessionBytes(graph: Graph, plan: Plan, program: Program, reads: readonly string[]): number {
  const own = Object.values(ownBytes(program)).reduce((sum, bytes) => sum + bytes, 0);
  const staging = reads.reduce((sum, name) => {
    const value = graph.named.get(name);
    return sum + (value === undefined ? 0 : readBytes(value));
  }, 0);
  return plan.bytes + own + staging;
}

interface Command {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
  readonly workgroups: Dispatch['workgroups'];
}

interface Counts {
  dispatches: number;
  submits: number;
}

export interface SessionParts {
  readonly graph: Graph;
  readonly plan: Plan;
  readonly program: Program;
  readonly compiled: readonly Compiled[];
  readonly parameters: WebgpuParameters;
  readonly residents: Readonly<Record<string, WebgpuResident>>;
  readonly buffers: Buffers;
  readonly counts: Counts;
  readonly pace: Pace;
}

export class WebgpuSession implements Session {
  readonly graph: Graph;
  readonly plan: Plan;
  readonly #parts: SessionParts;
  readonly #planned: readonly GPUBuffer[];
  readonly #own: readonly GPUBuffer[];
  readonly #commands: readonly Command[];
  /** By the names that are read: buffers that are free, at most {@link STAGING} of each kind. */
  readonly #staging = new Map<
    string,
    { readonly free: GPUBuffer[]; made: number; readonly waiting: (() => void)[] }
  >();
  readonly #flops: number;
  #disposed = false;

  constructor(parts: SessionParts) {
    const { buffers, plan, program, graph } = parts;
    this.#parts = parts;
    this.graph = graph;
    this.plan = plan;
    this.#flops = program.work.reduce((sum, flops) => sum + flops, 0);
    this.#planned = plan.buffers.map((bytes, i) => buffers.storage(bytes, `plan ${i}`));
    const own = ownBytes(program);
    const uniforms = buffers.uniform(own.sizes, 'sizes');
    const partials = buffers.storage(own.partials, 'partial gradients');
    const table = buffers.storage(own.table, 'reduction table');
    const scratch = buffers.storage(own.scratch, 'scratch');
    const nothing = {
      read: buffers.storage(own.nothing, 'nothing'),
      read_write: buffers.storage(own.nowhere, 'nowhere'),
    };
    this.#own = [uniforms, partials, table, scratch, nothing.read, nothing.read_write];
    if (program.table.length > 0) buffers.write(table, program.table);
    buffers.write(uniforms, uniformData(program.dispatches));

    const resource = (place: Place, mode: 'read' | 'read_write'): GPUBufferBinding => {
      switch (place.kind) {
        case 'value':
          return this.#bindingOf(place.value);
        case 'flat':
          return { buffer: parts.parameters.buffers[place.which] };
        case 'partials':
          return {
            buffer: partials,
            offset: place.first * 4,
            size: Math.max(64, place.stride * place.chunks) * 4,
          };
        case 'all-partials':
          return { buffer: partials };
        case 'table':
          return { buffer: table };
        case 'scratch':
          return { buffer: scratch };
        case 'nothing':
          return { buffer: nothing[mode] };
      }
    };
    this.#commands = program.dispatches.map(({ kernel, bindings, workgroups }, i) => {
      const { pipeline, layout } = parts.compiled[i]!;
      const sizes = {
        binding: 0,
        resource: { buffer: uniforms, offset: i * SLOT_BYTES, size: UNIFORM_BYTES },
      };
      const storage = bindings.map((place, at) => ({
        binding: at + 1,
        resource: resource(place, kernel.access[at]!),
      }));
      const group = buffers.device.createBindGroup({ layout, entries: [sizes, ...storage] });
      return { pipeline, bindings: group, workgroups };
    });
  }

  write(input: string, data: InputData): void {
    const value = this.graph.named.get(input);
    invariant(value?.origin.kind === 'input', `no input ${input}`);
    invariant(
      data.length === sizeOf(value.shape),
      `${input} has ${data.length} numbers for [${value.shape.join()}]`,
    );
    this.#parts.buffers.write(this.#planned[this.plan.place.get(value.id)!]!, data);
  }

  async run(read: readonly string[]): Promise<Readonly<Record<string, Float32Array<ArrayBuffer>>>> {
    const { pace } = this.#parts;
    const values = read.map((name) => {
      const value = this.graph.named.get(name);
      invariant(value !== undefined, `no value named ${name}`);
      return { name, value, bytes: readBytes(value) };
    });
    const total = values.reduce((sum, { bytes }) => sum + bytes, 0);
    const key = read.join(',');
    const staging = total === 0 ? undefined : await this.#borrow(key, total);
    this.#submit((encoder) => {
      let offset = 0;
      for (const { value, bytes } of values) {
        const { buffer, offset: from = 0 } = this.#bindingOf(value);
        encoder.copyBufferToBuffer(buffer, from, staging!, offset, sizeOf(value.shape) * 4);
        offset += bytes;
      }
    });
    if (staging === undefined) return {};
    const ended = pace.begin(this.#flops);
    const data = await mapped(staging, total).finally(ended);
    this.#give(key, staging);
    let first = 0;
    return Object.fromEntries(
      values.map(({ name, value, bytes }) => {
        const own = data.slice(first, first + sizeOf(value.shape));
        first += bytes / 4;
        return [name, own];
      }),
    );
  }

  /** Queues all commands, and behind them what `last` adds. */
  #submit(last: (encoder: GPUCommandEncoder) => void): void {
    const { buffers, counts, pace, program } = this.#parts;
    let next = 0;
    const ends = cut(program.work, pace.submitsFor(this.#flops));
    for (const end of ends) {
      const encoder = buffers.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (; next < end; next++) {
        const { pipeline, bindings, workgroups } = this.#commands[next]!;
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindings);
        pass.dispatchWorkgroups(...workgroups);
      }
      pass.end();
      if (next === this.#commands.length) last(encoder);
      buffers.device.queue.submit([encoder.finish()]);
    }
    counts.dispatches += this.#commands.length;
    counts.submits += ends.length;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const buffer of [...this.#planned, ...this.#own]) buffer.destroy();
    for (const { free } of this.#staging.values()) for (const buffer of free) buffer.destroy();
  }

  #bindingOf(value: Value): GPUBufferBinding {
    const { parameters, residents, plan, graph } = this.#parts;
    switch (value.origin.kind) {
      case 'weight':
        return parameters.range('weights', value.origin.name, value);
      case 'resident': {
        const resident = residents[value.origin.name];
        invariant(resident !== undefined, `no resident ${value.origin.name}`);
        return { buffer: resident.buffer };
      }
      case 'input':
      case 'node': {
        const place = plan.place.get(value.id);
        if (place !== undefined) return { buffer: this.#planned[place]! };
        for (const [weight, gradient] of graph.gradients) {
          if (gradient === value) return parameters.range('gradients', weight, value);
        }
        throw new Error(`value ${value.id} has no place`);
      }
    }
  }

  /** Waits for a free staging buffer where all are on their way. */
  async #borrow(key: string, bytes: number): Promise<GPUBuffer> {
    let ring = this.#staging.get(key);
    if (ring === undefined) {
      ring = { free: [], made: 0, waiting: [] };
      this.#staging.set(key, ring);
    }
    for (;;) {
      const free = ring.free.pop();
      if (free !== undefined) return free;
      if (ring.made < STAGING) {
        ring.made++;
        return this.#parts.buffers.staging(bytes, `read ${key}`);
      }
      const { waiting } = ring;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  #give(key: string, buffer: GPUBuffer): void {
    const ring = this.#staging.get(key)!;
    if (this.#disposed) {
      buffer.destroy();
      return;
    }
    ring.free.push(buffer);
    ring.waiting.shift()?.();
  }
}

function uniformData(dispatches: readonly Dispatch[]): Uint32Array<ArrayBuffer> {
  const data = new Uint32Array((dispatches.length * SLOT_BYTES) / 4);
  dispatches.forEach(({ uniforms }, i) => data.set(uniforms, (i * SLOT_BYTES) / 4));
  return data;
}
