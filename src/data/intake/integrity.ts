/** @file Whether a file is whole. Browsers disagree on broken pictures, so the page decides by itself. */

import { unreachable } from '../../lib/assert.ts';
import { tag, u16be, u32be, u32le } from './bytes.ts';
import type { ReadableKind } from './sniff.ts';

export interface Inspection {
  /** `truncated`: the end is missing. `corrupt`: a checksum is wrong, or the structure makes no sense. */
  readonly damage?: 'truncated' | 'corrupt';
  /** More pictures follow the first. */
  readonly animated: boolean;
  /** More than 8 bits a channel. */
  readonly deep: boolean;
}

/** Walks a file's outer structure; decodes nothing, never throws. */
export function inspect(kind: ReadableKind, bytes: Uint8Array): Inspection {
  switch (kind) {
    case 'png':
      return inspectPng(bytes);
    case 'jpeg':
      return inspectJpeg(bytes);
    case 'gif':
      return inspectGif(bytes);
    case 'webp':
      return inspectWebp(bytes);
    case 'bmp':
      return { ...lengthAtLeast(bytes, u32le(bytes, 2)), animated: false, deep: false };
    case 'avif':
      return { ...inspectAvif(bytes), animated: tag(bytes, 8, 4) === 'avis', deep: false };
    default:
      return unreachable(kind);
  }
}

const lengthAtLeast = (bytes: Uint8Array, wanted: number | undefined): Pick<Inspection, 'damage'> =>
  wanted === undefined || bytes.length < wanted ? { damage: 'truncated' } : {};

/** CRC-32 of ISO 3309 (reflected polynomial EDB88320), as PNG's appendix asks for. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

export function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}

/** Source: the PNG specification (third edition) §5: length, type, data, CRC over type and data; IEND last. */
function inspectPng(bytes: Uint8Array): Inspection {
  const facts = { animated: false, deep: bytes[24] === 16 };
  let at = 8;
  for (;;) {
    const length = u32be(bytes, at);
    const crc = length === undefined ? undefined : u32be(bytes, at + 8 + length);
    if (length === undefined || crc === undefined) return { ...facts, damage: 'truncated' };
    const type = tag(bytes, at + 4, 4);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== crc) return { ...facts, damage: 'corrupt' };
    if (type === 'acTL') facts.animated = true;
    if (type === 'IEND') return facts;
    at += 12 + length;
  }
}

/** Walks markers and entropy-coded data to the end-of-image marker; what follows it (depth maps, films) is ignored. */
function inspectJpeg(bytes: Uint8Array): Inspection {
  const facts = { animated: false, deep: false };
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return { ...facts, damage: 'corrupt' };
    const marker = bytes[at + 1]!;
    if (marker === 0xd9) return facts;
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      const length = u16be(bytes, at + 2);
      if (length === undefined) break;
      if (length < 2) return { ...facts, damage: 'corrupt' };
      at += 2 + length;
      if (marker === 0xda) at = afterScan(bytes, at);
    }
  }
  return { ...facts, damage: 'truncated' };
}

/** The first marker after coded data, in which FF is followed by 00 or by a restart marker. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

const colourTable = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Source: GIF89a specification, §18–27. Stops at the second picture: the page needs no more than the first. */
function inspectGif(bytes: Uint8Array): Inspection {
  let at = 13 + colourTable(bytes[10] ?? 0);
  let pictures = 0;
  for (;;) {
    const block = bytes[at];
    if (block === undefined) return { damage: 'truncated', animated: pictures > 1, deep: false };
    if (block === 0x3b) return { ...(pictures === 0 && { damage: 'corrupt' }), animated: false, deep: false };
    if (block === 0x2c) {
      pictures++;
      if (pictures === 2) return { animated: true, deep: false };
      at = afterSubBlocks(bytes, at + 11 + colourTable(bytes[at + 9] ?? 0));
    } else if (block === 0x21) at = afterSubBlocks(bytes, at + 2);
    else return { damage: 'corrupt', animated: pictures > 1, deep: false };
  }
}

function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const size = bytes[at];
    if (size === undefined) return bytes.length;
    at += 1 + size;
    if (size === 0) return at;
  }
}

function inspectWebp(bytes: Uint8Array): Inspection {
  const size = u32le(bytes, 4);
  const extended = tag(bytes, 12, 4) === 'VP8X';
  return {
    ...lengthAtLeast(bytes, size === undefined ? undefined : size + 8),
    animated: extended && ((bytes[20] ?? 0) & 0x02) !== 0,
    deep: false,
  };
}

/** Top-level boxes must fill the file, and one of them must be the media data. */
function inspectAvif(bytes: Uint8Array): Pick<Inspection, 'damage'> {
  let at = 0;
  let hasMedia = false;
  while (at < bytes.length) {
    const size = u32be(bytes, at);
    if (size === undefined) return { damage: 'truncated' };
    hasMedia ||= tag(bytes, at + 4, 4) === 'mdat';
    // Size 0: up to the end of the file.
    if (size === 0) break;
    // 64-bit sizes: the low word says all that a file under the cap can need.
    const length = size === 1 ? (u32be(bytes, at + 12) ?? 0) : size;
    if (length < 8) return { damage: 'corrupt' };
    at += length;
  }
  return at > bytes.length || !hasMedia ? { damage: 'truncated' } : {};
}
