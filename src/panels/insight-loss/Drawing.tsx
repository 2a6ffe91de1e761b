/** @file The curves with their axes and crosshair; loaded when there is something to draw. */

import type { Curve, Domain } from './curves.ts';
import type { AppState } from '../../store/state.ts';
import { Crosshair } from './Crosshair.tsx';
import { Lines } from './Lines.tsx';
import { LossChart } from './LossChart.tsx';

interface DrawingProps {
  readonly curves: readonly Curve[];
  readonly domain: Domain;
  readonly log: boolean;
  readonly axis: AppState['curve']['axis'];
  readonly language: AppState['language'];
  /** Already translated. */
  readonly name: string;
}

export function Drawing({ curves, domain, log, axis, language, name }: DrawingProps) {
  return (
    <Crosshair curves={curves} domain={domain}>
      <LossChart {...{ domain, log, axis, language }} title={name} />
      <Lines {...{ curves, domain, log }} />
    </Crosshair>
  );
}
