/** @file What a script may rely on: design of `window.mim`, driven through the engine as the page drives it. */

import { beforeAll, describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors } from '../io/safetensors.ts';
import { classic, differences, encoderOnly, renamed } from '../io/fixtures/spellings.ts';
import { fromTensors } from '../io/layouts/import.ts';
import { GOLDEN_MAE } from '../model/testing/golden-case.ts';
import { worst } from '../model/testing/golden-run.ts';
import type { Batch, TrainOnOptions } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import {
  fingerprint,
  fingerprintOfWeights,
  goldenFiles,
  refusal,
  startedEngine,
  TINY,
  type GoldenFiles,
} from './testing/started.ts';

const ADAMW: TrainOnOptions = { learningRate: 1e-3, weightDecay: 0.05, betas: [0.9, 0.95], epsilon: 1e-8 };

let engine: Engine;
let golden: GoldenFiles;
beforeAll(async () => {
  ({ engine } = await startedEngine());
  golden = await goldenFiles();
});

const wanted = (name: string, of = golden): Float32Array => {
  const tensor = of.io.get(name);
  if (tensor === undefined) throw new Error(`no golden ${name}`);
  return tensor.data;
};
const given = (): Batch => ({ pixels: golden.pixels, side: golden.side, noise: golden.noise });
const reimport = async (): Promise<void> => void (await engine.importWeights(golden.bytes, golden.config));
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('forward', () => {
  it.each(GOLDEN_MAE)('has the logits, loss, mask and latent of %s for its noise', async (name) => {
    const files = await goldenFiles(name);
    await engine.importWeights(files.bytes, files.config);
    const { pixels, side, noise, batch, tokens } = files;
    const { loss, prediction, mask, latent } = await engine.forward({ pixels, side, noise });
    expect(prediction).toHaveLength(wanted('logits', files).length);
    expect(worst(prediction, wanted('logits', files))).toBeLessThan(2e-5);
    expect(Math.abs(loss - (wanted('loss', files)[0] ?? NaN))).toBeLessThan(1e-5);
    expect([...mask]).toEqual([...wanted('mask', files)]);
    // Class token first, then the visible patches by ascending noise: the order that transformers keeps them in.
    expect(latent).toHaveLength(wanted('latent', files).length);
    expect(worst(latent, wanted('latent', files))).toBeLessThan(2e-5);
    expect(mask).toHaveLength(batch * tokens);
  });

  it('keeps by the ratio of the file also where the form offers none like it, and writes it again', async () => {
    const config = JSON.stringify({ ...(JSON.parse(golden.config) as object), mask_ratio: 0.97 });
    await engine.importWeights(golden.bytes, config);
    const { mask } = await engine.forward(given());
    expect(mask.filter((bit) => bit === 0)).toHaveLength(
      golden.batch * Math.trunc(golden.tokens * (1 - 0.97)),
    );
    const [, exported] = await engine.exportWeights('huggingface');
    expect(JSON.parse(textOf(exported?.bytes ?? new Uint8Array()))).toMatchObject({ mask_ratio: 0.97 });
  });

  it('orders the visible patches by position where a mask is given', async () => {
    await reimport();
    const { batch, tokens, io } = golden;
    const byNoise = await engine.forward(given());
    const byMask = await engine.forward({ pixels: golden.pixels, side: golden.side, mask: byNoise.mask });
    expect(byMask.mask).toEqual(byNoise.mask);
    expect(Math.abs(byMask.loss - byNoise.loss)).toBeLessThan(1e-6);
    expect(worst(byMask.prediction, byNoise.prediction)).toBeLessThan(1e-5);
    const width = io.get('latent')?.shape[2] ?? 0;
    const visible = byMask.latent.length / batch / width - 1;
    for (let b = 0; b < batch; b++) {
      const noise = golden.noise.subarray(b * tokens, (b + 1) * tokens);
      const order = [...noise.keys()].toSorted((i, j) => (noise[i] ?? 0) - (noise[j] ?? 0)).slice(0, visible);
      order
        .toSorted((i, j) => i - j)
        .forEach((patch, j) => {
          const row = (r: number): number => (b * (1 + visible) + 1 + r) * width;
          const ours = byMask.latent.subarray(row(j), row(j) + width);
          const there = row(order.indexOf(patch));
          expect(worst(ours, byNoise.latent.subarray(there, there + width))).toBeLessThan(1e-5);
        });
    }
  });

  it('has a loss of 0 where nothing is hidden', async () => {
    await reimport();
    const mask = new Uint8Array(golden.batch * golden.tokens);
    const { loss, prediction } = await engine.forward({ pixels: golden.pixels, side: golden.side, mask });
    expect(loss).toBe(0);
    expect(prediction.every(Number.isFinite)).toBe(true);
  });
});

