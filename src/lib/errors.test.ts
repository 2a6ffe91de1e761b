/** @file What an error keeps on its way from the worker to the page. */

import { describe, expect, it } from 'vitest';
import { fillIn, fromWire, MimError, toWire } from './errors.ts';

const tooMany = (): MimError =>
  new MimError('out-of-memory', 'batch {{batch}} needs {{bytes}} bytes', {
    values: { batch: 32, bytes: '4 GB' },
    hint: 'Try batch {{batch}} ÷ 2.',
    cause: new Error('mapAsync'),
  });

describe('fillIn', () => {
  it('puts each value in every place of its name', () => {
    expect(fillIn('{{a}} and {{b}} and {{a}}', { a: 1, b: 'two' })).toBe('1 and two and 1');
  });

  it('leaves a place without a value as it is, so that the mistake is seen', () => {
    expect(fillIn('{{a}} of {{b}}', { a: 0 })).toBe('0 of {{b}}');
  });

  it('does not read a value as a sentence with places', () => {
    expect(fillIn('{{name}}', { name: '{{other}}$&', other: 'x' })).toBe('{{other}}$&');
  });
});

describe('MimError', () => {
  it('has the filled sentence as its message and keeps the cause', () => {
    const error = tooMany();
    expect(error.message).toBe('batch 32 needs 4 GB bytes');
    expect(error.cause).toBeInstanceOf(Error);
  });
});

describe('toWire and fromWire', () => {
  it('keep code, template, values, hint and stack through structured cloning', () => {
    const error = tooMany();
    const back = fromWire(structuredClone(toWire(error)));
    expect(back).toBeInstanceOf(MimError);
    expect(back.message).toBe(error.message);
    expect({ ...toWire(back) }).toEqual({ ...toWire(error) });
    expect(back.stack).toBe(error.stack);
  });

  it('make a bug `internal` and keep where it happened', () => {
    const bug = new TypeError('x is not a function');
    const back = fromWire(toWire(bug));
    expect(back.code).toBe('internal');
    expect(back.message).toBe('x is not a function');
    expect(back.stack).toBe(bug.stack);
  });

  it('take anything that can be thrown', () => {
    expect(toWire('boom')).toEqual({ code: 'internal', template: 'boom', values: {} });
    expect(toWire(undefined).template).toBe('undefined');
  });
});
