/** @file What each way of computing is called; English, the keys of the translations. */

import type { AppState } from '../../store/state.ts';

export const BACKENDS: Readonly<Record<NonNullable<AppState['engine']>['backend'], string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'CPU (WebAssembly)',
  cpu: 'CPU',
};
