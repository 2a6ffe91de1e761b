/** @file Information for scripts: what visible patches tell about hidden ones, and what the model makes of it. */

import { rngOf } from '../lib/rng.ts';
import { maskFrom, patchCount, type PatchMask } from '../mim/grid.ts';
import { informationSteps, type InformationPoint } from '../mim/information/gaussian-field.ts';
import { needsContent, sampleMask } from '../mim/masks/index.ts';
import { shownContent } from './content.ts';
import { FIELD_PICTURES, measuredField, type MeasuredField } from './field.ts';
import { checkBits, checkWhole, choiceFrom, type MaskRequest } from './mim-mask-request.ts';
import { shownGrid } from './shown.ts';
import { inSlices } from './slices.ts';
import { app } from './store.ts';
import { measureUsable, type UsableReport } from './usable.ts';

/** Without `mask` and `bits` it is about the mask on screen. */
export interface InformationRequest {
  /** The mean over masks that this strategy draws. */
  readonly mask?: MaskRequest;
  /** One mask instead: [N] in row-major order, anything but 0 hides. */
  readonly bits?: ArrayLike<number>;
  /** Masks to draw of a strategy; 24. */
  readonly draws?: number;
  readonly seed?: number;
  /** Pictures of the chosen set to estimate the field from, at most; 256. */
  readonly pictures?: number;
  /** Also asks the model on screen, about at most this many pictures that it never trained on; 0 does not. */
  readonly heldOut?: number;
}

export interface InformationReport {
  /** I(visible; hidden) of the pictures' Gaussian field: one number per patch, its mean brightness. */
  readonly bits: number;
  /** 0 where nothing is hidden. */
  readonly bitsPerHiddenPatch: number;
  /** Of `bits` over masks; 0 for one mask. */
  readonly standardError: number;
  /** Hidden share of the patches. */
  readonly ratio: number;
  readonly masks: number;
  readonly pictures: number;
  /** 0..1; near 1 the pictures are too few and the number too low. */
  readonly shrinkage: number;
  /** Null where it was not asked for. */
  readonly usable: UsableReport | null;
}

const DRAWS = 24;
const MAX_DRAWS = 10_000;
const MAX_PICTURES = 4096;

/** Content-aware strategies are asked about the picture on screen. Throws `bad-config`. */
export async function informationForScripts(request: InformationRequest = {}): Promise<InformationReport> {
  const state = app.getState();
  const grid = shownGrid(state);
  const {
    bits,
    draws = DRAWS,
    seed = 1,
    pictures = FIELD_PICTURES,
    heldOut = 0,
  } = Object(request) as InformationRequest;
  checkWhole('draws', draws, 1, MAX_DRAWS);
  checkWhole('seed', seed, 0, 2 ** 32 - 1);
  checkWhole('pictures', pictures, 2, MAX_PICTURES);
  checkWhole('heldOut', heldOut, 0, MAX_PICTURES);
  if (bits !== undefined) checkBits(bits, patchCount(grid));
  const choice = bits !== undefined || request.mask === undefined ? null : choiceFrom(request.mask);
  const content = choice !== null && needsContent(choice) ? shownContent(grid, state) : undefined;
  const one = bits === undefined ? state.mask : maskFrom(bits);
  const maskAt = (draw: number): PatchMask =>
    choice === null ? one : sampleMask(grid, choice, rngOf(seed, 'information', draw), content);
  const measured = await measuredField(state.draft.data.source, grid, pictures);
  const masks = choice === null ? 1 : draws;
  const point = await pointOf(measured, masks, maskAt);
  const usable = heldOut === 0 ? null : await measureUsable({ mask: maskAt(0), pictures: heldOut });
  return { ...inBits(point, patchCount(grid)), masks, ...factsOf(measured), usable };
}

const pointOf = (
  { field }: MeasuredField,
  masks: number,
  maskAt: (draw: number) => PatchMask,
): Promise<InformationPoint> =>
  new Promise((resolve) => inSlices(informationSteps(field, masks, maskAt), resolve));

const factsOf = ({ pictures, shrinkage }: MeasuredField) => ({ pictures, shrinkage });

function inBits({ nats, standardError, ratio }: InformationPoint, patches: number) {
  const bits = nats / Math.LN2;
  const hidden = ratio * patches;
  return {
    bits,
    bitsPerHiddenPatch: hidden === 0 ? 0 : bits / hidden,
    standardError: standardError / Math.LN2,
    ratio,
  };
}
