import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maskFrom } from '../mim/grid.ts';
import { avgDist } from '../mim/avg-dist.ts';
import { setMaskStrategy } from './actions.ts';
import { avgDistForScripts, type AvgDistRequest } from './mim-avg-dist.ts';
import { app } from './store.ts';
import { testPage, type TestPage } from './testing/page.ts';

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
});
afterEach(() => page.engine.stop());

describe('window.mim.avgDist', () => {
  it('is of the chosen strategy on the screen’s grid where nothing is given', async () => {
    expect(await avgDistForScripts()).toMatchObject({ hidden: 48, ratio: 0.75, method: 'exact' });
    setMaskStrategy('checkerboard');
    expect(await avgDistForScripts()).toMatchObject({ hidden: 32, ratio: 0.5, masks: 2 });
  });

  it('gives SimMIM’s default at 192 px: 22 of 36 cells of 32 px', async () => {
    const cells = { id: 'cells', ratio: 0.6, unit: '1' } as const;
    const report = await avgDistForScripts({ mask: cells, side: 192, patch: 32 });
    expect(report).toMatchObject({ hidden: 22, method: 'exact', masks: 0, errorPixels: 0 });
    expect(report.pixels! / 15.27).toBeCloseTo(1, 1);
    expect(report.share).toBeCloseTo(report.pixels! / 192, 12);
  });

  it('samples blocks as often as asked, the same with the same seed', async () => {
    const request = { mask: { id: 'block', ratio: 0.5 }, draws: 30, seed: 7 } as const;
    const report = await avgDistForScripts(request);
    expect(report).toMatchObject({ method: 'sampled', masks: 30 });
    expect(report.errorPixels).toBeGreaterThan(0);
    expect(await avgDistForScripts(request)).toEqual(report);
  });

  it('measures one mask', async () => {
    const bits = Array.from({ length: 16 }, (_, i) => i % 3 === 0);
    const mask = maskFrom(bits.map(Number));
    expect(await avgDistForScripts({ bits: mask, side: 16, patch: 4 })).toMatchObject({
      pixels: avgDist(mask, { rows: 4, cols: 4 }, 4),
      hidden: 6,
      masks: 1,
    });
    expect(await avgDistForScripts({ bits: [1, 1, 1, 1], side: 8, patch: 4 })).toMatchObject({
      pixels: null,
      share: null,
    });
  });

  it.each<[string, unknown]>([
    ['an unknown strategy', { mask: { id: 'stripes' } }],
    ['no strategy at all', { mask: 'random' }],
    ['a ratio out of range', { mask: { id: 'random', ratio: 2 } }],
    ['a setting that is not there', { mask: { id: 'random', unit: '2' } }],
    ['a patch that does not divide', { side: 64, patch: 7 }],
    ['too many patches', { side: 512, patch: 4 }],
    ['bits of another grid', { bits: [0, 1] }],
    ['half a draw', { draws: 0.5 }],
  ])('refuses %s and changes nothing', async (_, request) => {
    const before = app.getState();
    await expect(avgDistForScripts(request as AvgDistRequest)).rejects.toMatchObject({ code: 'bad-config' });
    expect(app.getState()).toBe(before);
  });
});
