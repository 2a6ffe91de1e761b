/** Files that Vite turns into values for the engine. */
declare module '*.wgsl?raw' {
  const source: string;
  export default source;
}
/** Compiled AssemblyScript (scripts/assemblyscript.ts): the bytes of one build of src/assembly. */
declare module 'virtual:assembly/relaxed' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module 'virtual:assembly/plain' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module 'virtual:assembly/relaxed-shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module 'virtual:assembly/plain-shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*/thread-worker.ts?worker&url' {
  const url: string;
  export default url;
}
