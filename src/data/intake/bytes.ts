/** @file Reads numbers and tags out of untrusted bytes; past the end they are undefined, never an exception. */

export const u16be = (b: Uint8Array, at: number): number | undefined => number(b, [at, at + 1]);
export const u16le = (b: Uint8Array, at: number): number | undefined => number(b, [at + 1, at]);
export const u24le = (b: Uint8Array, at: number): number | undefined => number(b, [at + 2, at + 1, at]);
export const u32be = (b: Uint8Array, at: number): number | undefined =>
  number(b, [at, at + 1, at + 2, at + 3]);
export const u32le = (b: Uint8Array, at: number): number | undefined =>
  number(b, [at + 3, at + 2, at + 1, at]);

function number(bytes: Uint8Array, places: readonly number[]): number | undefined {
  let value = 0;
  for (const at of places) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

/** `length` bytes as Latin-1 text; shorter at the end of the file. */
export const tag = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

export const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((byte, i) => bytes[i] === byte);
