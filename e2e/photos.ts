/** @file Photographs for the file chooser: the shipped ones, and some made here to be awkward. */

import { readFileSync } from 'node:fs';
import sharp from 'sharp';

export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const SHIPPED = new URL('../public/data/photos/', import.meta.url);

/** A photograph of the repository under another name. */
export const photo = (name: string, as = name): GivenFile => ({
  name: as,
  mimeType: 'image/jpeg',
  buffer: readFileSync(new URL(name, SHIPPED)),
});

const RED = { r: 220, g: 30, b: 30 };
const BLUE = { r: 30, g: 30, b: 220 };

/** Stored lying on its side, with a note that says so: red is its top only for those who read the note. */
export async function rotatedByNote(): Promise<GivenFile> {
  const upright = await sharp({ create: { width: 240, height: 320, channels: 3, background: BLUE } })
    .composite([
      { input: { create: { width: 240, height: 160, channels: 3, background: RED } }, top: 0, left: 0 },
    ])
    .png()
    .toBuffer();
  // Orientation 6: turn by 90° clockwise to see it as it was meant.
  const buffer = await sharp(upright)
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer();
  return { name: 'rotated.jpg', mimeType: 'image/jpeg', buffer };
}

/** 40 million pixels: red above, blue below. */
export async function huge(): Promise<GivenFile> {
  const buffer = await sharp({ create: { width: 8000, height: 5000, channels: 3, background: BLUE } })
    .composite([
      { input: { create: { width: 8000, height: 2500, channels: 3, background: RED } }, top: 0, left: 0 },
    ])
    .jpeg({ quality: 80 })
    .toBuffer();
  return { name: 'huge.jpg', mimeType: 'image/jpeg', buffer };
}

export const text = (): GivenFile => ({
  name: 'notes.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from('These are no pixels.'),
});
