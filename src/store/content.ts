/** @file How complex the picture on screen is: what content-aware masks of it go by. */

import { contentOf, type Content } from '../mim/content.ts';
import type { Grid } from '../mim/grid.ts';
import type { Picture } from '../protocol/api.ts';
import type { AppState } from './state.ts';

const known = new WeakMap<Picture, { readonly key: string; readonly content: Content }>();

/** Undefined until the picture has come. */
export function shownContent(
  grid: Grid,
  { picture, image, sources }: Pick<AppState, 'picture' | 'image' | 'sources'>,
): Content | undefined {
  if (picture === null) return undefined;
  const set = sources[image.source]?.complexity;
  const key = [grid.rows, grid.cols, set?.mean, set?.deviation].join();
  const before = known.get(picture);
  if (before?.key === key) return before.content;
  const content = contentOf({ pixels: picture.rgba, side: picture.side, channels: 4 }, grid, set);
  known.set(picture, { key, content });
  return content;
}
