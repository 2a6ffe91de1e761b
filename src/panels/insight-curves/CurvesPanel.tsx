/** @file How far hidden pixels are from visible ones for every mask, and what runs made of it. */

import { useMemo } from 'react';
import { patchCount } from '../../mim/grid.ts';
import { app, useApp } from '../../store/store.ts';
import { useExpectedAvgDist } from '../../store/use-avg-dist.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { PanelFrame } from '../../ui/PanelFrame.tsx';
import { CurveTable } from './CurveTable.tsx';
import { DistancePlot } from './DistancePlot.tsx';
import { RunPlots } from './RunPlots.tsx';
import { runPoints } from './run-points.ts';
import { SaveButtons } from './SaveButtons.tsx';
import { useCurves, useDistances, useWasSeen } from './use-curves.ts';

const SUMMARY =
  'AvgDist is the mean distance of hidden pixels to the nearest visible one: small, and a copy of the neighbours will do; large, and there is nothing to go by. Drag the dot to change the ratio.';

export function CurvesPanel() {
  const [element, isSeen] = useWasSeen();
  const grid = squareCells(useApp((s) => s.mask.length));
  const side = useApp((s) => s.picture?.side ?? s.draft.data.side);
  const choice = useApp((s) => s.draft.mask);
  const patch = Math.max(1, Math.floor(side / grid.cols));
  const curves = useCurves(grid, patch, isSeen);
  const expected = useExpectedAvgDist(choice, grid, patch);
  const patches = patchCount(grid);
  return (
    <PanelFrame
      title="Mask curves"
      summary={SUMMARY}
      fold="open"
      actions={<SaveButtons curves={curves} side={side} isDisabled={!isSeen} />}
    >
      <div ref={element} className="flex flex-col gap-2">
        {isSeen && (
          <>
            <DistancePlot {...{ curves, expected, side, patches }} />
            <CurveTable curves={curves} share={(expected?.hidden ?? 0) / patches} side={side} />
            <Runs />
          </>
        )}
      </div>
    </PanelFrame>
  );
}

function Runs() {
  // Steps and losses of the list change with every frame of training, and are not what the plots show.
  const list = useApp((s) =>
    s.runs.map(({ id, name, isCurrent }) => `${id} ${name} ${String(isCurrent)}`).join('\n'),
  );
  const settings = useApp((s) => s.run?.config);
  const runs = useMemo(
    () => (list === '' && settings === undefined ? [] : app.getState().runs),
    [list, settings],
  );
  const isRunning = useApp((s) => s.status === 'running');
  const measured = useApp((s) => s.lastHeldOut);
  const distances = useDistances(runs);
  const points = useMemo(
    // `measured` is what tells of a new held-out loss: the curves themselves lie outside the store.
    () => (measured === undefined ? [] : runPoints(runs, distances, isRunning)),
    [runs, distances, isRunning, measured],
  );
  return <RunPlots points={points} />;
}
