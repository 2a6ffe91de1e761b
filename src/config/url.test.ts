import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillIn } from '../lib/errors.ts';
import type { Param } from '../lib/params.ts';
import { encodePainted } from '../mim/masks/painted.ts';
import { completeConfig, parseConfig } from './parse.ts';
import { PRESETS, type PresetId } from './presets.ts';
import { brokenRules } from './rules.ts';
import { CONFIG_SHAPE, leavesOf, type Field } from './shape.ts';
import { fromFragment, toFragment } from './url.ts';

/** Any value of a parameter. */
function anyValue(param: Param): fc.Arbitrary<unknown> {
  switch (param.kind) {
    case 'number':
      return param.whole === true
        ? fc.integer({ min: param.min, max: param.max })
        : fc.double({ min: param.min, max: param.max, noNaN: true });
    case 'choice':
      return fc.constantFrom(...param.options);
    case 'toggle':
      return fc.boolean();
    case 'text':
      return fc.string({ maxLength: 40 });
  }
}

function anyField(field: Field): fc.Arbitrary<unknown> {
  const some = (fields: Readonly<Record<string, Field>>): fc.Arbitrary<Record<string, unknown>> =>
    fc.record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, anyField(value)])), {
      requiredKeys: [],
    });
  switch (field.kind) {
    case 'group':
      return some(field.fields);
    case 'triple':
      return fc.tuple(anyField(field.items[0]), anyField(field.items[1]), anyField(field.items[2]));
    case 'section':
      return fc.oneof(
        ...Object.entries(field.plugins).map(([id, params]) =>
          fc
            .tuple(fc.constant({ id }), some(params))
            .map(([named, values]) => Object.assign({}, named, values)),
        ),
      );
    case 'number':
    case 'choice':
    case 'toggle':
    case 'text':
      return anyValue(field);
  }
}

const { model: _model, head: _head, ...safe } = CONFIG_SHAPE.fields;
const configs = fc
  .tuple(fc.constantFrom(...(Object.keys(PRESETS) as PresetId[])), anyField({ kind: 'group', fields: safe }))
  .map(([preset, partial]) => parseConfig({ preset, ...(partial as object) }).config)
  .filter((config) => config !== undefined);

describe('a link', () => {
  it('says nothing but the preset where nothing differs', () => {
    for (const [id, { config }] of Object.entries(PRESETS)) expect(toFragment(config)).toBe(`v=1&p=${id}`);
  });

  it('says nothing of what another model brings along', () => {
    const vit = completeConfig({ model: { id: 'simmim-vit', depth: 4 } });
    expect(toFragment(vit)).toBe('v=1&p=mae-s&model=simmim-vit&model.depth=4');
    expect(fromFragment(toFragment(vit))).toEqual({ config: vit, notices: [] });
    const other = completeConfig({
      model: { id: 'simmim-swin' },
      head: { id: 'decoder', depth: 2 },
      loss: { id: 'l2' },
    });
    expect(fromFragment(toFragment(other))).toEqual({ config: other, notices: [] });
    expect(fromFragment('v=1&model=simmim-vit&head=mlp&head.width=64').config.head).toEqual({
      id: 'mlp',
      width: 64,
    });
  });

  it('says what differs', () => {
    const config = completeConfig({ seed: 9, mask: { id: 'cells', unit: '4' }, model: { patch: 16 } });
    expect(toFragment(config)).toBe('v=1&p=mae-s&mask=cells&mask.unit=4&model.patch=16&seed=9');
  });

  it('brings back every config exactly', () => {
    fc.assert(
      fc.property(configs, (config) => {
        const { config: back, notices } = fromFragment(`#${toFragment(config)}`);
        expect(notices).toEqual([]);
        expect(leavesOf(back).map(({ path, value }) => [path, Object.is(value, -0) ? 0 : value])).toEqual(
          leavesOf(config).map(({ path, value }) => [path, Object.is(value, -0) ? 0 : value]),
        );
        expect(back.preset).toBe(config.preset);
      }),
      { numRuns: 500 },
    );
  });

  it('brings back a painted mask', () => {
    const bits = encodePainted(
      { rows: 8, cols: 8 },
      Array.from({ length: 64 }, (_, i) => (i % 3 === 0 ? 1 : 0)),
    );
    const config = completeConfig({ mask: { id: 'painted', bits } });
    expect(fromFragment(toFragment(config)).config).toEqual(config);
  });
});

describe('any text as a link', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.tuple(
          fc.oneof(
            fc.constantFrom(
              'v',
              'p',
              'data',
              'data.mean',
              'data.mean.1',
              'mask.ratio.x',
              '__proto__',
              'mask.__proto__.id',
            ),
            fc.constantFrom(...leavesOf(completeConfig({})).map(({ path }) => path)),
            fc.string({ maxLength: 5 }),
          ),
          fc.oneof(
            fc.string(),
            fc.constantFrom('%', '1e999', '-1', 'NaN', '', 'cells', 'painted', 'true', '7'),
            fc.double().map(String),
          ),
        ),
      )
      .map((pairs) => pairs.map(([key, value]) => `${key}=${value}`).join('&')),
  );

  it('gives a config that is complete and correct', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { config, notices } = fromFragment(text);
        expect(completeConfig(config)).toEqual(config);
        expect(brokenRules(config)).toEqual([]);
        for (const { template, values } of notices)
          expect(fillIn(template, values)).not.toMatch(/\{\{(name|label|value|nearest)\}\}/);
      }),
      { numRuns: 1000 },
    );
  });

  it('is told what was left out or moved', () => {
    const told = (text: string): string[] =>
      fromFragment(text).notices.map(({ template, values }) => fillIn(template, values));
    expect(told('')).toEqual([]);
    expect(told('#v=1')).toEqual([]);
    expect(told('colour=red')).toEqual(['“colour” in this link could not be read and was left out.']);
    expect(told('p=vit')).toEqual(['“p” in this link could not be read and was left out.']);
    expect(told('mask=stars')).toHaveLength(1);
    expect(told('seed=%E0')).toHaveLength(1);
    expect(told('seed=x')).toHaveLength(1);
    expect(told('v=2')).toEqual([
      'This link was made by another version of this page; it may not show everything.',
    ]);
    expect(told('mask.ratio=3')).toEqual(['Mask ratio 3 in this link is out of range; 0.95 is used.']);
    expect(fromFragment('mask.ratio=3').config.mask).toEqual({ id: 'random', ratio: 0.95 });
    expect(fromFragment('model.depth=2.4').config.model).toMatchObject({ depth: 2 });
  });

  it('falls back to the preset where the settings do not go together', () => {
    const { config, notices } = fromFragment('p=mae-xs&model.patch=7&seed=5');
    expect(config).toEqual(PRESETS['mae-xs'].config);
    expect(notices.map(({ template }) => template)).toEqual([
      'a patch of {{patch}} px does not divide an image of {{side}} px',
      'The settings in this link do not go together; the preset’s are used.',
    ]);
  });

  it('may change one colour channel alone', () => {
    expect(fromFragment('data.mean.1=0.5').config.data.mean).toEqual([0.485, 0.5, 0.406]);
  });
});
