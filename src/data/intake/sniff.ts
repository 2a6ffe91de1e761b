/** @file Tells what a file is by its first bytes; names and MIME types are not believed. */

import { startsWith, tag } from './bytes.ts';

/** Kinds that the page reads. */
export const READABLE = ['png', 'jpeg', 'webp', 'gif', 'bmp', 'avif'] as const;
export type ReadableKind = (typeof READABLE)[number];
/** Kinds that it recognises, to say why it does not. */
export type RefusedKind = 'empty' | 'heic' | 'tiff' | 'svg' | 'pdf' | 'html' | 'text' | 'unknown';

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const TEXT_SAMPLE = 1024;

/** Never throws; anything not recognised is `unknown`. */
export function sniff(bytes: Uint8Array): ReadableKind | RefusedKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  const four = tag(bytes, 0, 4);
  if (four === 'RIFF' && tag(bytes, 8, 4) === 'WEBP') return 'webp';
  if (four === 'GIF8') return 'gif';
  if (four === '%PDF') return 'pdf';
  if (four === 'II*\0' || four === 'MM\0*') return 'tiff';
  if (tag(bytes, 4, 4) === 'ftyp') return ofBrands(bytes);
  // Two letters are few; the two reserved words after the size must be zero.
  if (tag(bytes, 0, 2) === 'BM' && tag(bytes, 6, 4) === '\0\0\0\0') return 'bmp';
  return ofText(bytes);
}

/** ISO base media: the major brand, then the compatible ones, tell AVIF from HEIC from films. */
function ofBrands(bytes: Uint8Array): 'avif' | 'heic' | 'unknown' {
  const brands: string[] = [];
  const end = Math.min(bytes.length, 8 + 64);
  for (let at = 8; at + 4 <= end; at += 4) brands.push(tag(bytes, at, 4));
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return HEIC_BRANDS.some((brand) => brands.includes(brand)) ? 'heic' : 'unknown';
}

const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27);

function ofText(bytes: Uint8Array): RefusedKind {
  const sample = bytes.subarray(0, TEXT_SAMPLE);
  if (sample.some(isControl)) return 'unknown';
  let text: string;
  try {
    // The sample may end within a character: `stream` lets it.
    text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true }).toLowerCase();
  } catch {
    return 'unknown';
  }
  if (text.includes('<!doctype html') || text.includes('<html')) return 'html';
  return text.includes('<svg') ? 'svg' : 'text';
}
