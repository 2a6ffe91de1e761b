/** @file The table of contents of a zip archive. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12, 4.3.16. */

import { MimError } from '../lib/errors.ts';
import { damaged } from './damaged.ts';
import { shorten } from './tensor.ts';

export interface ZipEntry {
  readonly name: string;
  /** As stored. */
  readonly data: Uint8Array;
  readonly deflated: boolean;
  /** Unpacked, as the archive says. */
  readonly size: number;
  readonly crc: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 1000;

/** Files, without folders, in the order of the central directory. Throws `bad-file`. */
export function parseDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (count > MAX_ENTRIES || start === 0xffffffff) {
    throw new MimError('bad-file', 'the archive has more than {{limit}} files, or is larger than 4 GB', {
      values: { limit: MAX_ENTRIES },
      hint: 'Put only the weights and their configuration into the archive.',
    });
  }
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  const ranges: Range[] = [];
  for (let i = 0, at = start; i < count; i++) {
    const { entry, next, range } = readEntry(bytes, view, at, start);
    if (names.has(entry.name)) throw damaged('the archive has {{name}} twice', { name: entry.name });
    names.add(entry.name);
    ranges.push(range);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at = next;
  }
  checkOverlap(ranges);
  return entries;
}

interface Range {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

/** Several files that share their bytes would unpack a small archive to an enormous one. */
function checkOverlap(ranges: readonly Range[]): void {
  let at = 0;
  for (const { name, begin, end } of ranges.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin < at) throw damaged('{{name}} in the archive shares its bytes with another file', { name });
    at = end;
  }
}

/** The end record is the last thing but for a comment, so it is sought from the end. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--) {
    if (view.getUint32(at, true) !== END || view.getUint16(at + 20, true) !== last - at) continue;
    if (view.getUint32(at + 4, true) !== 0) throw damaged('the archive is one part of several');
    return at;
  }
  throw damaged('the archive has no table of contents: it was cut short');
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  directory: number,
): { entry: ZipEntry; next: number; range: Range } {
  if (at + CENTRAL_BYTES > view.byteLength || view.getUint32(at, true) !== CENTRAL) {
    throw damaged('the archive has a broken table of contents');
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const name = nameAt(bytes, at + CENTRAL_BYTES, nameLength);
  checkName(name);
  checkMethod(name, flags, method);
  const packed = view.getUint32(at + 20, true);
  const offset = view.getUint32(at + 42, true);
  const begin = dataStart(bytes, view, offset, name);
  if (begin + packed > directory) throw damaged('{{name}} in the archive lies outside of it', { name });
  const entry: ZipEntry = {
    name,
    data: bytes.subarray(begin, begin + packed),
    deflated: method === 8,
    size: view.getUint32(at + 24, true),
    crc: view.getUint32(at + 16, true),
  };
  const next =
    at + CENTRAL_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  return { entry, next, range: { name, begin: offset, end: begin + packed } };
}

function checkMethod(name: string, flags: number, method: number): void {
  if ((flags & 1) !== 0) {
    throw new MimError('bad-file', '{{name}} in the archive is encrypted', {
      values: { name },
      hint: 'Unpack the archive yourself and drop the files that were in it.',
    });
  }
  if (method !== 0 && method !== 8) {
    throw new MimError('bad-file', '{{name}} in the archive is packed with the unknown method {{method}}', {
      values: { name, method },
      hint: 'Unpack the archive yourself and drop the files that were in it.',
    });
  }
}

/** The local header repeats the name, and its own extra field decides where the data starts. */
function dataStart(bytes: Uint8Array, view: DataView, at: number, name: string): number {
  if (at + LOCAL_BYTES > view.byteLength || view.getUint32(at, true) !== LOCAL) {
    throw damaged('{{name}} in the archive lies outside of it', { name });
  }
  const nameLength = view.getUint16(at + 26, true);
  if (nameAt(bytes, at + LOCAL_BYTES, nameLength) !== name) {
    throw damaged('{{name}} in the archive also goes by another name', { name });
  }
  return at + LOCAL_BYTES + nameLength + view.getUint16(at + 28, true);
}

function nameAt(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(bytes.subarray(at, at + length));
}

function checkName(name: string): void {
  const parts = name.split('/');
  if (name === '' || /^\/|^[A-Za-z]:|\\|\0/.test(name) || parts.includes('..')) {
    throw damaged('the archive has a file with the forbidden name {{name}}', { name: shorten(name) });
  }
}

let table: Uint32Array | undefined;

/** CRC-32 as zip and PNG use it (polynomial 0xEDB88320). */
export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let c = byte;
    for (let bit = 0; bit < 8; bit++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
    return c;
  });
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}
