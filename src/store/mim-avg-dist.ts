/** @file AvgDist for scripts: of one mask, or the mean over what a strategy draws. */

import { MAX_PATCHES } from '../config/rules.ts';
import { MimError, type MessageValues } from '../lib/errors.ts';
import { parseValues, type Params } from '../lib/params.ts';
import { avgDist } from '../mim/avg-dist.ts';
import { avgDistSteps, type ExpectedAvgDist } from '../mim/expected-avg-dist.ts';
import { hiddenCount, maskFrom, patchCount, type Grid } from '../mim/grid.ts';
import { MASKS, needsContent, type MaskChoice, type MaskId } from '../mim/masks/index.ts';
import { shownContent } from './content.ts';
import { shownConfig } from './shown.ts';
import { inSlices } from './slices.ts';
import { app } from './store.ts';

/** What is left out is as on screen. */
export interface AvgDistRequest {
  /** A strategy by id, with those of its settings that are not at their defaults: `{ id: 'cells', ratio: 0.6 }`. */
  readonly mask?: { readonly id: MaskId } & Readonly<Record<string, string | number | boolean>>;
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

/** Where a strategy's id stands. */
const PLACE = 'mask.id';
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
    if (given.length !== patchCount(onGrid)) {
      throw refuse(
        'bits: {{given}} values for {{patches}} patches',
        { given: given.length, patches: patchCount(onGrid) },
        'Give one value per patch, or the side and the patch that belong to them.',
      );
    }
    const mask = maskFrom(given);
    const pixels = avgDist(mask, onGrid, patch);
    return { pixels, hidden: hiddenCount(mask), method: 'exact', masks: 1, errorPixels: 0 };
  }
}

const refuse = (template: string, values: MessageValues, hint: string): MimError =>
  new MimError('bad-config', template, { values, hint });

function checkWhole(label: string, value: number, min: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw refuse(
    '{{label}}: {{value}} is not allowed',
    { label, value: String(value), min, max },
    'Use a whole number from {{min}} to {{max}}.',
  );
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

function choiceFrom(given: NonNullable<AvgDistRequest['mask']>): MaskChoice {
  const { id } = Object(given) as { readonly id: unknown };
  if (typeof id !== 'string' || !Object.hasOwn(MASKS, id)) {
    throw refuse(
      '{{label}}: {{value}} is not allowed',
      { label: PLACE, value: String(id).slice(0, 80), options: Object.keys(MASKS).join(', ') },
      'Use one of {{options}}.',
    );
  }
  const params: Params = MASKS[id as MaskId].params;
  return { id, ...parseValues<Params>(params, given) } as unknown as MaskChoice;
}
