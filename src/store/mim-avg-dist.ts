/** @file AvgDist for scripts: of one mask, or the mean over what a strategy draws. */

import { MAX_PATCHES } from '../config/rules.ts';
import { avgDist } from '../mim/avg-dist.ts';
import { avgDistSteps, type ExpectedAvgDist } from '../mim/expected-avg-dist.ts';
import { hiddenCount, maskFrom, patchCount, type Grid } from '../mim/grid.ts';
import { needsContent, type MaskChoice } from '../mim/masks/index.ts';
import { shownContent } from './content.ts';
import { checkBits, checkWhole, choiceFrom, refuse, type MaskRequest } from './mim-mask-request.ts';
import { shownConfig } from './shown.ts';
import { inSlices } from './slices.ts';
import { app } from './store.ts';

/** What is left out is as on screen. */
export interface AvgDistRequest {
  readonly mask?: MaskRequest;
  /** One mask instead: [N] in row-major order, anything but 0 hides. */
  readonly bits?: ArrayLike<number>;
  /** Sides of image and patch in pixels; the patch divides the image. */
  readonly side?: number;
  readonly patch?: number;
  /** Masks to draw where there is no exact value; 200. */
  readonly draws?: number;
  readonly seed?: number;
}

export interface AvgDistReport extends ExpectedAvgDist {
  /** `pixels` ÷ side. */
  readonly share: number | null;
  /** Hidden share of the patches. */
  readonly ratio: number;
}

const DRAWS = 200;
const MAX_DRAWS = 100_000;
const MAX_SIDE = 512;

/** Content-aware strategies are asked about the picture on screen. Throws `bad-config`. */
export async function avgDistForScripts(request: AvgDistRequest = {}): Promise<AvgDistReport> {
  const state = app.getState();
  const { data, model } = shownConfig(state);
  const {
    bits,
    side = data.side,
    patch = model.patch,
    draws = DRAWS,
    seed = 1,
  } = Object(request) as AvgDistRequest;
  const grid = gridFrom(side, patch);
  checkWhole('draws', draws, 1, MAX_DRAWS);
  checkWhole('seed', seed, 0, 2 ** 32 - 1);
  const expected =
    bits === undefined
      ? await drawn(grid, request.mask === undefined ? state.draft.mask : choiceFrom(request.mask))
      : measured(grid, bits);
  const share = expected.pixels === null ? null : expected.pixels / side;
  return { ...expected, share, ratio: expected.hidden / patchCount(grid) };

  function drawn(onGrid: Grid, choice: MaskChoice): Promise<ExpectedAvgDist> {
    const content = needsContent(choice) ? shownContent(onGrid, state) : undefined;
    const steps = avgDistSteps({ grid: onGrid, choice, patch, draws, seed, content });
    return new Promise((resolve) => inSlices(steps, resolve));
  }

  function measured(onGrid: Grid, given: ArrayLike<number>): ExpectedAvgDist {
    checkBits(given, patchCount(grid));
    const mask = maskFrom(given);
    const pixels = avgDist(mask, onGrid, patch);
    return { pixels, hidden: hiddenCount(mask), method: 'exact', masks: 1, errorPixels: 0 };
  }
}

function gridFrom(side: number, patch: number): Grid {
  checkWhole('side', side, 1, MAX_SIDE);
  checkWhole('patch', patch, 1, MAX_SIDE);
  const rows = side / patch;
  if (!Number.isInteger(rows)) {
    throw refuse(
      'a patch of {{patch}} px does not divide an image of {{side}} px',
      { patch, side },
      'Use a patch that divides the side, such as a half, a quarter or an eighth of it.',
    );
  }
  if (rows * rows > MAX_PATCHES) {
    throw refuse(
      '{{count}} patches are more than the {{max}} that this page can handle',
      { count: rows * rows, max: MAX_PATCHES },
      'Use larger patches or smaller images.',
    );
  }
  return { rows, cols: rows };
}
