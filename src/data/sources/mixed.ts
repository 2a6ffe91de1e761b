/** @file Photos, patterns and emoji in equal parts. */

import { bytesPerImage, type Dataset, MAX_SET_BYTES, pixelsOf, spread } from '../dataset.ts';
import { makeEmoji } from './emoji.ts';
import type { DatasetMaker, MakeContext } from './maker.ts';
import { makePatterns } from './patterns.ts';
import { makePhotos } from './photos.ts';

const PARTS = [
  { label: 'Photos', make: makePhotos },
  { label: 'Patterns', make: makePatterns },
  { label: 'Emoji', make: makeEmoji },
] as const;

/** Labels say which of the three a picture is from. What a part holds out is held out here. */
export const makeMixed: DatasetMaker = async (config, context) => {
  const parts: Dataset[] = [];
  for (const [i, { make }] of PARTS.entries())
    parts.push(await make(config, { ...context, ...share(context, i) }));
  return combine(
    parts,
    PARTS.map(({ label }) => label),
    Math.floor(MAX_SET_BYTES / bytesPerImage(config.side)),
  );
};

/** The part's progress as a share of the whole's, in hundredths. */
const share = ({ progress }: MakeContext, part: number): Pick<MakeContext, 'progress'> =>
  progress === undefined
    ? {}
    : { progress: (done, total) => progress(Math.round((100 * (part + done / total)) / PARTS.length), 100) };

/** As many of each part as the smallest has, at most `most` in all: one of each in turn, held-out ones last. */
export function combine(parts: readonly Dataset[], labelNames: readonly string[], most: number): Dataset {
  const side = parts[0]!.side;
  const held = Math.min(...parts.map(({ heldOut }) => heldOut.length));
  const room = Math.max(1, Math.floor(most / parts.length) - held);
  const train = Math.min(room, ...parts.map(({ train }) => train.length));
  const lists = parts.map((part) => [...spread(part.train, train), ...spread(part.heldOut, held)]);
  const count = (train + held) * parts.length;
  const origin = (i: number) => {
    const part = i % parts.length;
    return { part, index: lists[part]![Math.floor(i / parts.length)]! };
  };
  const size = bytesPerImage(side);
  const pixels = new Uint8Array(count * size);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const { part, index } = origin(i);
    pixels.set(pixelsOf(parts[part]!, index), i * size);
    labels[i] = part;
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  // Asked for now: keeping the parts for their names would keep their pixels.
  const names = Array.from({ length: count }, (_, i) => {
    const { part, index } = origin(i);
    return parts[part]!.names(index);
  });
  return {
    side,
    count,
    pixels,
    labels,
    labelNames,
    names: (i) => names[i] ?? '',
    train: order.subarray(0, train * parts.length).slice(),
    heldOut: order.subarray(train * parts.length).slice(),
    heldOutIsSeen: false,
  };
}
