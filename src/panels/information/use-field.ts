/** @file The pictures' Gaussian field, the information of the mask on screen, and its curves, worked out between frames. */

import { useEffect, useMemo, useState } from 'react';
import { toWire, type WireError } from '../../lib/errors.ts';
import type { Grid } from '../../mim/grid.ts';
import { fieldInformation } from '../../mim/information/gaussian-field.ts';
import { FIELD_PICTURES, measuredField, type MeasuredField } from '../../store/field.ts';
import { inSlices } from '../../store/slices.ts';
import { useApp } from '../../store/store.ts';
import { curveSteps, STRATEGIES, type Curve, type StrategyId } from './curves.ts';

interface Outcome {
  readonly measured: MeasuredField | null;
  readonly problem: WireError | null;
}
const NOTHING: Outcome = { measured: null, problem: null };

/** Of the chosen set on the grid of the pictures on screen; both null until it is known. */
export function useField({ rows, cols }: Grid): Outcome {
  const isReady = useApp((s) => s.engine !== null);
  const source = useApp((s) => s.draft.data.source);
  const info = useApp((s) => s.sources[source]);
  const run = useApp((s) => s.run?.id);
  const [outcome, setOutcome] = useState(NOTHING);
  useEffect(() => {
    if (!isReady) return;
    let isWanted = true;
    const tell = (news: Outcome): void => {
      if (isWanted) setOutcome(news);
    };
    void measuredField(source, { rows, cols }, FIELD_PICTURES).then(
      (measured) => tell({ measured, problem: null }),
      (error: unknown) => tell({ measured: null, problem: toWire(error) }),
    );
    return () => {
      isWanted = false;
    };
    // `info` and `run` change when the pictures do.
  }, [isReady, source, info, run, rows, cols]);
  const fits = outcome.measured === null || outcome.measured.field.patches === rows * cols;
  return fits ? outcome : NOTHING;
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
    const add = (id: StrategyId, points: Curve['points']): void =>
      setFound(({ of, curves }) => ({
        of: measured,
        curves: [...(of === measured ? curves : []).filter((curve) => curve.id !== id), { id, points }],
      }));
    function* fill(): Generator<undefined> {
      for (const id of STRATEGIES) add(id, yield* curveSteps(field, { rows, cols }, id));
    }
    return inSlices(fill(), () => undefined);
  }, [measured, rows, cols]);
  return found.of === measured ? found.curves : [];
}
