/** @file Zip archives: one call writes, one call reads and believes nothing that an archive says of itself. */

import { Inflate, zipSync } from 'fflate';
import { MimError } from '../lib/errors.ts';
import { damaged } from './damaged.ts';
import { crc32, parseDirectory, type ZipEntry } from './zip-directory.ts';

export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Everything in an archive together, unpacked. */
const MAX_BYTES = 2 ** 30;
/** Deflate shrinks at most 1,032 to 1, so one slice cannot overshoot a cap by more than 16 MB. */
const SLICE_BYTES = 16 * 1024;
const MAX_SHRINK = 1032;

/** Stores JSON deflated and weights as they are: they hardly shrink. Equal files make equal bytes. */
export function writeZip(files: readonly NamedBytes[]): Uint8Array<ArrayBuffer> {
  const contents = files.map(({ name, bytes }) => [
    name,
    [bytes, { level: name.endsWith('.safetensors') ? 0 : 6 }] as const,
  ]);
  return zipSync(Object.fromEntries(contents), { mtime: new Date(1980, 0, 1) });
}

/** Zip archives start with a file's local header, or are empty. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * The files of an archive that `wants` asks for, unpacked and checked against their check sums. Throws `bad-file` for
 * encryption, paths that lead outside, overlapping or repeated files, other methods than stored and deflated, sizes
 * that lie, and more than `limit` bytes in all.
 */
export function readZip(
  bytes: Uint8Array,
  wants: (name: string) => boolean = () => true,
  limit = MAX_BYTES,
): Map<string, Uint8Array<ArrayBuffer>> {
  const wanted = parseDirectory(bytes).filter(({ name }) => wants(name));
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > limit) {
    throw new MimError('bad-file', 'the archive unpacks to {{size}} bytes, more than the {{limit}} allowed', {
      values: { size: total, limit },
      hint: 'Put only the weights and their configuration into the archive.',
    });
  }
  return new Map(wanted.map((entry) => [entry.name, unpack(entry)]));
}

function unpack({ name, data, deflated, size, crc }: ZipEntry): Uint8Array<ArrayBuffer> {
  const bytes = deflated ? inflate(name, data, size) : new Uint8Array(data);
  if (bytes.length !== size) {
    throw damaged('{{name}} in the archive has another size than the archive says', { name });
  }
  if (crc32(bytes) !== crc) throw damaged('{{name}} in the archive does not match its check sum', { name });
  return bytes;
}

/** Stops as soon as there are more bytes than announced: what an archive says of sizes may be a trap. */
function inflate(name: string, data: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  if (size > data.length * MAX_SHRINK) {
    throw damaged('{{name}} in the archive has another size than the archive says', { name });
  }
  const bytes = new Uint8Array(size);
  let length = 0;
  let finished = false;
  const stream = new Inflate((chunk, final) => {
    if (length + chunk.length <= size) bytes.set(chunk, length);
    length += chunk.length;
    finished = final;
  });
  try {
    for (let at = 0; at < data.length; at += SLICE_BYTES) {
      if (length > size) break;
      stream.push(data.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= data.length);
    }
  } catch (cause) {
    throw new MimError('bad-file', '{{name}} in the archive cannot be unpacked', {
      values: { name },
      hint: 'Unpack the archive yourself and drop the files that were in it.',
      cause,
    });
  }
  if (length > size || !finished) {
    throw damaged('{{name}} in the archive has another size than the archive says', { name });
  }
  return bytes.subarray(0, length);
}
