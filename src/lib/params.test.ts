/** @file Hyper-parameters: what is accepted, what is refused and how the refusal reads, and what the types know. */

import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { MimError } from './errors.ts';
import { choice, defaultsOf, number, parseValues, text, toggle, type ValuesOf } from './params.ts';

const PARAMS = {
  ratio: number({ label: 'Mask ratio', min: 0, max: 0.95, step: 0.01, default: 0.75 }),
  side: number({ label: 'Side', min: 1, max: 8, step: 1, default: 2, whole: true }),
  on: choice({ label: 'Loss on', options: ['hidden', 'all'], default: 'hidden' }),
  flip: toggle({ label: 'Flip', default: true }),
  bits: text({ label: 'Bits', default: '', maxLength: 4 }),
} as const;

const DEFAULTS = { ratio: 0.75, side: 2, on: 'hidden', flip: true, bits: '' };

function refusal(input: Record<string, unknown>): MimError {
  try {
    parseValues(PARAMS, input);
  } catch (error) {
    if (error instanceof MimError) return error;
  }
  throw new Error(`accepted ${JSON.stringify(input)}`);
}

describe('parseValues', () => {
  it('fills in defaults, and leaves an id aside', () => {
    expect(defaultsOf(PARAMS)).toEqual(DEFAULTS);
    expect(parseValues(PARAMS, {})).toEqual(DEFAULTS);
    expect(parseValues(PARAMS, { id: 'random', side: undefined })).toEqual(DEFAULTS);
  });

  it('accepts every number in range, bounds included, and no other', () => {
    fc.assert(
      fc.property(fc.double(), (ratio) => {
        const fits = ratio >= 0 && ratio <= 0.95;
        if (fits) return Object.is(parseValues(PARAMS, { ratio }).ratio, ratio);
        return refusal({ ratio }).code === 'bad-config';
      }),
    );
    expect(parseValues(PARAMS, { ratio: 0 }).ratio).toBe(0);
    expect(parseValues(PARAMS, { ratio: 0.95 }).ratio).toBe(0.95);
  });

  it.each([
    [
      'a number beyond its bounds',
      { ratio: 2 },
      'Mask ratio: 2 is not allowed',
      'Use a number from {{min}} to {{max}}.',
    ],
    [
      'not a number',
      { ratio: Number.NaN },
      'Mask ratio: NaN is not allowed',
      'Use a number from {{min}} to {{max}}.',
    ],
    [
      'a number as text',
      { ratio: '0.5' },
      'Mask ratio: "0.5" is not allowed',
      'Use a number from {{min}} to {{max}}.',
    ],
    ['null', { ratio: null }, 'Mask ratio: null is not allowed', 'Use a number from {{min}} to {{max}}.'],
    [
      'a fraction where only whole numbers count',
      { side: 1.5 },
      'Side: 1.5 is not allowed',
      'Use a whole number from {{min}} to {{max}}.',
    ],
    [
      'an option that is not there',
      { on: 'none' },
      'Loss on: "none" is not allowed',
      'Use one of {{options}}.',
    ],
    ['a toggle that is neither', { flip: 1 }, 'Flip: 1 is not allowed', 'Use true or false.'],
    ['a long text', { bits: '01010' }, 'Bits: "01010" is not allowed', 'Use at most {{max}} characters.'],
    [
      'a setting that is not there',
      { size: 3 },
      'there is no setting named size here',
      'Remove it, or look for its new name in the documentation.',
    ],
    [
      'what every object inherits',
      { toString: 3 },
      'there is no setting named toString here',
      'Remove it, or look for its new name in the documentation.',
    ],
  ])('refuses %s, and says so', (_, input, message, hint) => {
    const error = refusal(input);
    expect(error.message).toBe(message);
    expect(error.hint).toBe(hint);
  });

  it('gives the values that the hint speaks of', () => {
    expect(refusal({ ratio: 2 }).values).toMatchObject({ min: 0, max: 0.95 });
    expect(refusal({ on: 'none' }).values).toMatchObject({ options: 'hidden, all' });
  });
});

describe('the types', () => {
  it('know each value from its declaration', () => {
    expectTypeOf<ValuesOf<typeof PARAMS>>().toEqualTypeOf<{
      readonly ratio: number;
      readonly side: number;
      readonly on: 'hidden' | 'all';
      readonly flip: boolean;
      readonly bits: string;
    }>();
    expect(Object.keys(defaultsOf(PARAMS))).toEqual(['ratio', 'side', 'on', 'flip', 'bits']);
  });
});
