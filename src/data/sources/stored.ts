/** @file Fetches what the page ships and decodes it, once. */

import { MimError } from '../../lib/errors.ts';
import { type Rgb, withoutAlpha } from '../resample.ts';

/** By address. Decoded pictures stay, some 40 MB in all: every change of side or source starts from them. */
const kept = new Map<string, Promise<unknown>>();

/** `load`'s result for an address, asked for once; a failure is forgotten, so that the next call tries again. */
function once<T>(address: string, load: () => Promise<T>): Promise<T> {
  const known = kept.get(address) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const loading = load();
  kept.set(address, loading);
  loading.catch(() => kept.delete(address));
  return loading;
}

const addressOf = (baseUrl: string, path: string): string => new URL(`data/${path}`, baseUrl).href;

/** A shipped JSON file; it is ours, so its shape is trusted. */
export const storedJson = <T>(baseUrl: string, path: string): Promise<T> =>
  once(addressOf(baseUrl, path), async () => (await fetched(baseUrl, path)).json() as Promise<T>);

/** A shipped picture as sRGB bytes. */
export const storedPicture = (baseUrl: string, path: string): Promise<Rgb> =>
  once(addressOf(baseUrl, path), async () => {
    const bitmap = await createImageBitmap(await (await fetched(baseUrl, path)).blob());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new MimError('out-of-memory', 'the browser has no room to decode a picture');
    context.drawImage(bitmap, 0, 0);
    bitmap.close();
    return { width, height, pixels: withoutAlpha(context.getImageData(0, 0, width, height).data) };
  });

async function fetched(baseUrl: string, path: string): Promise<Response> {
  const answer = await fetch(addressOf(baseUrl, path)).catch((cause: unknown) => {
    throw unavailable(path, 'no answer', cause);
  });
  if (!answer.ok) throw unavailable(path, String(answer.status));
  return answer;
}

const unavailable = (file: string, status: string, cause?: unknown): MimError =>
  new MimError('bad-file', 'the page’s own file {{file}} could not be loaded ({{status}})', {
    values: { file, status },
    hint: 'Check the connection and reload the page; patterns and your own images work without it.',
    cause,
  });
