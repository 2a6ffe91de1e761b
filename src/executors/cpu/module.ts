/** @file Loads a build of src/assembly that this machine can run. */

import { invariant } from '../../lib/assert.ts';
import { Heap } from './heap.ts';
import type { Kernels } from './kernels.ts';

export type SimdBuild = 'relaxed' | 'plain' | 'none';

export interface Loaded {
  readonly build: SimdBuild;
  readonly heap: Heap;
  /** null where there is no SIMD: the references then do the work. */
  readonly kernels: Kernels | null;
}

const INITIAL_PAGES = 64;
/** Address 0 means `left out`. */
const FIRST_ADDRESS = 256;

/** Both builds load when asked for, so that one without SIMD downloads neither. */
const BYTES: Readonly<
  Record<Exclude<SimdBuild, 'none'>, () => Promise<{ default: Uint8Array<ArrayBuffer> }>>
> = {
  relaxed: () => import('virtual:assembly/relaxed'),
  plain: () => import('virtual:assembly/plain'),
};

/** The build asked for, else the next simpler one that the machine accepts: relaxed, plain, none. */
export async function loadModule(wanted: SimdBuild): Promise<Loaded> {
  const memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
  for (const build of ['relaxed', 'plain'] as const) {
    if (wanted === 'none' || (wanted === 'plain' && build === 'relaxed')) continue;
    const { default: bytes } = await BYTES[build]();
    if (!WebAssembly.validate(bytes)) continue;
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory, abort } });
    const kernels = instance.exports as unknown as Kernels;
    return { build, heap: new Heap(memory, kernels.heapBase()), kernels };
  }
  return { build: 'none', heap: new Heap(memory, FIRST_ADDRESS), kernels: null };
}

function abort(): never {
  invariant(false, 'a kernel aborted');
}
