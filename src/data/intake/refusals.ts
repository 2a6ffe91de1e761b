/** @file Why a file is refused, one sentence each. */

import { MimError, type MessageValues } from '../../lib/errors.ts';
import type { RefusedKind } from './sniff.ts';

/** Of one file. */
export const MAX_FILE_BYTES = 50 * 2 ** 20;
/** Of a picture's width or height. */
export const MAX_SIDE = 16384;
/** 64 megapixels decode into 256 MiB. */
export const MAX_PIXELS = 64 * 2 ** 20;
/** Of pictures kept at a time. */
export const MAX_IMAGES = 5000;

const TO_JPEG = 'Save it as JPEG, PNG or WebP and add it again.';

const refusal = (template: string, hint: string, values: MessageValues): MimError =>
  new MimError('bad-image', template, { values, hint });

export function kindRefused(name: string, kind: RefusedKind): MimError {
  const [template, hint] = KINDS[kind];
  return refusal(template, hint, { name });
}

const KINDS: Readonly<Record<RefusedKind, readonly [template: string, hint: string]>> = {
  empty: ['{{name}} is empty', 'Choose it again once it has been saved or downloaded completely.'],
  heic: [
    '{{name}} is a HEIC photo, which browsers cannot read',
    'Save it as JPEG on the phone or computer and add it again.',
  ],
  tiff: ['{{name}} is a TIFF picture, which browsers cannot read', TO_JPEG],
  svg: [
    '{{name}} is an SVG drawing, which can contain programs and is not opened',
    'Export it as PNG and add that.',
  ],
  pdf: ['{{name}} is a PDF document, not a picture', 'Save a page of it as PNG or JPEG and add that.'],
  html: [
    '{{name}} is a web page, not a picture',
    'Save the picture itself: use “Save image as…” on the web page.',
  ],
  text: ['{{name}} is text, not a picture', 'Add PNG, JPEG, WebP, GIF, BMP or AVIF files.'],
  unknown: ['{{name}} is not a picture that this page knows', 'Add PNG, JPEG, WebP, GIF, BMP or AVIF files.'],
};

export const tooManyBytes = (name: string, bytes: number): MimError =>
  refusal(
    '{{name}} has {{megabytes}} MB; at most {{limit}} MB are read',
    'Save a smaller version of it and add that.',
    {
      name,
      megabytes: Math.ceil(bytes / 2 ** 20),
      limit: MAX_FILE_BYTES / 2 ** 20,
    },
  );

export const tooManyPixels = (name: string, width: number, height: number): MimError =>
  refusal(
    '{{name}} is {{width}} × {{height}} pixels; at most {{side}} a side and {{megapixels}} million in all are read',
    'Save a smaller version of it and add that.',
    { name, width, height, side: MAX_SIDE, megapixels: Math.floor(MAX_PIXELS / 1e6) },
  );

export const tooManyImages = (name: string): MimError =>
  refusal('{{name}} was left out: there are {{limit}} pictures already', 'Remove some pictures first.', {
    name,
    limit: MAX_IMAGES,
  });

export const headerBroken = (name: string, kind: string): MimError =>
  refusal(
    '{{name}} starts like a {{kind}} picture, but its size cannot be read',
    'The file is damaged; get it again.',
    {
      name,
      kind: kind.toUpperCase(),
    },
  );

export const damaged = (name: string, kind: string, damage: 'truncated' | 'corrupt'): MimError =>
  refusal(
    damage === 'truncated'
      ? '{{name}} is a {{kind}} picture whose end is missing'
      : '{{name}} is a {{kind}} picture with damaged contents',
    'The file is damaged; get it again.',
    { name, kind: kind.toUpperCase() },
  );

export const undecodable = (name: string, kind: string): MimError =>
  refusal('{{name}} is a {{kind}} picture that this browser cannot decode', TO_JPEG, {
    name,
    kind: kind.toUpperCase(),
  });

export const unreadable = (name: string): MimError =>
  refusal(
    '{{name}} could not be read from the disk',
    'Check that it still exists and is not a folder, and add it again.',
    {
      name,
    },
  );
