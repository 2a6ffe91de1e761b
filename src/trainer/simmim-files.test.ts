/** @file SimMIM through the scripting door: files of transformers in, its numbers out, the same files back. */

import { beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../io/fixtures/spellings.ts';
import { readSafetensors } from '../io/safetensors.ts';
import type { Tensor } from '../io/tensor.ts';
import { worst } from '../model/testing/golden-run.ts';
import type { Batch, TrainOnOptions } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import { readGolden, refusal, startedEngine } from './testing/started.ts';

const ADAMW: TrainOnOptions = { learningRate: 1e-3, weightDecay: 0.05, betas: [0.9, 0.95], epsilon: 1e-8 };
const CASES = [
  ['simmim-vit-32-p4', 'simmim-vit', 4],
  ['simmim-swin-64-p4', 'simmim-swin', 8],
] as const;
type Case = (typeof CASES)[number];

interface Files {
  readonly bytes: Uint8Array;
  readonly config: string;
  readonly io: ReadonlyMap<string, Tensor>;
  readonly masks: ReturnType<typeof readSafetensors>['integers'];
  readonly pixels: Float32Array;
  readonly side: number;
  readonly batch: number;
}

async function filesOf(name: Case[0]): Promise<Files> {
  const bytes = new Uint8Array(await readGolden(name, 'model.safetensors'));
  const config = new TextDecoder().decode(await readGolden(name, 'config.json'));
  const { tensors: io, integers } = readSafetensors(await readGolden(name, 'io.safetensors'));
  const given = io.get('pixel_values')!;
  const [batch = 0, , side = 0] = given.shape;
  return { bytes, config, io, masks: integers, pixels: channelsLast(given), side, batch };
}

/** [B, C, H, W] → [B, H, W, C] */
function channelsLast({ shape, data }: Tensor): Float32Array {
  const [batch = 0, channels = 0, height = 0, width = 0] = shape;
  const plane = height * width;
  const out = new Float32Array(data.length);
  for (let b = 0; b < batch; b++)
    for (let c = 0; c < channels; c++)
      for (let i = 0; i < plane; i++) {
        out[(b * plane + i) * channels + c] = data[(b * channels + c) * plane + i]!;
      }
  return out;
}

/** [B, H, W, 3] → [B, cells, side · side · 3] */
function cellsOf(pixels: Float32Array, batch: number, side: number, cell: number): Float32Array {
  const out = new Float32Array(pixels.length);
  const grid = side / cell;
  let at = 0;
  for (let b = 0; b < batch; b++)
    for (let i = 0; i < grid * grid; i++)
      for (let y = 0; y < cell; y++)
        for (let x = 0; x < cell; x++) {
          const row = Math.floor(i / grid) * cell + y;
          const col = (i % grid) * cell + x;
          const from = ((b * side + row) * side + col) * 3;
          out.set(pixels.subarray(from, from + 3), at);
          at += 3;
        }
  return out;
}

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await startedEngine());
});

describe.each(CASES)('%s', (name, model, stride) => {
  let files: Files;
  const masks = (called: string): Uint8Array => files.masks.get(called)!.bytes;
  const given = (mask = masks('bool_masked_pos')): Batch => ({
    pixels: files.pixels,
    side: files.side,
    mask,
  });
  const reimport = async () => engine.importWeights(files.bytes, files.config);
  beforeAll(async () => {
    files = await filesOf(name);
  });

  it('is imported whole', async () => {
    const report = await reimport();
    expect(report).toMatchObject({ model, ignored: [], hasDecoder: true });
    expect(report.matched).toBe(readSafetensors(files.bytes).tensors.size);
  });

  it('has the reconstruction, by cells of the stride, and the loss of transformers', async () => {
    await reimport();
    const { loss, prediction, mask } = await engine.forward(given());
    const wanted = channelsLast(files.io.get('reconstruction')!);
    expect(prediction).toHaveLength(wanted.length);
    expect(worst(prediction, cellsOf(wanted, files.batch, files.side, stride))).toBeLessThan(2e-5);
    expect(Math.abs(loss - files.io.get('loss')!.data[0]!)).toBeLessThan(1e-5);
    expect([...mask]).toEqual([...given().mask!]);
  });

  it('has PyTorch’s loss for each of ten steps', async () => {
    await reimport();
    const drawn = masks('train_mask');
    const each = drawn.length / 10;
    const batches = Array.from({ length: 10 }, (_, t) => given(drawn.subarray(t * each, (t + 1) * each)));
    const losses = await engine.trainOn(batches, ADAMW);
    const wanted = files.io.get('train_loss')!.data;
    losses.forEach((loss, t) => expect(Math.abs(loss / wanted[t]! - 1)).toBeLessThan(1e-4));
  });

  it('is written as it was read: tensors to the bit, config.json field for field', async () => {
    await reimport();
    const exported = await engine.exportWeights('huggingface');
    const [weights, config] = exported;
    const { tensors } = readSafetensors(weights!.bytes);
    expect(differences(tensors, readSafetensors(files.bytes).tensors)).toEqual([]);
    const { dtype, transformers_version: _, ...theirs } = JSON.parse(files.config) as Record<string, unknown>;
    expect(JSON.parse(new TextDecoder().decode(config!.bytes))).toEqual({ ...theirs, torch_dtype: dtype });
    const { prediction } = await engine.forward(given());
    await engine.importWeights(weights!.bytes, new TextDecoder().decode(config!.bytes));
    expect((await engine.forward(given())).prediction).toEqual(prediction);
  });

  it('has gradients under the names of its weights, and refuses noise', async () => {
    await reimport();
    const found = await engine.gradients(given());
    expect(Object.keys(found)).toContain('embeddings.mask_token');
    expect(Object.keys(found)).toContain('decoder.0.weight');
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(await engine.weights()).toSorted());
    const { pixels, side } = given();
    const noise = new Float32Array(given().mask!.length);
    expect((await refusal(engine.forward({ pixels, side, noise }))).code).toBe('bad-config');
  });
});

it('refuses to write what transformers cannot read, and says what that is', async () => {
  await engine.open({
    data: { source: 'patterns', side: 32 },
    model: { id: 'simmim-vit', patch: 8, width: 24, depth: 1, heads: 2, layerScale: 0.1 },
    head: { id: 'linear' },
  });
  const error = await refusal(engine.exportWeights('huggingface'));
  expect(error.message).toContain('layer scale');
});
