/** @file Vite plugin: compiles src/assembly and serves each build's bytes as `virtual:assembly/<build>`. */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main as compile } from 'assemblyscript/asc';
import type { Plugin } from 'vite';

/** The memory of these builds is open to further threads; the maximum is TOTAL_LIMIT of executors/cpu/heap.ts. */
const SHARED = '--enable threads --sharedMemory --maximumMemory 32767'.split(' ');
/** What the builds differ in; the sources ask `ASC_FEATURE_RELAXED_SIMD`. */
const BUILDS: Readonly<Record<string, readonly string[]>> = {
  relaxed: ['--enable', 'relaxed-simd'],
  plain: [],
  'relaxed-shared': ['--enable', 'relaxed-simd', ...SHARED],
  'plain-shared': SHARED,
};
const FLAGS = '-O3 --runtime stub --noAssert --importMemory --zeroFilledMemory --enable simd'.split(' ');
const PREFIX = 'virtual:assembly/';
const ENTRY = 'index.ts';

/** For the page and, in `worker.plugins`, for its worker; in development too, and under Vitest. */
export function assemblyScript(): Plugin {
  let root = '';
  return {
    name: 'assemblyscript',
    configResolved(config) {
      root = config.root;
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const sources = await readSources(join(root, 'src/assembly'));
      for (const name of sources.keys()) this.addWatchFile(join(root, 'src/assembly', name));
      const bytes = await build(
        id.slice(PREFIX.length + 1),
        sources,
        join(root, 'node_modules/.cache/assembly'),
      );
      return `export default Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));`;
    },
  };
}

type Sources = ReadonlyMap<string, string>;
/** Content hash → bytes: one compilation for page, worker and every test of a process. */
const compiled = new Map<string, Promise<Buffer>>();

async function readSources(folder: string): Promise<Sources> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

/** From memory, else from the cache folder, else from the compiler. */
function build(name: string, sources: Sources, cache: string): Promise<Buffer> {
  const flags = BUILDS[name];
  if (flags === undefined) throw new Error(`no build of src/assembly is called ${name}`);
  const hash = createHash('sha256')
    .update(JSON.stringify([...sources, ...FLAGS, ...flags]))
    .digest('hex');
  const known = compiled.get(hash);
  if (known !== undefined) return known;
  const made = fromCache(join(cache, `${hash.slice(0, 32)}.wasm`), () => compileSources(sources, flags));
  compiled.set(hash, made);
  return made;
}

async function fromCache(file: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const stored = await readFile(file).catch(() => undefined);
  if (stored !== undefined) return stored;
  const bytes = await make();
  await mkdir(join(file, '..'), { recursive: true });
  // Another process may be writing the same file: a rename is all or nothing.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes);
  await rename(draft, file);
  return bytes;
}

async function compileSources(sources: Sources, flags: readonly string[]): Promise<Buffer> {
  let binary: Buffer | undefined;
  let messages = '';
  const { error } = await compile([ENTRY, '--outFile', 'kernels.wasm', ...FLAGS, ...flags], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (_, contents) => {
      binary = Buffer.from(contents);
    },
    listFiles: () => [],
    stderr: {
      write: (text) => {
        messages += String(text);
      },
    },
  });
  if (error !== null || binary === undefined) {
    throw new Error(`src/assembly does not compile: ${messages}`, { cause: error });
  }
  return binary;
}
