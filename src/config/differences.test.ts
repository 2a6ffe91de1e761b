import { describe, expect, it } from 'vitest';
import { fillIn } from '../lib/errors.ts';
import { encodePainted } from '../mim/masks/painted.ts';
import { coldDifferences, differences } from './differences.ts';
import { completeConfig } from './parse.ts';

const base = completeConfig({});
const words = (to: unknown, from = base): string[] =>
  differences(from, completeConfig(to)).map(({ template, values }) => fillIn(template, values));

describe('differences', () => {
  it('are none between equal configs, whatever their presets are called', () => {
    expect(words({})).toEqual([]);
    expect(differences(base, { ...base, preset: 'mae-m' })).toEqual([]);
  });

  it('read as a person would say them', () => {
    expect(
      words({
        mask: { ratio: 0.6 },
        model: { patch: 16 },
        data: { side: 128, augment: { flip: false }, source: 'emoji' },
        loss: { on: 'all' },
        steps: 500,
      }),
    ).toEqual([
      'Images Photos → Emoji',
      'Image size 64 px → 128 px',
      'Random flip on → off',
      'Mask ratio 75 % → 60 %',
      'Patch 8 px → 16 px',
      'Loss on hidden patches → all patches',
      'Steps ∞ → 500',
    ]);
  });

  it('name another plug-in once, and its values where they are not its defaults', () => {
    expect(words({ mask: { id: 'cells' } })).toEqual(['Mask strategy Random → Cells']);
    expect(words({ mask: { id: 'cells', unit: '4' } })).toEqual([
      'Mask strategy Random → Cells',
      'Mask unit 4×4 patches',
    ]);
  });

  it('do not show painted bits', () => {
    const bits = encodePainted({ rows: 2, cols: 2 }, [1, 0, 0, 0]);
    expect(words({ mask: { id: 'painted', bits } })).toEqual([
      'Mask strategy Random → Painted',
      'Painted patches changed',
    ]);
  });

  it('know hot from cold', () => {
    const draft = completeConfig({ batch: 8, seed: 3, mask: { id: 'grid' }, model: { depth: 4 } });
    expect(coldDifferences(draft, base).map(({ path }) => path)).toEqual(['model.depth', 'seed']);
    expect(differences(base, draft).map(({ path, hot }) => [path, hot])).toEqual([
      ['mask', true],
      ['model.depth', false],
      ['seed', false],
      ['batch', true],
    ]);
  });

  it('keep small numbers readable', () => {
    expect(words({ optimizer: { learningRate: 0.00075 } })).toEqual(['Learning rate 0.0015 → 0.00075']);
    expect(words({ mask: { ratio: 1 / 3 } })).toEqual(['Mask ratio 75 % → 33.3 %']);
  });
});
