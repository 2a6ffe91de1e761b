import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gridOf } from '../config/run-config.ts';
import { MimError } from '../lib/errors.ts';
import { addFiles, setMaskStrategy, updateDraft, useShipped } from './actions.ts';
import { importRun } from './actions/weights.ts';
import { pendingChanges } from './changes.ts';
import { drawMask } from './shown.ts';
import { app } from './store.ts';
import { testPage, type TestPage } from './testing/page.ts';

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
});
afterEach(() => page.engine.stop());

const state = app.getState;

describe('weights from elsewhere', () => {
  it('keep the mask and the images of the form', async () => {
    await addFiles([new File(['x'], 'cat.jpg')]);
    setMaskStrategy('block');
    const { mask, image } = state();
    await useShipped();
    expect(state()).toMatchObject({
      run: { origin: 'shipped', config: { mask: { id: 'block' }, data: { source: 'own' } } },
      draft: { mask: { id: 'block' }, data: { source: 'own' } },
      image,
    });
    expect(state().mask).toEqual(mask);
    expect(pendingChanges(state())).toEqual([]);
    await importRun(new Uint8Array(1));
    expect(state()).toMatchObject({
      run: { origin: 'imported' },
      draft: { mask: { id: 'block' }, data: { source: 'own' } },
      image,
    });
  });

  it('bring a mask and images of their own where those of the form do not do', async () => {
    updateDraft({ data: { source: 'own' }, mask: { id: 'block' } });
    app.setState({ image: { source: 'own', index: 0 } });
    page.newest().answer('configure', async (settings) => {
      if ('mask' in settings) throw new MimError('bad-config', 'no such mask');
      return await open;
    });
    const open = page.engine.call.open({ preset: 'mae-xs', mask: { id: 'grid' } });
    await importRun(new Uint8Array(1));
    const { draft, image, mask } = state();
    expect(draft.mask.id).toBe('grid');
    expect(image).toEqual({ source: draft.data.source, index: 0 });
    expect(mask).toEqual(drawMask(gridOf(draft), draft.mask, state().maskSeed, state()));
  });
});

describe('pictures', () => {
  it('are named in one notice where they are refused, all of them in the log, and the rest are taken', async () => {
    const refusal = (name: string) => ({
      name,
      error: { code: 'bad-image' as const, template: '{{name}} is no picture', values: { name } },
    });
    const refused = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt', 'f.txt', 'g.txt'].map(refusal);
    page.newest().answer('addImages', async () => ({ accepted: [{ id: 4, name: 'cat.jpg' }], refused }));
    await addFiles([new File(['x'], 'cat.jpg')]);
    expect(state().notices).toHaveLength(1);
    expect(state().notices[0]).toMatchObject({ values: { files: 7 } });
    expect(state().notices[0]?.details?.map(({ values }) => values['name'] ?? values['more'])).toEqual([
      'a.txt',
      'b.txt',
      'c.txt',
      'd.txt',
      'e.txt',
      2,
    ]);
    expect(state().log.filter(({ text }) => text.endsWith('is no picture'))).toHaveLength(7);
    expect(state()).toMatchObject({ image: { source: 'own' }, draft: { data: { source: 'own' } } });
    expect(state().ownImages[state().image.index]?.name).toBe('cat.jpg');
  });

  it('that are refused alone are named with what to do', async () => {
    const error = {
      code: 'bad-image',
      template: '{{name}} is empty',
      values: { name: 'a' },
      hint: 'Look.',
    } as const;
    page.newest().answer('addImages', async () => ({ accepted: [], refused: [{ name: 'a', error }] }));
    await addFiles([new File([''], 'a')]);
    expect(state().notices).toMatchObject([{ template: '{{name}} is empty', hint: 'Look.' }]);
  });
});
