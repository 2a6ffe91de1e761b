/** @file The chart's lines, made anew at most four times a second however fast the history grows. */

import { useEffect, useMemo, useState } from 'react';
import { historyOf } from '../../store/history.ts';
import { app, useApp } from '../../store/store.ts';
import { curvesOf, type Curve } from './curves.ts';

const REDRAW_MS = 250;

/** `historyVersion`, late by at most `REDRAW_MS`. */
function useSlowVersion(): number {
  const [version, setVersion] = useState(() => app.getState().historyVersion);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const unsubscribe = app.subscribe((state, before) => {
      if (state.historyVersion === before.historyVersion || timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        setVersion(app.getState().historyVersion);
      }, REDRAW_MS);
    });
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);
  return version;
}

export function useCurves(): readonly Curve[] {
  const version = useSlowVersion();
  const smoothing = useApp((s) => s.curve.smoothing);
  const axis = useApp((s) => s.curve.axis);
  // A run's own record changes with every step; its line changes with the version.
  const list = useApp((s) =>
    s.runs.map(({ id, isCurrent, name }) => `${id} ${String(isCurrent)} ${name}`).join('\n'),
  );
  return useMemo(
    () => (version < 0 || list === '' ? [] : curvesOf(app.getState().runs, historyOf, { smoothing, axis })),
    [version, list, smoothing, axis],
  );
}
