/** @file Small pictures of a set, asked for from the engine. */

import { useEffect, useState } from 'react';
import type { SourceId } from '../../mim/sources/index.ts';
import { call } from '../../store/client.ts';
import { shown } from '../../store/notices.ts';
import { useApp } from '../../store/store.ts';

export type Thumb = Awaited<ReturnType<typeof call.thumbnails>>[number];

/** Pictures per page. */
export const PAGE = 12;

/** Their side in pixels: sharp at twice the density. */
const SIDE = 64;

const NONE: readonly Thumb[] = [];

/** Pictures `first` … `first + PAGE - 1`; empty until they are there. Asked again when the set was made anew. */
export function useThumbnails(source: SourceId, first: number): readonly Thumb[] {
  const isReady = useApp((s) => s.engine !== null);
  const info = useApp((s) => s.sources[source]);
  const key = `${source} ${String(first)}`;
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly pictures: readonly Thumb[] }>();
  useEffect(() => {
    if (!isReady || info === undefined || info.count === 0) return;
    let isWanted = true;
    void shown(() => call.thumbnails(source, first, PAGE, SIDE)).then((pictures) => {
      if (isWanted && pictures !== undefined) setLoaded({ key, pictures });
    });
    return () => {
      isWanted = false;
    };
  }, [isReady, source, first, info, key]);
  return loaded?.key === key ? loaded.pictures : NONE;
}
