import { beforeAll, describe, expect, it } from 'vitest';
import { readSafetensors } from '../io/safetensors.ts';
import { GOLDEN_SIMMIM, goldenCase, type GoldenName } from '../model/testing/golden-case.ts';
import { patchify } from '../model/testing/golden-patchify.ts';
import { worst } from '../model/testing/golden-run.ts';
import type { Batch } from '../protocol/api.ts';
import {
  fingerprint,
  readGolden,
  refusal,
  startedEngine,
  TINY,
  type StartedEngine,
} from './testing/started.ts';

let started: StartedEngine;
let engine: StartedEngine['engine'];
beforeAll(async () => {
  started = await startedEngine();
  ({ engine } = started);
});

const ADAMW = { learningRate: 1e-3, weightDecay: 0.05, betas: [0.9, 0.95], epsilon: 1e-8 } as const;

/** The files of a case as a person has them, and its batches as a script gives them. */
async function files(name: GoldenName) {
  const { io, model } = await goldenCase(name, readGolden);
  const bytes = new Uint8Array(await readGolden(name, 'model.safetensors'));
  const config = new TextDecoder().decode(await readGolden(name, 'config.json'));
  const { side } = model.shape;
  const given = io.get('pixel_values')!;
  const pixels = patchify(given, { side, patch: side }, 3 * side * side); // one patch is the image itself
  const masks = io.get('bool_masked_pos')!;
  const own: Batch = { pixels, side, mask: Uint8Array.from(masks.data) };
  const drawn = Uint8Array.from(io.get('train_mask')!.data);
  const size = masks.data.length;
  const steps = Array.from({ length: 10 }, (_, t) => ({
    pixels,
    side,
    mask: drawn.slice(t * size, (t + 1) * size),
  }));
  return { io, bytes, config, side, own, steps, model };
}

describe.each(GOLDEN_SIMMIM)('%s through the door for scripts', (name) => {
  it('has the reconstruction and the loss of transformers', async () => {
    const { io, bytes, config, own, side, model } = await files(name);
    const report = await engine.importWeights(bytes, config);
    expect(report).toMatchObject({ model: model.shape.kind, ignored: [], hasDecoder: true });
    const { loss, prediction, mask, latent } = await engine.forward(own);
    expect(mask).toEqual(own.mask);
    expect(Math.abs(loss - io.get('loss')!.data[0]!)).toBeLessThan(1e-5);
    const stride = model.shape.patch * model.site.span;
    const want = patchify(io.get('reconstruction')!, { side, patch: stride }, 3 * stride * stride);
    expect(worst(prediction, want)).toBeLessThan(2e-5);
    const { prefix, cells, width } = model.site;
    expect(latent).toHaveLength(3 * (prefix + cells) * width);
  });

  it('has its gradients by the names of its files, query, key and value apart', async () => {
    const { io, bytes, config, own } = await files(name);
    await engine.importWeights(bytes, config);
    const [found, weights] = [await engine.gradients(own), await engine.weights()];
    expect(Object.keys(found)).toEqual(Object.keys(weights));
    const { tensors } = readSafetensors(bytes);
    for (const [ours, { shape, data }] of Object.entries(weights)) {
      const file = tensors.get(ours) ?? tensors.get(`vit.${ours}`) ?? tensors.get(`swin.${ours}`);
      expect(shape, ours).toEqual(file?.shape);
      expect(data, ours).toEqual(file?.data);
      expect(found[ours]?.shape, ours).toEqual(shape);
    }
    expect(Object.keys(weights)).toHaveLength(tensors.size);
    expect(worst(found['decoder.0.bias']!.data, io.get('grad/decoder.0.bias')!.data)).toBeLessThan(2e-5);
    const token = [...io].find(([key]) => key.endsWith('embeddings.mask_token') && key.startsWith('grad/'));
    expect(worst(found['embeddings.mask_token']!.data, token![1].data)).toBeLessThan(2e-5);
  });

  it('follows the ten steps of PyTorch and keeps the weights', async () => {
    const { io, bytes, config, steps } = await files(name);
    await engine.importWeights(bytes, config);
    const losses = await engine.trainOn(steps, ADAMW);
    const want = io.get('train_loss')!.data;
    losses.forEach((loss, t) => expect(Math.abs(loss / want[t]! - 1)).toBeLessThan(1e-4));
    const weights = await engine.weights();
    const finals = [...io].filter(([key]) => key.startsWith('final/'));
    for (const [key, { data }] of finals) {
      const file = key.replace(/^final\/(?:vit\.|swin\.)?/, '');
      const ours = file.replace('attention.relative_position_bias.relative', 'attention.self.relative');
      expect(worst(weights[ours]?.data ?? [], data), key).toBeLessThan(2e-3);
    }
  });

  it('comes back from a file that it was written to, bit for bit', async () => {
    const { bytes, config } = await files(name);
    await engine.importWeights(bytes, config);
    const before = await engine.weights();
    const [tensors, json, preprocessor] = await engine.exportWeights('huggingface');
    const text = (file: typeof json): string => new TextDecoder().decode(file!.bytes);
    await engine.importWeights(tensors!.bytes, text(json), text(preprocessor));
    expect(await engine.weights()).toEqual(before);
    const snapshot = await engine.snapshot();
    await engine.restore(snapshot);
    expect(fingerprint(await engine.snapshot())).toBe(fingerprint(snapshot));
  });

  it('takes a mask per image, all hidden or none, and has no rule for noise', async () => {
    const { bytes, config, side, model } = await files(name);
    await engine.importWeights(bytes, config);
    const { tokens } = model;
    const pixels = Float32Array.from({ length: 2 * side * side * 3 }, (_, i) => Math.sin(i));
    const mask = new Uint8Array(2 * tokens).fill(1, 0, tokens + 3);
    expect((await engine.forward({ pixels, side, mask })).loss).toBeGreaterThan(0);
    const none = await engine.forward({ pixels, side, mask: new Uint8Array(2 * tokens) });
    expect(none.loss).toBe(0);
    const error = await refusal(engine.forward({ pixels, side, noise: new Float32Array(2 * tokens) }));
    expect(error.code).toBe('bad-config');
  });
});

