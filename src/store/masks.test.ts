import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hiddenCount } from '../mim/grid.ts';
import { encodePainted } from '../mim/masks/painted.ts';
import { paint, putSquare, setHidden, setMaskStrategy, updateDraft } from './actions.ts';
import { app } from './store.ts';
import { testPage, type TestPage } from './testing/page.ts';

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
});
afterEach(() => page.engine.stop());

const state = app.getState;

/** A picture whose right half is noise, or grey all over. */
const pictureOf = (kind: 'half' | 'flat') => ({
  side: 64,
  name: kind,
  rgba: Uint8Array.from({ length: 64 * 64 * 4 }, (_, i) =>
    kind === 'half' && i % 256 >= 128 ? (i * 7919) % 256 : 120,
  ),
});

describe('content-aware masks on screen', () => {
  it('go by the picture that is there', () => {
    app.setState({ picture: pictureOf('half') });
    setMaskStrategy({ id: 'content-budget', ratio: 0.5, prefer: 'complex', strength: 10 });
    expect(hiddenCount(state().mask)).toBe(32);
    expect(hiddenCount(state().mask.filter((_, i) => i % 8 >= 4))).toBeGreaterThan(28);
    updateDraft({ mask: { prefer: 'simple' } });
    expect(hiddenCount(state().mask.filter((_, i) => i % 8 >= 4))).toBeLessThan(4);
  });

  it('hide more of a picture that is more complex than its set', () => {
    const complexity = { mean: 0.02, deviation: 0.01 };
    const set = { count: 1, trainCount: 1, heldOutCount: 1, heldOutIsSeen: true, complexity };
    app.setState({ sources: { photos: set }, picture: pictureOf('half') });
    setMaskStrategy('content-ratio');
    const complex = hiddenCount(state().mask);
    app.setState({ picture: pictureOf('flat') });
    setMaskStrategy('content-ratio');
    expect(complex).toBeGreaterThan(48);
    expect(hiddenCount(state().mask)).toBeLessThan(48);
  });
});

describe('the square', () => {
  it('stands where it is put, and stays inside', () => {
    setMaskStrategy('square');
    setHidden(16);
    putSquare(0, 2);
    expect(Array.from(state().mask.subarray(0, 8))).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
    putSquare(99, -5);
    expect(Array.from(state().mask.subarray(56, 64))).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
    expect(state().draft.mask).toMatchObject({ id: 'square', place: 'here', x: 0, y: 1 });
  });

  it('grows and shrinks by one patch along its side where one step is asked for', () => {
    setMaskStrategy('square');
    const sizes: number[] = [];
    for (const by of [1, 1, -1, -1, -1]) {
      setHidden(hiddenCount(state().mask) + by);
      sizes.push(hiddenCount(state().mask));
    }
    expect(sizes).toEqual([64 - 15, 64 - 15, 36, 25, 16]);
  });

  it('is not moved while another strategy is chosen', () => {
    const before = state().mask;
    putSquare(0, 0);
    expect(state().mask).toBe(before);
  });
});

describe('the object masks', () => {
  it('take what was painted for the object', () => {
    setMaskStrategy({ id: 'painted', bits: encodePainted({ rows: 8, cols: 8 }, new Uint8Array(64)) });
    paint([9, 10, 17, 18], true);
    setMaskStrategy('object-all');
    expect(Array.from(state().mask, (bit, i) => (bit === 1 ? i : -1)).filter((i) => i >= 0)).toEqual([
      9, 10, 17, 18,
    ]);
    setMaskStrategy('object-most');
    expect(hiddenCount(state().mask)).toBe(3);
  });
});
