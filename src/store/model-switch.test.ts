import { describe, expect, it } from 'vitest';
import { completeConfig } from '../config/parse.ts';
import { merged, pendingChanges } from './changes.ts';
import { impossibleChanges } from './offers.ts';

const draft = completeConfig({});
const running = { id: 'run', config: draft } as never;

describe('another model on the form', () => {
  it('brings its head, target, loss and mask, and waits as a whole for a restart', () => {
    const vit = merged(draft, { model: { id: 'simmim-vit' } });
    expect(vit).toMatchObject({ head: { id: 'linear' }, loss: { id: 'l1' }, mask: { id: 'cells' } });
    const paths = pendingChanges({ run: running, draft: vit }).map(({ path }) => path);
    expect(paths).toContain('model');
    expect(paths).toContain('head');
    expect(merged(vit, { model: { id: 'mae' } })).toMatchObject({
      head: { id: 'decoder' },
      loss: { id: 'l2' },
      mask: { id: 'random' },
    });
  });

  it('keeps everything where the model stays the same', () => {
    const painted = merged(draft, { mask: { id: 'grid' }, head: { depth: 2 } });
    const wider = merged(painted, { model: { id: 'mae', width: 48 } });
    expect(wider).toMatchObject({ mask: { id: 'grid' }, head: { depth: 2 } });
  });

  it('does not offer a head that needs hidden tokens while the encoder sees visible ones only', () => {
    const heads = { linear: { head: { id: 'linear' } }, decoder: { head: { id: 'decoder' } } } as const;
    expect(Object.keys(impossibleChanges(draft, heads))).toEqual(['linear']);
    const all = merged(draft, { model: { id: 'mae', sees: 'all' } });
    expect(impossibleChanges(all, heads)).toEqual({});
    const linear = merged(all, heads.linear);
    expect(Object.keys(impossibleChanges(linear, { visible: { model: { sees: 'visible' } } }))).toEqual([
      'visible',
    ]);
  });
});