describe.each(['simmim-vit', 'simmim-swin'] as const)('a fresh %s', (id) => {
  const sizes =
    id === 'simmim-vit'
      ? { patch: 4, width: 24, depth: 2, heads: 2 }
      : { patch: 4, width: 16, stages: 2, depth1: 1, depth2: 2, heads1: 2, heads2: 4, window: 2 };
  const opened = { ...TINY, head: { id: 'linear' }, model: { id, ...sizes } } as const;

  it('learns, is measured on held-out images, answers with a picture and with similarities', async () => {
    const info = await engine.open({ ...opened, batch: 8, optimizer: { learningRate: 0.003 } });
    expect(info.config).toMatchObject({ head: { id: 'linear' }, loss: { id: 'l1' }, mask: { id: 'cells' } });
    expect(info.tokens).toBe(64);
    const reports = await engine.train(40);
    const mean = (from: number): number =>
      reports.slice(from, from + 5).reduce((sum, { loss }) => sum + loss, 0) / 5;
    expect(mean(35)).toBeLessThan(0.92 * mean(0));
    const measured = started.heard('heldOut').filter(({ step }) => step === 40);
    expect(measured.at(-1)!.loss).toBeLessThan(mean(0));
    expect(measured.at(-1)!.visibleMeanLoss).toBeGreaterThan(0);

    const image = { source: 'patterns', index: 0 } as const;
    const mask = new Uint8Array(64).fill(1, 20, 50);
    const picture = await engine.reconstruct({ image, mask, by: 'run', trueStatistics: false });
    expect(picture).toMatchObject({ side: 32, patch: 4, shows: 'pixels' });
    expect(picture.errors.every(Number.isFinite)).toBe(true);
    for (const layer of [0, 1, 2]) {
      const alike = await engine.similarity({ image, layer, by: 'run', mask });
      expect(alike).toMatchObject({ n: 64, layers: 2, layer });
      expect(Math.abs(alike.matrix[0]! - 1)).toBeLessThan(1e-5);
    }
  });

  it('starts anew from the same seed with the same numbers', async () => {
    await engine.open(opened);
    await engine.train(3);
    const first = fingerprint(await engine.snapshot());
    await engine.open(opened);
    await engine.train(3);
    expect(fingerprint(await engine.snapshot())).toBe(first);
  });
});
