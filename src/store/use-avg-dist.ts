/** @file The expected AvgDist of a strategy, worked out between frames. */

import { useEffect, useState } from 'react';
import { avgDistSteps, type ExpectedAvgDist } from '../mim/expected-avg-dist.ts';
import type { Grid } from '../mim/grid.ts';
import { needsContent, type MaskChoice } from '../mim/masks/index.ts';
import { shownContent } from './content.ts';
import { inSlices } from './slices.ts';
import { app, useApp } from './store.ts';

/** Masks drawn where there is no exact value. */
const DRAWS = 40;
const SEED = 1;

/** Of the pictures on screen, in their pixels; null until it is known. A content-aware strategy is asked about this picture. */
export function useExpectedAvgDist(choice: MaskChoice, { rows, cols }: Grid, patch: number) {
  const [expected, setExpected] = useState<ExpectedAvgDist | null>(null);
  const isAbout = needsContent(choice);
  const picture = useApp((s) => (isAbout ? s.picture : null));
  const sources = useApp((s) => (isAbout ? s.sources : null));
  useEffect(() => {
    const grid = { rows, cols };
    const content =
      sources === null ? undefined : shownContent(grid, { picture, sources, image: app.getState().image });
    const question = { grid, choice, patch, draws: DRAWS, seed: SEED, content };
    return inSlices(avgDistSteps(question), setExpected);
  }, [choice, rows, cols, patch, picture, sources]);
  return expected;
}
