/** @file Every kind of model through the real page: SimMIM's reference numbers, and the choice on the form. */

import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { channelsLast, tensorsOf } from './golden.ts';

const CASES = {
  'simmim-vit-32-p4': { model: 'simmim-vit', side: 32, stride: 4, token: 'vit.embeddings.mask_token' },
  'simmim-swin-64-p4': { model: 'simmim-swin', side: 64, stride: 8, token: 'swin.embeddings.mask_token' },
} as const;

const worst = (got: readonly number[], want: readonly number[]): number => {
  expect(got).toHaveLength(want.length);
  const largest = want.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return want.reduce((most, x, i) => Math.max(most, Math.abs(x - (got[i] ?? NaN))), 0) / largest;
};

for (const backend of ['wasm', 'webgpu'] as const) {
  for (const [name, { model, side, stride, token }] of Object.entries(CASES)) {
    test(`${name} gives the reference's numbers on ${backend}`, async ({ app, page }) => {
      const file = (part: string): Buffer =>
        readFileSync(new URL(`../golden/${name}/${part}`, import.meta.url));
      await app.open(`?backend=${backend}`);
      await app.ready();
      const io = tensorsOf(file('io.safetensors'));
      const reply = await page.evaluate(
        async ({ weights, config, pixels, side, mask, steps }) => {
          const bytes = Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0));
          const report = await window.mim.importWeights(bytes, config);
          const own = { pixels: Float32Array.from(pixels), side, mask: Uint8Array.from(mask) };
          const { prediction, loss } = await window.mim.forward(own);
          const gradients = await window.mim.gradients(own);
          const size = mask.length;
          const batches = Array.from({ length: 10 }, (_, t) => ({
            ...own,
            mask: Uint8Array.from(steps.slice(t * size, (t + 1) * size)),
          }));
          const losses = await window.mim.trainOn(batches, {
            learningRate: 1e-3,
            weightDecay: 0.05,
            betas: [0.9, 0.95],
            epsilon: 1e-8,
          });
          const token = [...(gradients['embeddings.mask_token']?.data ?? [])];
          return { report, prediction: [...prediction], loss, token, losses };
        },
        {
          weights: file('model.safetensors').toString('base64'),
          config: file('config.json').toString(),
          pixels: channelsLast(io['pixel_values']),
          side,
          mask: io['bool_masked_pos']?.data ?? [],
          steps: io['train_mask']?.data ?? [],
        },
      );
      expect(reply.report).toMatchObject({ model, ignored: [], hasDecoder: true });
      expect(worst(reply.prediction, cellsOf(channelsLast(io['reconstruction']), side, stride))).toBeLessThan(
        2e-5,
      );
      expect(Math.abs(reply.loss - (io['loss']?.data[0] ?? NaN))).toBeLessThan(1e-5);
      expect(worst(reply.token, io[`grad/${token}`]?.data ?? [])).toBeLessThan(2e-5);
      const want = io['train_loss']?.data ?? [];
      for (const [t, loss] of reply.losses.entries()) {
        expect(Math.abs(loss / (want[t] ?? NaN) - 1)).toBeLessThan(1e-4);
      }
      await expect(app.page.getByText(/^PSNR/)).toBeVisible();
    });
  }
}

/** [B, side, side, 3] → [B, cells, stride · stride · 3] */
function cellsOf(pixels: readonly number[], side: number, stride: number): number[] {
  const across = side / stride;
  const cells: number[] = [];
  for (let at = 0; at < pixels.length; at += side * side * 3) {
    for (let cell = 0; cell < across * across; cell++) {
      for (let k = 0; k < stride * stride; k++) {
        const y = Math.floor(cell / across) * stride + Math.floor(k / stride);
        const x = (cell % across) * stride + (k % stride);
        for (let c = 0; c < 3; c++) cells.push(pixels[at + (y * side + x) * 3 + c] ?? NaN);
      }
    }
  }
  return cells;
}

test('the form offers the models, and only heads that go with them', async ({ app }) => {
  await app.openLive('?backend=wasm');
  await app.unfold('Model');
  await expect(app.radio('Head', 'Linear')).toBeDisabled();
  await expect(app.radio('Head', 'MAE decoder')).toBeChecked();
  await app.radio('Method', 'SimMIM Swin').click();
  await expect(app.radio('Head', 'Linear')).toBeChecked();
  await expect(app.page.getByRole('slider', { name: 'Blocks of stage 1' })).toBeVisible();
  await app.radio('Head', 'Two-layer MLP').click();
  await app.train();
  await app.reach(2);
  await app.pause();
  await expect(app.radio('Whose answer is shown', 'yours')).toBeChecked();
  await expect(app.page.getByText(/^PSNR/)).toBeVisible();
  await app.radio('Method', 'MAE').click();
  await expect(app.radio('Head', 'MAE decoder')).toBeChecked();
});
