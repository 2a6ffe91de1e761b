/** @file `window.mim` through the real page: numbers of the reference implementation, and errors that change nothing. */

import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { channelsLast, tensorsOf } from './golden.ts';

const GOLDEN = new URL('../golden/mae-32-p4/', import.meta.url);
const file = (name: string): Buffer => readFileSync(new URL(name, GOLDEN));

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`an imported MAE gives the reference's numbers on ${backend}`, async ({ app, page }) => {
    await app.open(`?backend=${backend}`);
    expect((await app.ready()).backend).toBe(backend);
    const io = tensorsOf(file('io.safetensors'));
    const reply = await page.evaluate(
      async ({ weights, config, pixels, side, noise }) => {
        const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
        const report = await window.mim.importWeights(bytes, config);
        const batch = { pixels: Float32Array.from(pixels), side, noise: Float32Array.from(noise) };
        const { prediction, loss, mask } = await window.mim.forward(batch);
        const names = Object.keys(await window.mim.gradients(batch));
        return { report, prediction: [...prediction], loss, mask: [...mask], names };
      },
      {
        weights: file('model.safetensors').toString('base64'),
        config: file('config.json').toString(),
        pixels: channelsLast(io['pixel_values']),
        side: 32,
        noise: io['noise']?.data ?? [],
      },
    );
    expect(reply.report).toMatchObject({ model: 'mae', ignored: [], hasDecoder: true });
    const expected = io['logits']?.data ?? [];
    expect(reply.prediction.length).toBe(expected.length);
    const largest = Math.max(...expected.map(Math.abs));
    const worst = Math.max(...expected.map((value, i) => Math.abs(value - (reply.prediction[i] ?? NaN))));
    expect(worst / largest).toBeLessThan(2e-5);
    expect(Math.abs(reply.loss - (io['loss']?.data[0] ?? NaN)) / reply.loss).toBeLessThan(2e-5);
    expect(reply.mask).toEqual(io['mask']?.data.map(Math.round));
    expect(reply.names).toContain('mask_token');
    await expect(app.button('Runs (1)', true)).toBeVisible();
    await expect(app.radio('Whose answer is shown', 'yours')).toBeChecked();
  });
}

test('errors reject with code, message and hint, and change nothing', async ({ app, page }) => {
  await app.open('?backend=wasm');
  await app.ready();
  const refused = await page.evaluate(async () => {
    const weightsAsText = async (): Promise<string> =>
      JSON.stringify(
        Object.entries(await window.mim.weights()).map(([name, { data }]) => [name, data.join()]),
      );
    const attempt = async (what: () => Promise<unknown>): Promise<unknown> => {
      try {
        await what();
        return 'accepted';
      } catch (error) {
        const { name, code, message, hint } = error as Error & { code?: string; hint?: string };
        return { name, code, message, hint };
      }
    };
    const { mim } = window;
    const early = await attempt(() => mim.train(1));
    const info = await mim.open({ preset: 'mae-xs', batch: 2, data: { side: 32 } });
    const before = await weightsAsText();
    const wrong = [
      early,
      await attempt(() => mim.open({ model: { width: 50, heads: 7 } })),
      await attempt(() => mim.open({ mask: { id: 'nonsense' } } as never)),
      await attempt(() => mim.open('mae-s' as never)),
      await attempt(() => mim.train(-1)),
      await attempt(() => mim.train(1.5)),
      await attempt(() => mim.setImages(new Float32Array(10), 32)),
      await attempt(() => mim.setImages(new Float32Array(64 * 64 * 3), 64)),
      await attempt(() => mim.setImages(new Float32Array(32 * 32 * 3).fill(2), 32)),
      await attempt(() => mim.forward({ pixels: new Float32Array(32 * 32 * 3), side: 32 })),
      await attempt(() =>
        mim.forward({ pixels: new Float32Array(32 * 32 * 3), side: 32, mask: new Uint8Array(16).fill(1) }),
      ),
      await attempt(() =>
        mim.forward({ pixels: new Float32Array(32 * 32 * 3), side: 32, mask: new Uint8Array(5) }),
      ),
      await attempt(() => mim.importWeights(new Uint8Array([1, 2, 3]))),
      await attempt(() => mim.exportWeights('pickle' as never)),
    ];
    const after = await weightsAsText();
    const [report] = await mim.train(1);
    return { wrong, same: before === after, tokens: info.tokens, step: report?.step };
  });
  for (const [i, error] of refused.wrong.entries()) {
    const { name, code, message, hint } = error as Readonly<Record<string, string | undefined>>;
    expect(name, `attempt ${i}`).toBe('MimError');
    expect(code, `attempt ${i}`).toMatch(/^(bad-config|bad-file)$/);
    expect(message, `attempt ${i}`).toMatch(/\w{3}/);
    expect(hint, `attempt ${i}`).toMatch(/\w{3}.*\.$/s);
  }
  expect(refused.same, 'the weights are what they were').toBe(true);
  expect(refused).toMatchObject({ tokens: 16, step: 1 });
  await expect(app.button('Runs (1)', true)).toBeVisible();
});

test('numbers given as images become the training images', async ({ app, page }) => {
  await app.open('?backend=wasm');
  await app.ready();
  const losses = await page.evaluate(async () => {
    const { mim } = window;
    const pixels = new Float32Array(4 * 32 * 32 * 3).map((_, i) => ((i * 37) % 101) / 100);
    await mim.open({ preset: 'mae-xs', batch: 2, data: { side: 32 } });
    const { count } = await mim.setImages(pixels, 32);
    const first = (await mim.train(3)).map(({ loss }) => loss);
    const again = await mim.open({ preset: 'mae-xs', batch: 2, data: { side: 32 } });
    const second = (await mim.train(3)).map(({ loss }) => loss);
    return { count, first, second, source: again.config.data.source };
  });
  expect(losses.count).toBe(4);
  expect(losses.source).toBe('own');
  expect(losses.second, 'the same seed gives the same losses, bit for bit').toEqual(losses.first);
  await expect(app.radio('Images', 'Your images')).toBeChecked();
});