describe('gradients', () => {
  it.each(GOLDEN_MAE)('are those of PyTorch for %s, by its names and layouts', async (name) => {
    const files = await goldenFiles(name);
    await engine.importWeights(files.bytes, files.config);
    const { pixels, side, noise, io } = files;
    const weights = await engine.weights();
    const found = await engine.gradients({ pixels, side, noise });
    const tables = new Set(['pos_embed', 'decoder_pos_embed']); // they do not train
    expect(Object.keys(found)).toEqual(Object.keys(weights).filter((one) => !tables.has(one)));
    for (const [weight, { shape, data }] of Object.entries(found)) {
      expect(shape).toEqual(weights[weight]?.shape);
      expect(data).toHaveLength(shape.reduce((n, size) => n * size, 1));
    }
    const pairs = {
      cls_token: 'vit.embeddings.cls_token',
      'patch_embed.proj.weight': 'vit.embeddings.patch_embeddings.projection.weight',
      'blocks.0.norm1.weight': 'vit.layers.0.layernorm_before.weight',
      'blocks.0.mlp.fc1.bias': 'vit.layers.0.mlp.fc1.bias',
      'norm.weight': 'vit.layernorm.weight',
      mask_token: 'decoder.mask_token',
      'decoder_embed.weight': 'decoder.decoder_embed.weight',
      'decoder_pred.bias': 'decoder.decoder_pred.bias',
    };
    for (const [ours, theirs] of Object.entries(pairs)) {
      const want = io.get(`grad/${theirs}`);
      expect(found[ours]?.shape, ours).toEqual(want?.shape);
      expect(worst(found[ours]?.data ?? [], want?.data ?? []), ours).toBeLessThan(2e-5);
    }
    expect(fingerprintOfWeights(await engine.weights())).toBe(fingerprintOfWeights(weights)); // without an update
  });
});

describe('trainOn', () => {
  it.each(GOLDEN_MAE)('follows the ten steps of %s and keeps the weights', async (name) => {
    const files = await goldenFiles(name);
    await engine.importWeights(files.bytes, files.config);
    const losses = await engine.trainOn(files.steps, ADAMW);
    const want = wanted('train_loss', files);
    expect(losses).toHaveLength(10);
    losses.forEach((loss, t) => expect(Math.abs(loss / (want[t] ?? NaN) - 1)).toBeLessThan(1e-4));
    const weights = await engine.weights();
    const pairs = {
      cls_token: 'vit.embeddings.cls_token',
      'blocks.0.mlp.fc1.weight': 'vit.layers.0.mlp.fc1.weight',
      mask_token: 'decoder.mask_token',
      'decoder_blocks.0.mlp.fc1.weight': 'decoder.decoder_layers.0.mlp.fc1.weight',
      'decoder_pred.weight': 'decoder.decoder_pred.weight',
      'decoder_pred.bias': 'decoder.decoder_pred.bias',
    };
    for (const [ours, theirs] of Object.entries(pairs)) {
      expect(worst(weights[ours]?.data ?? [], wanted(`final/${theirs}`, files)), ours).toBeLessThan(2e-3);
    }
  });

  it("leaves the run's step, moments and settings alone", async () => {
    await engine.open(TINY);
    await engine.train(3);
    const before = await engine.snapshot();
    const pixels = new Float32Array(2 * 32 * 32 * 3).fill(0.5);
    const mask = new Uint8Array(2 * 16).map((_, i) => i % 2);
    await engine.trainOn([{ pixels, side: 32, mask }], ADAMW);
    const after = await engine.snapshot();
    expect([after.step, after.config]).toEqual([before.step, before.config]);
    const [old, fresh] = [before, after].map(({ bytes }) => readSafetensors(bytes).tensors);
    const changed = differences(fresh ?? new Map(), old ?? new Map());
    expect(changed).toContain('decoder_pred.weight');
    expect(changed.filter((name) => name.startsWith('moment'))).toEqual([]);
    expect(changed).not.toContain('pos_embed');
  });

  it('changes nothing when one of its batches is refused', async () => {
    await reimport();
    const before = fingerprintOfWeights(await engine.weights());
    const bad = { ...given(), side: 31 };
    expect((await refusal(engine.trainOn([given(), bad], ADAMW))).code).toBe('bad-config');
    expect((await refusal(engine.trainOn([given()], { ...ADAMW, betas: [1, 0.95] }))).code).toBe(
      'bad-config',
    );
    const endless = { ...ADAMW, learningRate: Infinity };
    expect((await refusal(engine.trainOn([given()], endless))).message).toContain('learningRate');
    expect(fingerprintOfWeights(await engine.weights())).toBe(before);
  });
});

