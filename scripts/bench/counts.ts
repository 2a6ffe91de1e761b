/** @file Counts what any library asks of WebGPU, by listening at the interface itself. */

export interface GpuCounts {
  readonly dispatches: number;
  readonly submits: number;
  /** From the host to the device. */
  readonly uploadedBytes: number;
  readonly pipelines: number;
  /** Of buffers that have not been destroyed. */
  readonly allocatedBytes: number;
}

const counts = { dispatches: 0, submits: 0, uploadedBytes: 0, pipelines: 0, allocatedBytes: 0 };

export const gpuCounts = (): GpuCounts => ({ ...counts });

/** Calls `before` ahead of every call of a method, with its arguments. */
function listen<T extends object, K extends keyof T>(
  prototype: T,
  method: K,
  before: (self: T, ...args: T[K] extends (...args: infer A) => unknown ? A : never) => void,
): void {
  const original = prototype[method] as (...args: unknown[]) => unknown;
  const wrapped = function (this: T, ...args: unknown[]): unknown {
    (before as (self: T, ...args: unknown[]) => void)(this, ...args);
    return original.apply(this, args);
  };
  prototype[method] = wrapped as T[K];
}

/** Once, before any library makes a device. Where there is no WebGPU, the counts stay 0. */
export function countGpuCalls(): void {
  if (!('GPUDevice' in globalThis)) return;
  listen(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  listen(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  listen(GPUQueue.prototype, 'submit', () => counts.submits++);
  listen(GPUQueue.prototype, 'writeBuffer', (_, _buffer, _offset, data, first = 0, size) => {
    const unit = 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
    counts.uploadedBytes += size === undefined ? data.byteLength - first * unit : size * unit;
  });
  listen(GPUDevice.prototype, 'createComputePipeline', () => counts.pipelines++);
  listen(GPUDevice.prototype, 'createComputePipelineAsync', () => counts.pipelines++);
  const alive = new WeakSet<GPUBuffer>();
  const create = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = create.call(this, descriptor);
    alive.add(buffer);
    counts.allocatedBytes += descriptor.size;
    if (descriptor.mappedAtCreation === true) counts.uploadedBytes += descriptor.size;
    return buffer;
  };
  listen(GPUBuffer.prototype, 'destroy', (buffer) => {
    if (alive.delete(buffer)) counts.allocatedBytes -= buffer.size;
  });
}
