/** @file One untrusted file into one small upright picture. */

import { MimError } from '../../lib/errors.ts';
import { resample, type Rgb, withoutAlpha } from '../resample.ts';
import { dimensionsOf } from './dimensions.ts';
import { inspect, type Inspection } from './integrity.ts';
import * as refusals from './refusals.ts';
import { READABLE, type ReadableKind, type RefusedKind, sniff } from './sniff.ts';

/** The part of `File` that is needed; what the page sends has it. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface Decoded {
  /** Upright, on white, its longer side at most as long as asked for. */
  readonly picture: Rgb;
  /** What was lost, in a sentence; English, the key of its translation. */
  readonly note?: string;
}

/** The browser shrinks to this longer side at most, our own filter does the rest: it is the same everywhere. */
const STAGE_SIDE = 1024;

/** Throws a `bad-image` that names the file and the reason; nothing is decoded before the checks have passed. */
export async function decodeFile(file: FileLike, longerSide: number): Promise<Decoded> {
  const { name } = file;
  if (file.size > refusals.MAX_FILE_BYTES) throw refusals.tooManyBytes(name, file.size);
  const bytes = await readBytes(file);
  const kind = sniff(bytes);
  if (!isReadable(kind)) throw refusals.kindRefused(name, kind);
  const facts = check(name, kind, bytes);
  const staged = await stage(name, kind, bytes);
  const note = noteOf(facts);
  return { picture: shrink(staged, longerSide), ...(note !== undefined && { note }) };
}

const isReadable = (kind: ReadableKind | RefusedKind): kind is ReadableKind =>
  (READABLE as readonly string[]).includes(kind);

async function readBytes(file: FileLike): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw refusals.unreadable(file.name);
  }
}

/** Size and wholeness, by the file's own words. */
function check(name: string, kind: ReadableKind, bytes: Uint8Array): Inspection {
  const size = dimensionsOf(kind, bytes);
  if (size === undefined) throw refusals.headerBroken(name, kind);
  const { width, height } = size;
  if (width > refusals.MAX_SIDE || height > refusals.MAX_SIDE || width * height > refusals.MAX_PIXELS) {
    throw refusals.tooManyPixels(name, width, height);
  }
  const facts = inspect(kind, bytes);
  if (facts.damage !== undefined) throw refusals.damaged(name, kind, facts.damage);
  return facts;
}

function noteOf({ animated, deep }: Inspection): string | undefined {
  if (animated) return 'Only the first frame is used.';
  return deep ? 'Its 16 bits a channel were reduced to 8.' : undefined;
}

/** Decodes, turns as EXIF says, lays on white. */
async function stage(name: string, kind: ReadableKind, bytes: Uint8Array<ArrayBuffer>): Promise<Rgb> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([bytes], { type: `image/${kind}` }), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'default',
      colorSpaceConversion: 'default',
    });
  } catch {
    throw refusals.undecodable(name, kind);
  }
  try {
    const scale = Math.min(1, STAGE_SIDE / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      alpha: false,
      willReadFrequently: true,
    });
    if (context === null) throw new MimError('out-of-memory', 'the browser has no room to decode a picture');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return { width, height, pixels: withoutAlpha(context.getImageData(0, 0, width, height).data) };
  } finally {
    bitmap.close();
  }
}

function shrink(source: Rgb, longerSide: number): Rgb {
  const scale = longerSide / Math.max(source.width, source.height);
  if (scale >= 1) return source;
  const width = Math.max(1, Math.round(source.width * scale));
  const height = Math.max(1, Math.round(source.height * scale));
  return { width, height, pixels: resample(source, [0, 0, source.width, source.height], width, height) };
}
