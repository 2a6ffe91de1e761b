/** @file Masks, whole numbers and refusals as the scripting calls that measure masks share them. */

import { MimError, type MessageValues } from '../lib/errors.ts';
import { parseValues, type Params } from '../lib/params.ts';
import { MASKS, type MaskChoice, type MaskId } from '../mim/masks/index.ts';

/** A strategy by id, with those of its settings that are not at their defaults: `{ id: 'cells', ratio: 0.6 }`. */
export type MaskRequest = { readonly id: MaskId } & Readonly<Record<string, string | number | boolean>>;

/** Where a strategy's id stands. */
const PLACE = 'mask.id';

export const refuse = (template: string, values: MessageValues, hint: string): MimError =>
  new MimError('bad-config', template, { values, hint });

export function checkWhole(label: string, value: number, min: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  throw refuse(
    '{{label}}: {{value}} is not allowed',
    { label, value: String(value), min, max },
    'Use a whole number from {{min}} to {{max}}.',
  );
}

/** With all of its settings. Throws `bad-config`. */
export function choiceFrom(given: MaskRequest): MaskChoice {
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

/** One value per patch. Throws `bad-config`. */
export function checkBits(bits: ArrayLike<number>, patches: number): void {
  if (bits.length === patches) return;
  throw refuse(
    'bits: {{given}} values for {{patches}} patches',
    { given: bits.length, patches },
    'Give one value per patch, or the side and the patch that belong to them.',
  );
}
