import { describe, expect, it } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { MASKS } from '../mim/masks/index.ts';
import { applyHot, completeConfig, parseConfig } from './parse.ts';
import { DEFAULT_PRESET, PRESETS, type PresetId } from './presets.ts';
import { gridOf } from './run-config.ts';

const pathsOf = (partial: unknown): string[] => parseConfig(partial).issues.map(({ path }) => path);
const errorOf = (run: () => unknown): MimError => {
  try {
    run();
  } catch (error) {
    if (error instanceof MimError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

/** mim.md §1.1: 12 D² + 13 D per block, fixed tables included. */
function parameters(id: PresetId): number {
  const { data, model, head } = PRESETS[id].config;
  if (model.id !== 'mae' || head.id !== 'decoder') throw new Error(`${id} is no MAE`);
  const patch = 3 * model.patch ** 2;
  const tokens = (data.side / model.patch) ** 2 + 1;
  const block = (d: number): number => 12 * d * d + 13 * d;
  const [d, e] = [model.width, head.width];
  return (
    patch * d +
    d +
    tokens * d +
    d +
    model.depth * block(d) +
    2 * d +
    (d * e + e) +
    e +
    tokens * e +
    head.depth * block(e) +
    2 * e +
    (e * patch + patch)
  );
}

describe('presets', () => {
  it.each(Object.keys(PRESETS) as PresetId[])('%s is complete and correct as it stands', (id) => {
    expect(completeConfig({ preset: id })).toEqual(PRESETS[id].config);
    expect(completeConfig(PRESETS[id].config)).toEqual(PRESETS[id].config);
    expect(PRESETS[id].config.preset).toBe(id);
  });

  it('have the sizes that they promise', () => {
    expect(parameters('mae-xs') / 1e6).toBeCloseTo(0.1, 1);
    expect(parameters('mae-s') / 1e6).toBeCloseTo(0.4, 1);
    expect(parameters('mae-m') / 1e6).toBeCloseTo(1.3, 1);
  });
});

describe('completeConfig', () => {
  it('makes the default preset of nothing', () => {
    expect(completeConfig({})).toEqual(PRESETS[DEFAULT_PRESET].config);
  });

  it('overlays at any depth and leaves the rest', () => {
    const config = completeConfig({ seed: 7, data: { patterns: { textures: 3 } }, model: { depth: 5 } });
    const { config: base } = PRESETS[DEFAULT_PRESET];
    expect(config).toEqual({
      ...base,
      seed: 7,
      data: { ...base.data, patterns: { ...base.data.patterns, textures: 3 } },
      model: { ...base.model, depth: 5 },
    });
  });

  it('takes the defaults of another plug-in and keeps the values of the same one', () => {
    expect(completeConfig({ mask: { id: 'cells' } }).mask).toEqual({ id: 'cells', ratio: 0.6, unit: '2' });
    expect(completeConfig({ mask: { id: 'random' } }).mask).toEqual({ id: 'random', ratio: 0.75 });
    expect(completeConfig({ mask: { ratio: 0.123456789 } }).mask).toEqual({
      id: 'random',
      ratio: 0.123456789,
    });
    expect(completeConfig({ target: { id: 'normalized-pixels' } }).target).toEqual({
      id: 'normalized-pixels',
    });
  });

  it('brings along what goes with another model, unless something else is given', () => {
    const vit = completeConfig({ model: { id: 'simmim-vit', depth: 5 } });
    expect(vit).toMatchObject({
      model: { id: 'simmim-vit', depth: 5, positions: 'learned' },
      head: { id: 'linear' },
      loss: { id: 'l1', on: 'hidden' },
      mask: { id: 'cells' },
    });
    const other = completeConfig({
      model: { id: 'simmim-swin' },
      head: { id: 'mlp' },
      mask: { id: 'random' },
    });
    expect(other).toMatchObject({ head: { id: 'mlp' }, loss: { id: 'l1' }, mask: { id: 'random' } });
  });

  it('accepts one switch for all augmentation, and single ones', () => {
    expect(completeConfig({ data: { augment: false } }).data.augment).toEqual({
      crop: false,
      flip: false,
      colour: false,
    });
    expect(completeConfig({ data: { augment: true } }).data.augment).toEqual({
      crop: true,
      flip: true,
      colour: false,
    });
    expect(completeConfig({ data: { augment: { flip: false } } }).data.augment).toEqual({
      crop: true,
      flip: false,
      colour: false,
    });
  });

  it('takes three numbers per colour triple', () => {
    expect(completeConfig({ data: { mean: [0, 0.5, 1] } }).data.mean).toEqual([0, 0.5, 1]);
    expect(pathsOf({ data: { mean: [0, 0], deviation: [1, 0, 1] } })).toEqual([
      'data.mean',
      'data.deviation.1',
    ]);
    expect(pathsOf({ data: { mean: { 0: 1 } } })).toEqual(['data.mean']);
  });

  it('treats undefined as missing and null as wrong', () => {
    expect(completeConfig({ batch: undefined, mask: { ratio: undefined } })).toEqual(
      PRESETS[DEFAULT_PRESET].config,
    );
    expect(pathsOf({ batch: null, mask: null })).toEqual(['mask', 'batch']);
  });

  it('clamps nothing, rounds nothing, drops nothing', () => {
    expect(
      pathsOf({
        mask: { ratio: 0.96 },
        model: { depth: 2.5 },
        batch: 4097,
        steps: -1,
        seed: NaN,
        data: { side: 7 },
      }),
    ).toEqual(['data.side', 'mask.ratio', 'model.depth', 'seed', 'batch', 'steps']);
    expect(pathsOf({ colour: 1, mask: { hue: 1 }, data: { Side: 64 } })).toEqual([
      'colour',
      'data.Side',
      'mask.hue',
    ]);
    expect(pathsOf(JSON.parse('{"__proto__": {"batch": 1}, "constructor": 1}'))).toEqual([
      '__proto__',
      'constructor',
    ]);
  });

  it('does not let another plug-in’s values through', () => {
    expect(pathsOf({ mask: { id: 'random', unit: '2' } })).toEqual(['mask.unit']);
    expect(pathsOf({ mask: { id: 'toString' } })).toEqual(['mask.id']);
  });

  it.each([null, 3, 'mae-s', [], undefined])('refuses %j as a whole config', (partial) => {
    expect(pathsOf(partial)).toEqual(['config']);
  });

  it('names a preset and a version that it does not know', () => {
    expect(errorOf(() => completeConfig({ preset: 'mae-xxl' })).message).toBe(
      'there is no preset named mae-xxl',
    );
    expect(errorOf(() => completeConfig({ version: 2 })).message).toContain('version 2');
  });

  it('throws one issue in its own words', () => {
    const error = errorOf(() => completeConfig({ mask: { ratio: 2 } }));
    expect(error.code).toBe('bad-config');
    expect(error.template).toBe('{{label}}: {{value}} is not allowed');
    expect(error.values).toEqual({ label: 'Mask ratio', value: '2', min: 0, max: 0.95, path: 'mask.ratio' });
    expect(error.hint).toBe('Use a number from {{min}} to {{max}}.');
  });

  it('throws several issues at once, each with its place', () => {
    const { message } = errorOf(() =>
      completeConfig({ mask: { ratio: 2 }, model: { heads: 1.5 }, colour: 'red' }),
    );
    expect(message).toBe(
      '3 settings cannot be used: colour: there is no setting named colour here. ' +
        'Remove it, or look for its new name in the documentation. ' +
        'mask.ratio: Mask ratio: 2 is not allowed. Use a number from 0 to 0.95. ' +
        'model.heads: Heads: 1.5 is not allowed. Use a whole number from 1 to 32.',
    );
  });

  it('checks what settings must have between them', () => {
    expect(pathsOf({ model: { patch: 7 } })).toEqual(['model.patch']);
    expect(pathsOf({ model: { heads: 7 }, head: { width: 42 } })).toEqual([
      'model.heads',
      'head.width',
      'head.heads',
    ]);
  });

  it('takes any sensible size that divides, not only powers of two', () => {
    const config = completeConfig({
      data: { side: 84 },
      model: { patch: 7, width: 60, heads: 5 },
      head: { width: 36, heads: 9 },
    });
    expect(gridOf(config)).toEqual({ rows: 12, cols: 12 });
  });

  it('takes every mask strategy by name alone', () => {
    for (const id of Object.keys(MASKS)) expect(completeConfig({ mask: { id } }).mask.id).toBe(id);
  });
});

describe('applyHot', () => {
  const base = completeConfig({});

  it('changes what may change and leaves the rest', () => {
    const changed = applyHot(base, { batch: 8, mask: { id: 'grid', ratio: 0.5 } });
    expect(changed).toEqual({ ...base, batch: 8, mask: { id: 'grid', ratio: 0.5 } });
  });

  it('refuses settings that need a restart, and bad ones', () => {
    expect(errorOf(() => applyHot(base, { model: base.model } as never)).message).toContain(
      'model cannot change',
    );
    expect(errorOf(() => applyHot(base, { batch: 0 })).values['path']).toBe('batch');
  });
});
