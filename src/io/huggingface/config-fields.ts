/** @file Kinds of fields that the config.json files of all models share. */

import * as v from 'valibot';
import { MimError } from '../../lib/errors.ts';

export const count = v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1)));
/** One per stage. */
export const counts = v.optional(
  v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), v.minLength(1), v.maxLength(8)),
);
export const flag = v.optional(v.boolean());
export const epsilon = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));
/** One number, or the same one for height and width. */
export const square = v.optional(
  v.pipe(
    v.union([v.number(), v.tuple([v.number(), v.number()])]),
    v.check((size) => typeof size === 'number' || size[0] === size[1], '[n, n]'),
    v.transform((size) => (typeof size === 'number' ? size : size[0])),
    v.safeInteger(),
    v.minValue(1),
  ),
);

type Field = string | number | boolean;

/** Throws `bad-file` where a field has another value than the one that this engine computes with. */
export function checkFixed(
  config: Readonly<Record<string, unknown>>,
  fixed: Readonly<Record<string, Field>>,
  { hint }: { readonly hint: string },
): void {
  for (const [field, expected] of Object.entries(fixed)) {
    const value = config[field] as Field | undefined;
    if (value === undefined || value === expected) continue;
    throw new MimError(
      'bad-file',
      'config.json: {{field}} is {{value}}, but only {{expected}} is possible here',
      { values: { field, value: String(value), expected: String(expected) }, hint },
    );
  }
}

type Optional<T> = { readonly [K in keyof T]: T[K] | undefined };

/** The fields that are there. */
export const given = <T extends object>(fields: Optional<Partial<T>>): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
