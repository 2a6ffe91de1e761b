/** @file The parameters that the form shows for a strategy: units in pixels, and only what has an effect now. */

import type { ChoiceParam, Params } from '../../lib/params.ts';
import type { Grid } from '../../mim/grid.ts';
import { MASKS, type MaskChoice } from '../../mim/masks/index.ts';

/** @param patch pixels along a patch of the pictures on screen. */
export function paramsShown(choice: MaskChoice, grid: Grid, patch: number): Params {
  const params: Params = MASKS[choice.id].params;
  const { unit } = params;
  return unit?.kind !== 'choice' || !('unit' in choice)
    ? params
    : { ...params, unit: inPixels(unit, choice.unit, grid, patch) };
}

/** Offers the cells of which at least two fit side by side, and what is chosen. */
function inPixels(unit: ChoiceParam, chosen: string, grid: Grid, patch: number): ChoiceParam {
  const options = unit.options.filter((id) => 2 * Number(id) <= grid.cols || id === chosen);
  return {
    ...unit,
    options,
    optionLabels: Object.fromEntries(options.map((id) => [id, `${String(Number(id) * patch)} px`])),
  };
}

/** What the panel draws by itself, or what does nothing as things are. */
export function omitted(choice: MaskChoice): readonly string[] {
  const isElsewhere = choice.id === 'square' && choice.place !== 'here';
  return ['ratio', 'bits', ...(isElsewhere ? ['x', 'y'] : [])];
}
