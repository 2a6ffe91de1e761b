/** @file Loads a build of src/assembly that this machine can run. */

import { invariant } from '../../lib/assert.ts';
import { Heap, TOTAL_LIMIT } from './heap.ts';
import type { Kernels } from './kernels.ts';

export type SimdBuild = 'relaxed' | 'plain' | 'none';

export interface Loaded {
  readonly build: SimdBuild;
  readonly heap: Heap;
  /** null where there is no SIMD: the references then do the work. */
  readonly kernels: Kernels | null;
  /** For further threads, which are to have the same memory; null where that is not shared. */
  readonly shared: WebAssembly.Module | null;
}

const PAGE = 65536;
const INITIAL_PAGES = 64;
/** Address 0 means `left out`. */
const FIRST_ADDRESS = 256;

/** All builds load when asked for, so that one without SIMD downloads none. */
const BYTES: Readonly<Record<string, () => Promise<{ default: Uint8Array<ArrayBuffer> }>>> = {
  relaxed: () => import('virtual:assembly/relaxed'),
  plain: () => import('virtual:assembly/plain'),
  'relaxed-shared': () => import('virtual:assembly/relaxed-shared'),
  'plain-shared': () => import('virtual:assembly/plain-shared'),
};

/**
 * The build asked for, else the next simpler one that the machine accepts: relaxed, plain, none.
 * @param isShared whether its memory shall be open to further threads
 */
export async function loadModule(wanted: SimdBuild, isShared: boolean): Promise<Loaded> {
  const common = isShared ? sharedMemory() : null;
  for (const build of ['relaxed', 'plain'] as const) {
    if (wanted === 'none' || (wanted === 'plain' && build === 'relaxed')) continue;
    const memory = common ?? new WebAssembly.Memory({ initial: INITIAL_PAGES });
    const { default: bytes } = await BYTES[common === null ? build : `${build}-shared`]!();
    if (!WebAssembly.validate(bytes)) continue;
    const { instance, module } = await WebAssembly.instantiate(bytes, { env: { memory, abort } });
    const kernels = instance.exports as unknown as Kernels;
    const heap = new Heap(memory, kernels.heapBase());
    return { build, heap, kernels, shared: common === null ? null : module };
  }
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
  return { build: 'none', heap: new Heap(memory, FIRST_ADDRESS), kernels: null, shared: null };
}

/** Shared memory must say how far it may grow; that much address space is set aside, which not every device has. */
function sharedMemory(): WebAssembly.Memory | null {
  try {
    return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: TOTAL_LIMIT / PAGE, shared: true });
  } catch {
    return null;
  }
}

function abort(): never {
  invariant(false, 'a kernel aborted');
}
