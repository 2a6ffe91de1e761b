/** @file The curves and the runs' distances, worked out between frames while the panel can be seen. */

import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Content } from '../../mim/content.ts';
import type { Grid } from '../../mim/grid.ts';
import { needsContent } from '../../mim/masks/index.ts';
import { shownContent } from '../../store/content.ts';
import { inSlices } from '../../store/slices.ts';
import type { RunRecord } from '../../store/state.ts';
import { app, useApp } from '../../store/store.ts';
import { linesFor, pointsOf, type Line, type Point } from './lines.ts';
import { distanceKey, distanceSteps } from './run-points.ts';

/** Masks a point where there is no exact value: few at first, so that all curves are there at once, then more. */
const ROUNDS = [6, 40] as const;
const KEPT = 200;

export interface Curve {
  readonly line: Line;
  readonly points: readonly Point[];
}

const known = new Map<string, readonly Point[]>();

/** What is known so far of one grid. */
interface Found {
  readonly scope: string;
  /** By the key of its line. */
  readonly points: ReadonlyMap<string, readonly Point[]>;
}

const NONE: Found = { scope: '', points: new Map() };

/** Lines without points until the panel is seen; then one curve after the other, twice. */
export function useCurves({ rows, cols }: Grid, patch: number, isSeen: boolean): readonly Curve[] {
  const chosen = useApp((s) => s.draft.mask);
  const picture = useApp((s) => s.picture);
  const sources = useApp((s) => s.sources);
  const [found, setFound] = useState<Found>(NONE);
  const scope = [rows, cols, patch].join();
  const lines = useMemo(() => linesFor({ rows, cols }, patch, chosen), [rows, cols, patch, chosen]);
  useEffect(() => {
    if (!isSeen) return;
    const grid = { rows, cols };
    const { image } = app.getState();
    const content = shownContent(grid, { picture, sources, image });
    const place = JSON.stringify([image.source, image.index, content?.set]);
    const found = (key: string, points: readonly Point[]): void =>
      setFound((before) => withPoints(before, scope, key, points));
    return inSlices(fill({ lines, grid, patch, content, place, found }), () => undefined);
  }, [rows, cols, patch, scope, lines, picture, sources, isSeen]);
  const { points } = found.scope === scope ? found : NONE;
  return useMemo(() => lines.map((line) => ({ line, points: points.get(line.key) ?? [] })), [lines, points]);
}

interface Filling {
  readonly lines: readonly Line[];
  readonly grid: Grid;
  readonly patch: number;
  readonly content: Content | undefined;
  /** Which picture that is. */
  readonly place: string;
  readonly found: (key: string, points: readonly Point[]) => void;
}

function* fill({ lines, grid, patch, content, place, found }: Filling): Generator<undefined> {
  for (const draws of ROUNDS) {
    for (const line of lines) {
      const { choice } = line;
      const key = JSON.stringify([grid, patch, withoutRatio(choice), draws, needsContent(choice) && place]);
      const points = known.get(key) ?? (yield* pointsOf(line, grid, patch, draws, content));
      remember(key, points);
      found(line.key, points);
      yield undefined;
    }
  }
}

function withPoints(before: Found, scope: string, key: string, points: readonly Point[]): Found {
  const base = before.scope === scope ? before.points : NONE.points;
  return base.get(key) === points ? before : { scope, points: new Map(base).set(key, points) };
}

const withoutRatio = (choice: object): object => ({ ...choice, ratio: undefined });

function remember(key: string, points: readonly Point[]): void {
  known.set(key, points);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
}

/** By `distanceKey`, for every run; grows as they become known. */
export function useDistances(runs: readonly RunRecord[]): ReadonlyMap<string, number | null> {
  const [distances, setDistances] = useState<ReadonlyMap<string, number | null>>(new Map());
  useEffect(() => {
    const next = runs.find(({ config }) => !distances.has(distanceKey(config)));
    if (next === undefined) return;
    return inSlices(distanceSteps(next.config), (distance) =>
      setDistances((before) => new Map(before).set(distanceKey(next.config), distance)),
    );
  }, [runs, distances]);
  return distances;
}

/** True from when the element first comes into view. */
export function useWasSeen(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [wasSeen, setSeen] = useState(false);
  useEffect(() => {
    if (element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, wasSeen];
}
