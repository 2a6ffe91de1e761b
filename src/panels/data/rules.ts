/** @file Which image sizes the form offers with the patch that is chosen. */

import { SIDES, type RunConfig } from '../../config/run-config.ts';
import type { Translate } from '../../i18n/i18n.ts';
import type { FieldRules } from '../../ui/ParamField.tsx';

/** Fewer than 3 × 3 patches leave nothing to learn from. */
const LEAST_ROWS = 3;

export function sideRules({ model }: RunConfig, t: Translate): FieldRules {
  const impossible: Record<string, string> = {};
  for (const side of SIDES) {
    if (side % model.patch !== 0) {
      impossible[side] = t('{{patch}} px does not divide the image size of {{side}} px.', {
        patch: model.patch,
        side,
      });
    } else if (side / model.patch < LEAST_ROWS) {
      impossible[side] = t('{{patch}} px leaves only {{n}} patches of a {{side}} px image.', {
        patch: model.patch,
        side,
        n: (side / model.patch) ** 2,
      });
    }
  }
  return { numbers: SIDES, impossible };
}