describe('arguments', () => {
  const { fill } = Array.prototype;
  const hidden = (count: number): Uint8Array =>
    Uint8Array.from(fill.call(Array(3 * 64).fill(0), 1, 0, count));

  it.each<[string, () => Partial<Batch>]>([
    ['both mask and noise', () => ({ mask: hidden(1) })],
    ['neither mask nor noise', () => ({ noise: undefined as unknown as Float32Array })],
    ['too little noise', () => ({ noise: golden.noise.subarray(1) })],
    ['noise that cannot be sorted', () => ({ noise: golden.noise.map((x, i) => (i === 7 ? NaN : x)) })],
    ['pixels that are not finite', () => ({ pixels: golden.pixels.map((x, i) => (i === 9 ? Infinity : x)) })],
    ['a part of an image', () => ({ pixels: golden.pixels.subarray(3) })],
    ['no image at all', () => ({ pixels: new Float32Array() })],
    ['images of another side', () => ({ side: 16 })],
  ])('reject with bad-config: %s', async (_, change) => {
    await reimport();
    const before = fingerprint(await engine.snapshot());
    const batch = { ...given(), ...change() };
    for (const call of [engine.forward(batch), engine.gradients(batch), engine.trainOn([batch], ADAMW)]) {
      const { code, hint } = await refusal(call);
      expect(code).toBe('bad-config');
      expect(hint).toBeDefined();
    }
    expect(fingerprint(await engine.snapshot())).toBe(before);
  });

  it('reject a mask that hides everything, and one that hides different numbers', async () => {
    await reimport();
    const { pixels, side } = golden;
    const all = await refusal(engine.forward({ pixels, side, mask: hidden(3 * 64) }));
    expect([all.code, all.message]).toEqual([
      'bad-config',
      'all 64 patches are hidden, so there is nothing to see',
    ]);
    const uneven = await refusal(engine.forward({ pixels, side, mask: hidden(5) }));
    expect(uneven.message).toBe('the images of the batch hide different numbers of patches');
  });
});

