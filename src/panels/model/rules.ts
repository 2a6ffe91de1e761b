/** @file Which sizes the form offers: combinations that cannot work are shown with the reason, never corrected silently. */

import type { RunConfig } from '../../config/run-config.ts';
import type { Translate } from '../../i18n/i18n.ts';
import type { FieldRules } from '../../ui/ParamField.tsx';

const PATCHES = [4, 8, 16] as const;
const HEADS = [1, 2, 3, 4, 6, 8, 12, 16] as const;

/** The kernels read four numbers at a time, so a head has a multiple of 4. */
const HEAD_UNIT = 4;

/** Bounds of the sliders; boxes, scripts and imports may go further. */
const ENCODER = { width: { min: 16, max: 384 }, depth: { min: 1, max: 12 } } as const;
const DECODER = { width: { min: 16, max: 256 }, depth: { min: 0, max: 6 } } as const;

const headsFor = (width: number): readonly number[] =>
  HEADS.filter((heads) => width % heads === 0 && (width / heads) % HEAD_UNIT === 0);

export function modelRules({ data, model }: RunConfig, t: Translate): Readonly<Record<string, FieldRules>> {
  const impossible: Record<string, string> = {};
  for (const patch of PATCHES) {
    if (data.side % patch !== 0) {
      impossible[patch] = t('{{patch}} px does not divide the image size of {{side}} px.', {
        patch,
        side: data.side,
      });
    } else if (data.side / patch < 3) {
      impossible[patch] = t('{{patch}} px leaves only {{n}} patches of a {{side}} px image.', {
        patch,
        side: data.side,
        n: (data.side / patch) ** 2,
      });
    }
  }
  return {
    patch: { numbers: PATCHES, impossible },
    width: ENCODER.width,
    depth: ENCODER.depth,
    heads: { numbers: headsFor(model.width) },
  };
}

export const headRules = ({ head }: RunConfig): Readonly<Record<string, FieldRules>> => ({
  width: DECODER.width,
  depth: DECODER.depth,
  heads: { numbers: headsFor(head.width) },
});
