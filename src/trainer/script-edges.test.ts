import { beforeAll, describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import type { Batch, NamedTensor } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import { startedEngine, TINY } from './testing/started.ts';

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await startedEngine());
});

const SIDE = 33;
const TOKENS = 121;
/** Patches of 3 px have 27 numbers, which lie in rows of 28. */
const ODD = {
  ...TINY,
  data: { ...TINY.data, side: SIDE },
  model: { ...TINY.model, patch: 3, depth: 2 },
} as const;

function drawn(batch: number, hidden: number): Batch {
  const rng = rngOf('script edges', batch, hidden);
  const pixels = Float32Array.from({ length: batch * SIDE * SIDE * 3 }, () => rng.normal());
  const mask = new Uint8Array(batch * TOKENS).map((_, i) => ((i * 7) % TOKENS < hidden ? 1 : 0));
  return { pixels, side: SIDE, mask };
}
const dataOf = (tensors: Record<string, NamedTensor>, name: string): Float32Array =>
  tensors[name]?.data ?? new Float32Array();

describe('patches whose length is no multiple of 4', () => {
  it('come out of every call without their padding', async () => {
    await engine.open(ODD);
    const { prediction, latent } = await engine.forward(drawn(2, 60));
    expect(prediction).toHaveLength(2 * TOKENS * 27);
    expect(latent).toHaveLength(2 * 62 * 24);
    const gradients = await engine.gradients(drawn(2, 60));
    expect(gradients['patch_embed.proj.weight']?.shape).toEqual([24, 3, 3, 3]);
    expect(gradients['decoder_pred.weight']?.shape).toEqual([27, 16]);
    expect(gradients['decoder_pred.bias']?.shape).toEqual([27]);
  });

  it.each([
    ['patch_embed.proj.weight', 100],
    ['decoder_pred.weight', 27 * 16 - 1],
    ['decoder_pred.bias', 26],
  ])('have the gradient in %s that the loss has', async (name, at) => {
    await engine.open(ODD);
    const batch = drawn(1, 60);
    const gradient = dataOf(await engine.gradients(batch), name)[at] ?? NaN;
    expect(Math.abs(gradient)).toBeGreaterThan(1e-3); // or the comparison below would say nothing
    const [file, config] = await engine.exportWeights('huggingface');
    expect(file?.name).toBe('model.safetensors');
    const json = new TextDecoder().decode(config?.bytes);
    const lossAt = async (shift: number): Promise<number> => {
      const bytes = shifted(file?.bytes ?? new Uint8Array(), name, at, shift);
      await engine.importWeights(bytes, json);
      return (await engine.forward(batch)).loss;
    };
    const h = 0.02;
    const slope = ((await lossAt(h)) - (await lossAt(-h))) / (2 * h);
    expect(Math.abs(slope - gradient)).toBeLessThan(2e-4 + 0.02 * Math.abs(gradient));
  });

  it('survive export and import bit by bit', async () => {
    await engine.open(ODD);
    await engine.train(2);
    const before = await engine.forward(drawn(2, 60));
    const [file, config] = await engine.exportWeights('huggingface');
    await engine.importWeights(file?.bytes ?? new Uint8Array(), new TextDecoder().decode(config?.bytes));
    const after = await engine.forward(drawn(2, 60));
    expect(after.prediction).toEqual(before.prediction);
    expect(after.loss).toBe(before.loss);
  });

  it('train with an epsilon of 0, though their padding never has a gradient', async () => {
    await engine.open(ODD);
    const options = { learningRate: 1e-3, weightDecay: 0.05, betas: [0.9, 0.95], epsilon: 0 } as const;
    const batches = Array.from({ length: 3 }, () => drawn(2, 60));
    const losses = await engine.trainOn(batches, options);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(losses[2]).toBeLessThan(losses[0] ?? 0);
    expect(await engine.train(1)).toHaveLength(1);
  });

  it('take a batch of one image with one visible patch, and one with no hidden patch', async () => {
    await engine.open(ODD);
    const most = await engine.forward(drawn(1, TOKENS - 1));
    expect(most.latent).toHaveLength(2 * 24);
    expect(most.prediction.every(Number.isFinite)).toBe(true);
    expect(most.loss).toBeGreaterThan(0.1);
    const none = await engine.forward(drawn(1, 0));
    expect(none.latent).toHaveLength((1 + TOKENS) * 24);
    expect(none.loss).toBe(0);
  });
});

/** A safetensors file with one number of one of our tensors moved; classic names of the three tensors used here. */
function shifted(file: Uint8Array, ours: string, at: number, by: number): Uint8Array {
  const names: Readonly<Record<string, string>> = {
    'patch_embed.proj.weight': 'vit.embeddings.patch_embeddings.projection.weight',
    'decoder_pred.weight': 'decoder.decoder_pred.weight',
    'decoder_pred.bias': 'decoder.decoder_pred.bias',
  };
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
    string,
    { readonly data_offsets: readonly [number, number] } | undefined
  >;
  const place = header[names[ours] ?? '']?.data_offsets[0];
  if (place === undefined) throw new Error(`${ours} is not in the file`);
  const offset = 8 + length + place + at * 4;
  view.setFloat32(offset, view.getFloat32(offset, true) + by, true);
  return bytes;
}