describe('exportWeights and importWeights', () => {
  it.each(GOLDEN_MAE)('give %s back bit for bit, in three files', async (name) => {
    const files = await goldenFiles(name);
    const report = await engine.importWeights(files.bytes, files.config);
    const original = readSafetensors(files.bytes).tensors;
    expect(report).toEqual({
      layout: 'Hugging Face ViTMAE',
      model: 'mae',
      matched: original.size,
      ignored: [],
      hasDecoder: true,
    });
    const exported = await engine.exportWeights('huggingface');
    expect(exported.map((file) => file.name)).toEqual([
      'model.safetensors',
      'config.json',
      'preprocessor_config.json',
    ]);
    const [model, config, preprocessor] = exported.map(({ bytes }) => bytes);
    if (model === undefined || config === undefined || preprocessor === undefined) throw new Error('files');
    expect(differences(readSafetensors(model).tensors, classic(original))).toEqual([]);
    expect(JSON.parse(textOf(config))).toMatchObject({ model_type: 'vit_mae', layer_norm_eps: 1e-6 });
    const batch = { pixels: files.pixels, side: files.side, noise: files.noise };
    const before = await engine.forward(batch);
    await engine.importWeights(model, textOf(config), textOf(preprocessor));
    const after = await engine.forward(batch);
    expect(after.loss).toBe(before.loss);
    for (const key of ['prediction', 'latent', 'mask'] as const) {
      expect(Buffer.compare(Buffer.from(after[key].buffer), Buffer.from(before[key].buffer)), key).toBe(0);
    }
  });

  it('start a fresh run at step 0 with the file’s sizes', async () => {
    await engine.open(TINY);
    await engine.train(2);
    await reimport();
    const { step, origin, config, hasDecoder } = await engine.configure({});
    expect({ step, origin, hasDecoder }).toEqual({ step: 0, origin: 'imported', hasDecoder: true });
    expect(config.model).toMatchObject({ patch: 4, width: 48, depth: 2, heads: 3 });
    expect(config.mask).toEqual({ id: 'random', ratio: 0.75 });
  });

  it('refuse damaged and unfitting files and leave the run as it was', async () => {
    await engine.open(TINY);
    await engine.train(2);
    const before = fingerprint(await engine.snapshot());
    const { tensors } = readSafetensors(golden.bytes);
    const reshaped = renamed(tensors, (name) => name);
    reshaped.set('vit.layernorm.weight', { shape: [47], data: new Float32Array(47) });
    const fewer = renamed(tensors, (name) => (name === 'vit.layernorm.bias' ? undefined : name));
    const calls: readonly [Uint8Array, string | undefined][] = [
      [golden.bytes.subarray(0, golden.bytes.length - 100), golden.config],
      [golden.bytes.subarray(0, 5), golden.config],
      [golden.bytes, undefined],
      [golden.bytes, '{'],
      [golden.bytes, golden.config.replace('"hidden_size": 48', '"hidden_size": 96')],
      [writeSafetensors(reshaped), golden.config],
      [writeSafetensors(fewer), golden.config],
    ];
    for (const [bytes, config] of calls) {
      expect((await refusal(engine.importWeights(bytes, config))).code).toBe('bad-file');
    }
    expect(fingerprint(await engine.snapshot())).toBe(before);
  });

  it('take an encoder alone: similarity works, reconstruction says why not, until a decoder is trained', async () => {
    const { weights } = fromTensors(readSafetensors(golden.bytes).tensors, golden.config);
    const report = await engine.importWeights(writeSafetensors(encoderOnly(weights)), golden.config);
    expect(report.hasDecoder).toBe(false);
    const image = { source: 'patterns', index: 0 } as const;
    const alike = await engine.similarity({ image, layer: 1, by: 'run' });
    expect([alike.n, alike.layer, alike.layers, alike.matrix.length]).toEqual([64, 1, 2, 64 * 64]);
    const mask = new Uint8Array(64).fill(1, 10);
    const request = { image, mask, by: 'run', trueStatistics: false } as const;
    const sentence = 'these weights have no decoder: similarity works, reconstruction does not';
    expect((await refusal(engine.reconstruct(request))).message).toBe(sentence);
    expect((await refusal(engine.forward(given()))).message).toBe(sentence);
    expect((await refusal(engine.exportWeights('huggingface'))).message).toBe(sentence);
    await engine.setImages(new Float32Array(2 * 32 * 32 * 3).fill(0.5), 32);
    await engine.configure({ batch: 2 });
    await engine.train(1);
    expect((await engine.reconstruct(request)).errors).toHaveLength(64);
  });

  it('know no other format', async () => {
    await reimport();
    const { code, message } = await refusal(engine.exportWeights('onnx' as 'huggingface'));
    expect([code, message]).toEqual(['bad-config', 'export format: onnx is not known']);
  });
});
