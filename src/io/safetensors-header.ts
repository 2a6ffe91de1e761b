/** @file The header of a safetensors file, with every check that the reference implementation makes. */

import { damaged } from './damaged.ts';
import { BITS, isDtype, type Dtype } from './dtypes.ts';
import { scanHeaderText } from './header-text.ts';
import { shorten } from './tensor.ts';

/** Where one tensor lies, in bytes from the start of the data. */
export interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  /** In the order of their data. */
  readonly entries: readonly Entry[];
  readonly metadata: ReadonlyMap<string, string>;
  /** Bytes before the data. */
  readonly dataStart: number;
}

/** The length of the header is itself a number of this many bytes. */
const LENGTH_BYTES = 8;
/** The reference allows 100 MB; a header describes a tensor in about 100 bytes, so this is far beyond any model. */
const MAX_HEADER_BYTES = 25_000_000;
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Throws `bad-file` with a sentence of its own for each thing that is wrong.
 * Source: huggingface/safetensors@24b0b28 safetensors/src/tensor.rs, `read_metadata`, `validate`.
 */
export function parseHeader(bytes: Uint8Array): Header {
  const length = headerLength(bytes);
  const dataStart = LENGTH_BYTES + length;
  const root = parseText(bytes.subarray(LENGTH_BYTES, dataStart));
  const entries = Object.entries(root)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => entryOf(name, value))
    .toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  checkOffsets(entries, bytes.length - dataStart);
  return { entries, metadata: metadataOf(root), dataStart };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES) {
    throw damaged('the file has {{size}} bytes, too few for a safetensors header', { size: bytes.length });
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > MAX_HEADER_BYTES) {
    throw damaged('the safetensors header claims {{claimed}} bytes, more than the {{limit}} allowed', {
      claimed: String(length),
      limit: MAX_HEADER_BYTES,
    });
  }
  const left = bytes.length - LENGTH_BYTES;
  if (length > left) {
    throw damaged('the safetensors header claims {{claimed}} bytes, but only {{left}} follow', {
      claimed: String(length),
      left,
    });
  }
  return Number(length);
}

function parseText(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let text: string;
  try {
    // A byte order mark must stay visible: the first character has to be the brace.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged('the header is not valid UTF-8');
  }
  if (!text.startsWith('{')) throw damaged('the header does not start with an opening brace');
  scanHeaderText(text);
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw damaged('the header is not valid JSON');
  }
}

function metadataOf(root: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  if (!Object.hasOwn(root, '__metadata__')) return new Map();
  const metadata = root['__metadata__'];
  const entries = isObject(metadata) ? Object.entries(metadata) : [['', undefined] as const];
  return new Map(
    entries.map(([key, value]) => {
      if (typeof value !== 'string') throw damaged('the header has metadata that is not text');
      return [key, value];
    }),
  );
}

function entryOf(name: string, value: unknown): Entry {
  const where = { name: shorten(name) };
  if (!isObject(value)) throw damaged('tensor {{name}} is not described by an object', where);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !isDtype(dtype)) {
    const shown = shorten(JSON.stringify(dtype) ?? '–');
    throw damaged('tensor {{name}} has the unknown type {{dtype}}', { ...where, dtype: shown });
  }
  if (!isSizes(shape))
    throw damaged('tensor {{name}} has a shape that is not a list of whole numbers', where);
  if (!isSizes(offsets) || offsets.length !== 2) {
    throw damaged('tensor {{name}} has data offsets that are not a pair of whole numbers', where);
  }
  return { name, dtype, shape, begin: offsets[0]!, end: offsets[1]! };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sizes beyond 2⁵³ come out rounded; {@link bytesOf} refuses them. */
const isSizes = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((size) => Number.isInteger(size) && size >= 0);

/** The data must be the tensors' bytes, end to end: no hole, no overlap, nothing after. */
function checkOffsets(entries: readonly Entry[], available: number): void {
  let at = 0;
  for (const entry of entries) {
    const { begin, end } = entry;
    const where = { name: shorten(entry.name), begin, end, at };
    if (begin > at)
      throw damaged('tensor {{name}} starts at byte {{begin}} and leaves a hole after {{at}}', where);
    if (begin < at)
      throw damaged(
        'tensor {{name}} starts at byte {{begin}}, inside the one before, which ends at {{at}}',
        where,
      );
    if (end < begin)
      throw damaged('tensor {{name}} ends at byte {{end}}, before it starts at {{begin}}', where);
    const size = bytesOf(entry);
    if (BigInt(end - begin) !== size) {
      throw damaged('tensor {{name}} has {{got}} bytes, but its shape and type need {{size}}', {
        ...where,
        got: end - begin,
        size: String(size),
      });
    }
    at = end;
  }
  if (at > available) {
    throw damaged(
      'the tensors need {{needed}} bytes, but the file has only {{available}}: it was cut short',
      {
        needed: at,
        available,
      },
    );
  }
  if (at < available) {
    throw damaged('the file goes on for {{extra}} bytes after its last tensor', { extra: available - at });
  }
}

function bytesOf({ name, dtype, shape }: Entry): bigint {
  let bits = BigInt(BITS[dtype]);
  for (const size of shape) {
    bits *= BigInt(size);
    // Inside the loop: a million sizes would make a number of millions of digits.
    if (bits > MAX_UINT64 || !Number.isSafeInteger(size)) {
      throw damaged('tensor {{name}} has a shape too large to count', { name: shorten(name) });
    }
  }
  if (bits % 8n !== 0n) {
    throw damaged('tensor {{name}} does not end on a whole byte', { name: shorten(name) });
  }
  return bits / 8n;
}
