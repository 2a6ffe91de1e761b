// @vitest-environment happy-dom
import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { PRESETS } from '../config/presets.ts';
import { defaultMask } from '../mim/masks/index.ts';
import { encodePainted } from '../mim/masks/painted.ts';
import { linkTo, openLink } from './link.ts';
import { app, initialState } from './store.ts';

const PAGE = 'https://somewhere.test/mim/?backend=wasm#old';
const fragmentOf = (link: string): string => new URL(link).hash;

beforeEach(() => {
  app.setState(initialState(), true);
});

describe('a link to the page', () => {
  it('brings settings, mask, picture and focus to another page', () => {
    const grid = { rows: 8, cols: 8 };
    const painted = Uint8Array.from({ length: 64 }, (_, i) => (i % 7 === 0 ? 1 : 0));
    const draft = {
      ...PRESETS['mae-xs'].config,
      mask: { id: 'painted', bits: encodePainted(grid, painted) },
      batch: 24,
    } as const;
    app.setState({ draft, maskSeed: 77, image: { source: 'emoji', index: 12 }, lockedPatch: 9 });
    const link = linkTo(app.getState(), PAGE);
    expect(new URL(link).search).toBe('');
    app.setState(initialState(), true);
    expect(openLink(fragmentOf(link))).toEqual([]);
    const { mask, ...rest } = app.getState();
    expect(rest).toMatchObject({
      draft,
      maskSeed: 77,
      image: { source: 'emoji', index: 12 },
      lockedPatch: 9,
    });
    expect([...mask]).toEqual([...painted]);
  });

  it('gives the same drawn mask for the same seed', () => {
    app.setState({ draft: { ...PRESETS['mae-s'].config, mask: { ...defaultMask('block'), ratio: 0.5 } } });
    app.setState({ maskSeed: 5 });
    const link = fragmentOf(linkTo(app.getState(), PAGE));
    openLink(link);
    const first = [...app.getState().mask];
    app.setState(initialState(), true);
    openLink(link);
    expect([...app.getState().mask]).toEqual(first);
    expect(first).not.toEqual([...initialState().mask]);
  });

  it('speaks the language of who made it, and keeps what a lesson hides', () => {
    app.setState({ language: 'zh', hiddenParts: ['model', 'training'] });
    const link = linkTo(app.getState(), PAGE);
    expect(new URL(link).search).toBe('?lang=zh');
    app.setState({ hiddenParts: [] });
    expect(openLink(fragmentOf(link))).toEqual([]);
    expect(app.getState().hiddenParts).toEqual(['model', 'training']);
  });

  it('never names the person’s own pictures', () => {
    const { data } = initialState().draft;
    app.setState({ image: { source: 'own', index: 3 } });
    app.setState({ draft: { ...initialState().draft, data: { ...data, source: 'own' } } });
    expect(linkTo(app.getState(), PAGE)).not.toContain('own');
    openLink('v=1&p=mae-s&data.source=own&img=own:0');
    expect(app.getState()).toMatchObject({
      draft: { data: { source: 'photos' } },
      image: { source: 'photos', index: 0 },
    });
  });

  it('says what it could not read and takes the rest', () => {
    const notices = openLink('#v=1&p=mae-s&batch=8&img=nowhere:1&ms=-4&f=64&hide=everything&x=1');
    expect(notices?.map(({ values }) => values['name'])).toEqual(['img', 'ms', 'hide', 'f', 'x']);
    expect(app.getState().draft.batch).toBe(8);
  });

  it('leaves the page alone where the fragment is no link of ours', () => {
    const before = app.getState();
    expect(openLink('')).toBeNull();
    expect(openLink('#settings')).toBeNull();
    expect(app.getState()).toBe(before);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        openLink(`v=1&${text}`);
        expect(app.getState().mask).toHaveLength(64);
      }),
      { numRuns: 200 },
    );
  });
});
