/** @file Every data source's maker. Adding one: a line here, and its declaration in mim/sources. */

import type { SourceId } from '../../mim/sources/index.ts';
import { makeEmoji } from './emoji.ts';
import type { DatasetMaker } from './maker.ts';
import { makeMixed } from './mixed.ts';
import { makeOwn } from './own.ts';
import { makePatterns } from './patterns.ts';
import { makePhotos } from './photos.ts';

export const DATASET_MAKERS: Readonly<Record<SourceId, DatasetMaker>> = {
  photos: makePhotos,
  patterns: makePatterns,
  emoji: makeEmoji,
  mixed: makeMixed,
  own: makeOwn,
};
