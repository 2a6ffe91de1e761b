import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { hiddenCount, maskFrom } from '../mim/grid.ts';
import type { EngineApi, Picture } from '../protocol/api.ts';
import { batches, measuredField } from './field.ts';
import { informationForScripts, type InformationRequest } from './mim-information.ts';
import { app } from './store.ts';
import { testPage, type TestPage } from './testing/page.ts';
import { measureUsable } from './usable.ts';

const COUNT = 400;
const info = {
  count: COUNT,
  trainCount: 360,
  heldOutCount: 40,
  heldOutIsSeen: false,
  heldOut: Array.from({ length: 40 }, (_, i) => 10 * i + 9),
};

/** Smooth pictures: a slope in a direction of its own, so that neighbours are alike. */
function pictureOf(index: number, side: number): Picture {
  const rng = rngOf('picture', index);
  const [base, dx, dy] = [128 + 30 * rng.normal(), 40 * rng.normal(), 40 * rng.normal()];
  const rgba = new Uint8Array(4 * side * side).fill(255);
  for (let k = 0; k < side * side; k++) {
    const [x, y] = [((k % side) + 0.5) / side - 0.5, (Math.floor(k / side) + 0.5) / side - 0.5];
    const value = base + dx * x + dy * y + 12 * rng.normal();
    rgba.fill(Math.min(255, Math.max(0, Math.round(value))), 4 * k, 4 * k + 3);
  }
  return { side, rgba, name: String(index) };
}

let page: TestPage;
beforeEach(async () => {
  page = await testPage();
  page.newest().answer('sourceInfo', async () => info);
  page
    .newest()
    .answer('thumbnails', async (_source, first, count, side) =>
      Array.from({ length: count }, (_, i) => pictureOf(first + i, side)),
    );
});
afterEach(() => page.engine.stop());

/** Answers that keep this share of what the picture has. */
const answerWith = (share: number): void =>
  page.newest().answer('reconstruct', async ({ image, mask }) => {
    const { rgba } = pictureOf(image.index, 64);
    const guess = rgba.map((value) => Math.round(128 + share * (value - 128)));
    const errors = new Float32Array(64);
    return {
      step: 7,
      side: 64,
      patch: 8,
      mask: Uint8Array.from(mask),
      rgba: guess,
      shows: 'pixels',
      errors,
      loss: 1,
      psnrDb: 20,
    };
  });

