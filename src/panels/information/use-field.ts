/** @file The pictures' Gaussian field, the information of the mask on screen, and its curves, worked out between frames. */

import { useEffect, useMemo, useState } from 'react';
import { toWire, type WireError } from '../../lib/errors.ts';
import type { Grid } from '../../mim/grid.ts';
import { fieldInformation, type GaussianField } from '../../mim/information/gaussian-field.ts';
import { FIELD_PICTURES, measuredField, type MeasuredField } from '../../store/field.ts';
import { inSlices } from '../../store/slices.ts';
import { useApp } from '../../store/store.ts';
import { curveSteps, STRATEGIES, type Curve, type StrategyId } from './curves.ts';

interface Outcome {
  /** What it was asked about: until the answer to the present question comes there is none. */
  readonly of: string;
  readonly measured: MeasuredField | null;
  readonly problem: WireError | null;
}
const NOTHING: Outcome = { of: '', measured: null, problem: null };

/** Of the chosen set on the grid of the pictures on screen; both null until it is known. */
export function useField({ rows, cols }: Grid): Outcome {
  const isReady = useApp((s) => s.engine !== null);
  const source = useApp((s) => s.draft.data.source);
  const info = useApp((s) => s.sources[source]);
  const run = useApp((s) => s.run?.id);
  const [outcome, setOutcome] = useState(NOTHING);
  const of = [source, info?.count, run, rows, cols].join(' ');
  useEffect(() => {
    if (!isReady || info === undefined) return;
    let isWanted = true;
    const tell = (news: Outcome): void => {
      if (isWanted) setOutcome(news);
    };
    void measuredField(source, { rows, cols }, FIELD_PICTURES).then(
      (measured) => tell({ of, measured, problem: null }),
      (error: unknown) => tell({ of, measured: null, problem: toWire(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [isReady, source, info, of, rows, cols]);
  return outcome.of === of ? outcome : NOTHING;
}

/** Bits of the mask on screen. */
export function useBits(measured: MeasuredField | null): number | null {
  const mask = useApp((s) => s.mask);
  return useMemo(
    () =>
      measured === null || mask.length !== measured.field.patches
        ? null
        : fieldInformation(measured.field, mask) / Math.LN2,
    [measured, mask],
  );
}

/** Of each strategy, in their order; they come one by one. */
export function useCurves(measured: MeasuredField | null, { rows, cols }: Grid): readonly Curve[] {
  const [found, setFound] = useState<{
    readonly of: MeasuredField | null;
    readonly curves: readonly Curve[];
  }>({
    of: null,
    curves: [],
  });
  useEffect(() => {
    if (measured === null) return;
    const { field } = measured;
    const grid = { rows, cols };
    const add = (id: StrategyId, points: Curve['points']): void =>
      setFound(({ of, curves }) => ({
        of: measured,
        curves: [...(of === measured ? curves : []).filter((curve) => curve.id !== id), { id, points }],
      }));
    return inSlices(allCurves(field, grid, add), () => undefined);
  }, [measured, rows, cols]);
  return found.of === measured ? found.curves : [];
}

function* allCurves(
  field: GaussianField,
  grid: Grid,
  add: (id: StrategyId, points: Curve['points']) => void,
): Generator<undefined> {
  for (const id of STRATEGIES) add(id, yield* curveSteps(field, grid, id));
}
