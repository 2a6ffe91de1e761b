/** @file Every data source's maker. Adding one: a line here, and its declaration in mim/sources. */

import type { SourceId } from '../../mim/sources/index.ts';
import type { Dataset, DatasetConfig } from '../dataset.ts';
import { makeEmoji } from './emoji.ts';
import type { DatasetMaker, MakeContext } from './maker.ts';
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

/** The set that a source's settings describe; the last one of each source is kept. The person's own is never kept. */
export function createDatasets(context: Pick<MakeContext, 'baseUrl' | 'own'>) {
  const kept = new Map<SourceId, { readonly key: string; readonly set: Promise<Dataset> }>();
  return {
    /** Rejects as {@link DatasetMaker} does; a rejected set is forgotten. */
    get(config: DatasetConfig, options: Pick<MakeContext, 'signal' | 'progress'> = {}): Promise<Dataset> {
      const { source, side, patterns } = config;
      const make = () => DATASET_MAKERS[source](config, { ...context, ...options });
      if (source === 'own') return make();
      const key = JSON.stringify(source === 'patterns' || source === 'mixed' ? [side, patterns] : [side]);
      const known = kept.get(source);
      if (known?.key === key) return known.set;
      const set = make();
      kept.set(source, { key, set });
      set.catch(() => {
        if (kept.get(source)?.set === set) kept.delete(source);
      });
      return set;
    },
  };
}