describe('window.mim.information', () => {
  it('is of the mask on screen where nothing is given', async () => {
    const report = await informationForScripts();
    const { mask } = app.getState();
    expect(report).toMatchObject({ ratio: 0.75, masks: 1, standardError: 0, pictures: 256, usable: null });
    expect(report.bits).toBeGreaterThan(1);
    expect(report.bitsPerHiddenPatch).toBeCloseTo(report.bits / hiddenCount(mask), 12);
    expect(report.shrinkage).toBeLessThan(0.1);
  });

  it('is 0 at both ends, and the same with visible and hidden exchanged', async () => {
    const bits = Array.from({ length: 64 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const [one, other, none, all] = await Promise.all(
      [bits, bits.map((bit) => 1 - bit), bits.map(() => 0), bits.map(() => 1)].map((given) =>
        informationForScripts({ bits: given }),
      ),
    );
    expect(one!.bits).toBeCloseTo(other!.bits, 9);
    expect([none!.bits, none!.bitsPerHiddenPatch, all!.bits]).toEqual([0, 0, 0]);
  });

  it('is less for blocks than for scattered patches, the same with the same seed', async () => {
    const random = { mask: { id: 'random', ratio: 0.5 }, draws: 8 } as const;
    const scattered = await informationForScripts(random);
    const blocks = await informationForScripts({ mask: { id: 'block', ratio: 0.5 }, draws: 8, seed: 3 });
    expect(blocks.bits).toBeLessThan(scattered.bits);
    expect(scattered).toMatchObject({ masks: 8, ratio: 0.5 });
    expect(scattered.standardError).toBeGreaterThan(0);
    expect(await informationForScripts(random)).toEqual(scattered);
  });

  it('asks for as many pictures as wanted, spread over the set, and once only', async () => {
    await informationForScripts({ pictures: 40 });
    await informationForScripts({ pictures: 40, bits: new Uint8Array(64).fill(1, 0, 5) });
    expect(page.newest().asked('thumbnails')).toEqual([
      ['photos', 0, 16, 32],
      ['photos', 192, 16, 32],
      ['photos', 384, 8, 32],
    ]);
  });

  it('also says what the model makes of it', async () => {
    answerWith(0.9);
    const { usable } = await informationForScripts({ heldOut: 20 });
    expect(usable).toMatchObject({ pictures: 20, hidden: 48, step: 7, shows: 'pixels' });
    const asked = page.newest().asked('reconstruct');
    expect(asked).toHaveLength(20);
    const indices = asked.map(([one]) => (one as Parameters<EngineApi['reconstruct']>[0]).image.index);
    expect(indices.every((index) => index % 10 === 9)).toBe(true);
    expect(new Set(indices).size).toBe(20);
  });

  it.each<[string, unknown]>([
    ['an unknown strategy', { mask: { id: 'stripes' } }],
    ['a ratio out of range', { mask: { id: 'random', ratio: 2 } }],
    ['bits of another grid', { bits: [0, 1] }],
    ['no draw', { draws: 0 }],
    ['one picture', { pictures: 1 }],
    ['half a held-out picture', { heldOut: 0.5 }],
  ])('refuses %s and changes nothing', async (_, request) => {
    const before = app.getState();
    const asked = informationForScripts(request as InformationRequest);
    await expect(asked).rejects.toMatchObject({ code: 'bad-config' });
    expect(app.getState()).toBe(before);
  });
});

describe('measuredField', () => {
  it('refuses grids that would stop the page, and pictures that are all alike', async () => {
    await expect(measuredField('photos', { rows: 17, cols: 17 }, 64)).rejects.toMatchObject({
      values: { patches: 289, max: 256 },
    });
    page
      .newest()
      .answer('thumbnails', async (_source, _first, count, side) =>
        Array.from({ length: count }, () => ({ side, rgba: new Uint8Array(4 * side * side), name: '' })),
      );
    const same = measuredField('photos', { rows: 4, cols: 4 }, 32);
    await expect(same).rejects.toMatchObject({ code: 'bad-config', values: { count: 32 } });
  });

  it('asks again after a failure', async () => {
    page.newest().answer('thumbnails', async () => []);
    await expect(measuredField('photos', { rows: 2, cols: 2 }, 32)).rejects.toMatchObject({
      values: { count: 0 },
    });
    page
      .newest()
      .answer('thumbnails', async (_source, first, count, side) =>
        Array.from({ length: count }, (_, i) => pictureOf(first + i, side)),
      );
    expect(await measuredField('photos', { rows: 2, cols: 2 }, 32)).toMatchObject({ pictures: 32 });
  });
});

describe('batches', () => {
  it.each([
    [5, 256, [[0, 5]]],
    [
      40,
      256,
      [
        [0, 16],
        [16, 16],
        [32, 8],
      ],
    ],
    [
      1000,
      32,
      [
        [0, 16],
        [984, 16],
      ],
    ],
    [0, 256, []],
  ])('of %d pictures, %d wanted', (count, wanted, expected) => {
    expect(batches(count, wanted)).toEqual(expected);
  });
});

describe('measureUsable', () => {
  const half = maskFrom(Array.from({ length: 64 }, (_, i) => i % 2));

  it('is higher for the better answer, and sure of it', async () => {
    answerWith(0.5);
    const poor = await measureUsable({ mask: half, pictures: 40 });
    answerWith(0.9);
    const good = await measureUsable({ mask: half, pictures: 40 });
    expect(poor!.low).toBeGreaterThan(0);
    expect(good!.low).toBeGreaterThan(poor!.high);
    expect(good!.high).toBeGreaterThanOrEqual(good!.value);
  });

  it('is not above 0 where the answer says nothing', async () => {
    answerWith(0);
    const report = await measureUsable({ mask: half, pictures: 40 });
    expect(report!.low).toBeLessThan(0.05);
  });

  it('tells how far it is, and stops when nobody wants it any more', async () => {
    answerWith(0.9);
    let done = 0;
    const report = await measureUsable({
      mask: half,
      pictures: 40,
      progress: (now, total) => {
        done = now;
        expect(total).toBe(40);
      },
      isWanted: () => done < 3,
    });
    expect(report).toBeNull();
    expect(page.newest().asked('reconstruct')).toHaveLength(3);
  });

  it('says when it cannot: nothing hidden, too few pictures, no pixels', async () => {
    const nothing = measureUsable({ mask: maskFrom(new Uint8Array(64)), pictures: 40 });
    await expect(nothing).rejects.toThrow('nothing is hidden');
    const few = measureUsable({ mask: half, pictures: 15 });
    await expect(few).rejects.toMatchObject({ values: { have: 15, need: 16 } });
    page.newest().answer('reconstruct', async () => ({
      step: 0,
      side: 64,
      patch: 8,
      mask: new Uint8Array(64),
      rgba: new Uint8Array(4),
      shows: 'orientations',
      errors: new Float32Array(64),
      loss: 1,
      psnrDb: NaN,
    }));
    await expect(measureUsable({ mask: half, pictures: 20 })).rejects.toMatchObject({ code: 'bad-config' });
  });
});
