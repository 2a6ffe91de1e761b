/** @file Width and height out of a file's header, before anything is decoded. */

import { unreachable } from '../../lib/assert.ts';
import { tag, u16be, u16le, u24le, u32be, u32le } from './bytes.ts';
import type { ReadableKind } from './sniff.ts';

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/**
 * As stored, before any EXIF rotation; of animations the canvas, of AVIF the largest item. Undefined where the header
 * is cut short or makes no sense. Never throws, reads each byte a bounded number of times.
 */
export function dimensionsOf(kind: ReadableKind, bytes: Uint8Array): Dimensions | undefined {
  switch (kind) {
    case 'png':
      return tag(bytes, 12, 4) === 'IHDR' ? both(u32be(bytes, 16), u32be(bytes, 20)) : undefined;
    case 'jpeg':
      return ofJpeg(bytes);
    case 'gif':
      return both(u16le(bytes, 6), u16le(bytes, 8));
    case 'bmp':
      return ofBmp(bytes);
    case 'webp':
      return ofWebp(bytes);
    case 'avif':
      return ofAvif(bytes);
    default:
      return unreachable(kind);
  }
}

const both = (width: number | undefined, height: number | undefined): Dimensions | undefined =>
  width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : undefined;

/** Start-of-frame markers are C0–CF without DHT (C4), JPG (C8) and DAC (CC). Source: ITU-T T.81, table B.1. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function ofJpeg(bytes: Uint8Array): Dimensions | undefined {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1; // A fill byte before a marker.
    } else if (isFrame(marker)) {
      return both(u16be(bytes, at + 7), u16be(bytes, at + 5));
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // Markers without a body.
    } else {
      const length = u16be(bytes, at + 2);
      // After the start of a scan, or the end, no header follows.
      if (length === undefined || length < 2 || marker === 0xda || marker === 0xd9) return undefined;
      at += 2 + length;
    }
  }
  return undefined;
}

function ofBmp(bytes: Uint8Array): Dimensions | undefined {
  const headerSize = u32le(bytes, 14);
  if (headerSize === 12) return both(u16le(bytes, 18), u16le(bytes, 20));
  const height = u32le(bytes, 22);
  if (headerSize === undefined || headerSize < 40 || height === undefined) return undefined;
  // A negative height means rows from the top.
  return both(u32le(bytes, 18), Math.abs(height | 0));
}

/** Source: the WebP container specification; VP8 frame header in RFC 6386 §9.1, lossless header in RFC 9649 §3.4. */
function ofWebp(bytes: Uint8Array): Dimensions | undefined {
  switch (tag(bytes, 12, 4)) {
    case 'VP8X': {
      const width = u24le(bytes, 24);
      const height = u24le(bytes, 27);
      return both(width === undefined ? width : width + 1, height === undefined ? height : height + 1);
    }
    case 'VP8L': {
      const bits = u32le(bytes, 21);
      if (bytes[20] !== 0x2f || bits === undefined) return undefined;
      return both((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8 ': {
      if (bytes[23] !== 0x9d || bytes[24] !== 0x01 || bytes[25] !== 0x2a) return undefined;
      return both((u16le(bytes, 26) ?? 0) & 0x3fff, (u16le(bytes, 28) ?? 0) & 0x3fff);
    }
    default:
      return undefined;
  }
}

/** Boxes that hold the sizes: meta / iprp / ipco / ispe. Source: ISO/IEC 23008-12 §6.5.3. */
function ofAvif(bytes: Uint8Array): Dimensions | undefined {
  const sizes = boxes(bytes, 0, bytes.length, 'meta')
    .flatMap(([start, end]) => boxes(bytes, start + 4, end, 'iprp'))
    .flatMap(([start, end]) => boxes(bytes, start, end, 'ipco'))
    .flatMap(([start, end]) => boxes(bytes, start, end, 'ispe'))
    .flatMap(([start]) => both(u32be(bytes, start + 4), u32be(bytes, start + 8)) ?? []);
  // The page needs an upper bound: tiles, alpha planes and thumbnails are smaller than the picture.
  if (sizes.length === 0) return undefined;
  return {
    width: Math.max(...sizes.map(({ width }) => width)),
    height: Math.max(...sizes.map(({ height }) => height)),
  };
}

const MAX_BOXES = 1024;

/** [start, end] of the bodies of boxes of one type directly inside a range. */
function boxes(bytes: Uint8Array, from: number, to: number, type: string): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let at = from;
  for (let seen = 0; at + 8 <= to && seen < MAX_BOXES; seen++) {
    const size = u32be(bytes, at);
    const end = size === 0 ? to : at + (size ?? 0);
    // Size 1 announces 64 bits, which only the bulk data needs: it lies behind what is looked for.
    if (size === undefined || size === 1 || end < at + 8 || end > to) break;
    if (tag(bytes, at + 4, 4) === type) found.push([at + 8, end]);
    at = end;
  }
  return found;
}
