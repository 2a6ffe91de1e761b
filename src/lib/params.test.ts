import { describe, expect, it } from 'vitest';
import { choice, defaultsOf, issueOf, number, parseValues, text, toggle, type Param } from './params.ts';

const params = {
  ratio: number({ label: 'Ratio', min: 0, max: 0.95, step: 0.01, default: 0.75 }),
  count: number({ label: 'Count', min: 1, max: 8, step: 1, whole: true, default: 2 }),
  unit: choice({ label: 'Unit', options: ['a', 'b'], default: 'a' }),
  flip: toggle({ label: 'Flip', default: true }),
  bits: text({ label: 'Bits', default: '', maxLength: 3 }),
};

describe('parseValues', () => {
  it('fills in what is missing', () => {
    expect(parseValues(params, {})).toEqual(defaultsOf(params));
    expect(parseValues(params, { count: 3, flip: undefined })).toEqual({ ...defaultsOf(params), count: 3 });
  });

  it('accepts any number in range, whatever the step', () => {
    expect(parseValues(params, { ratio: 0.123456 }).ratio).toBe(0.123456);
  });

  it('lets `id` pass and refuses every other key that it does not know', () => {
    expect(parseValues(params, { id: 'x' })).toEqual(defaultsOf(params));
    expect(() => parseValues(params, { hue: 1 })).toThrow('there is no setting named hue here');
    expect(() => parseValues(params, { toString: 1 })).toThrow('toString');
  });

  it('names the setting and the value that is wrong', () => {
    expect(() => parseValues(params, { ratio: 2 })).toThrow('Ratio: 2 is not allowed');
  });
});

describe('issueOf', () => {
  it.each<[Param, unknown, string]>([
    [params.ratio, NaN, 'Use a number from {{min}} to {{max}}.'],
    [params.ratio, -0.1, 'Use a number from {{min}} to {{max}}.'],
    [params.ratio, '0.5', 'Use a number from {{min}} to {{max}}.'],
    [params.ratio, Infinity, 'Use a number from {{min}} to {{max}}.'],
    [params.count, 2.5, 'Use a whole number from {{min}} to {{max}}.'],
    [params.count, null, 'Use a whole number from {{min}} to {{max}}.'],
    [params.unit, 'c', 'Use one of {{options}}.'],
    [params.unit, 0, 'Use one of {{options}}.'],
    [params.flip, 1, 'Use true or false.'],
    [params.bits, 'abcd', 'Use at most {{max}} characters.'],
  ])('%# says what to do instead', (param, value, hint) => {
    expect(issueOf(param, value)?.hint).toBe(hint);
  });

  it('has nothing to say about bounds and whole numbers', () => {
    for (const value of [0, 0.95]) expect(issueOf(params.ratio, value)).toBeUndefined();
    for (const value of [1, 8]) expect(issueOf(params.count, value)).toBeUndefined();
  });

  it('shows a value that is a number as it is, and cuts a long one', () => {
    expect(issueOf(params.ratio, NaN)?.values['value']).toBe('NaN');
    expect(String(issueOf(params.bits, 'x'.repeat(1000))?.values['value'])).toHaveLength(80);
  });
});
