import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MimError } from '../../lib/errors.ts';
import { differences, renamed } from '../fixtures/spellings.ts';
import { configJson, toHuggingFace } from '../huggingface/export.ts';
import { fromTensors } from '../layouts/import.ts';
import { readSafetensors } from '../safetensors.ts';
import type { Tensor, Tensors } from '../tensor.ts';
import { exportHuggingFace, importWeights } from '../weight-files.ts';
import { writeZip } from '../zip.ts';

const VIT = 'simmim-vit-32-p4';
const SWIN = 'simmim-swin-64-p4';
const CASES = [VIT, SWIN];
const configOf = (name: string): string => readFileSync(`golden/${name}/config.json`, 'utf8');
const tensorsOf = (name: string): Map<string, Tensor> =>
  new Map(readSafetensors(readFileSync(`golden/${name}/model.safetensors`)).tensors);
const imported = (name: string) => fromTensors(tensorsOf(name), configOf(name));
const withConfig = (name: string, changes: Record<string, unknown>): string =>
  JSON.stringify({ ...(JSON.parse(configOf(name)) as object), ...changes });

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof MimError && error.code === 'bad-file') return error.message;
    throw error;
  }
  throw new Error('accepted');
}

/** As `state_dict()` of transformers 5.18 names them. */
const modules = (tensors: Tensors): Map<string, Tensor> =>
  renamed(tensors, (name) =>
    name
      .replace('vit.encoder.layer.', 'vit.layers.')
      .replace(/attention\.(?:attention|self)\.(query|key|value)/, (_, p: string) => `attention.${p[0]}_proj`)
      .replace('attention.self.relative', 'attention.relative_position_bias.relative')
      .replace('attention.output.dense', 'attention.o_proj')
      .replace('intermediate.dense', 'mlp.fc1')
      .replace(/(?<!attention\.)output\.dense/, 'mlp.fc2'),
  );

describe('SimMIM files of transformers', () => {
  it.each([
    [VIT, 'simmim-vit', { imageSide: 32, patch: 4, width: 48, depth: 2, heads: 3, mlpWidth: 192, stride: 4 }],
    [
      SWIN,
      'simmim-swin',
      { imageSide: 64, patch: 4, width: 24, depths: [2, 2], heads: [2, 4], window: 4, stride: 8 },
    ],
  ])('are read whole, without their prefix: %s', (name, model, numbers) => {
    const file = imported(name);
    expect([file.model, file.ignored, file.hasDecoder]).toEqual([model, [], true]);
    expect(file.matched).toBe(tensorsOf(name).size);
    expect(file.description).toMatchObject(numbers);
    const own = renamed(tensorsOf(name), (n) => n.replace(/^(?:vit|swin)\./, ''));
    expect(differences(file.weights, own)).toEqual([]);
  });

  it.each(CASES)('are read the same under the names of modules: %s', (name) => {
    const file = fromTensors(modules(tensorsOf(name)), configOf(name));
    expect(differences(file.weights, imported(name).weights)).toEqual([]);
    expect(file.ignored).toEqual([]);
  });

  it.each(CASES)('have the module names that the gradients in the golden files have: %s', (name) => {
    const names = readSafetensors(readFileSync(`golden/${name}/io.safetensors`)).tensors.keys();
    const gradients = [...names].filter((n) => n.startsWith('grad/')).map((n) => n.slice(5));
    const known = modules(tensorsOf(name));
    expect(gradients.length).toBeGreaterThan(5);
    expect(gradients.filter((n) => !known.has(n))).toEqual([]);
  });

  it.each(CASES)('are an encoder alone where the head is missing: %s', (name) => {
    const encoder = renamed(tensorsOf(name), (n) => (n.startsWith('decoder.') ? undefined : n));
    const file = fromTensors(encoder, configOf(name));
    expect([file.hasDecoder, file.matched]).toEqual([false, encoder.size]);
  });

  it('may hold the computed index of relative positions, as older versions save it', () => {
    const name = 'swin.encoder.layers.0.blocks.0.attention.self.relative_position_index';
    const tensors = tensorsOf(SWIN).set(name, { shape: [16, 16], data: new Float32Array(256) });
    expect(fromTensors(tensors, configOf(SWIN)).ignored).toEqual([name]);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    [VIT, 'no config for a ViT', { model_type: 'swin' }, 'model_type is swin, but only vit is possible'],
    [VIT, 'another stride', { encoder_stride: 8 }, 'encoder_stride is 8, but only 4 is possible'],
    [VIT, 'heads that do not fit', { num_attention_heads: 5 }, 'hidden_size 48 is not a multiple of'],
    [SWIN, 'absolute positions', { use_absolute_embeddings: true }, 'use_absolute_embeddings is true'],
    [SWIN, 'stages that differ', { num_heads: [2] }, '2 stages of blocks, but 1 of heads'],
    [SWIN, 'another window', { window_size: 8 }, 'has the shape [49, 2], but the model needs [225, 2]'],
    [SWIN, 'fewer blocks', { depths: [2, 1] }, 'have parts that ours do not (17)'],
    [SWIN, 'a stage without heads to share', { num_heads: [2, 5] }, 'hidden_size 48 is not a multiple of'],
  ])('of %s are refused with %s', (name, _, changes, message) => {
    expect(refusal(() => fromTensors(tensorsOf(name), withConfig(name, changes)))).toContain(message);
  });

  it.each(CASES)('are refused without config.json: %s', (name) => {
    expect(refusal(() => fromTensors(tensorsOf(name)))).toContain('config.json is missing');
  });
});

describe('SimMIM models for transformers', () => {
  it.each(CASES)('have the tensors bit for bit under the names of its files: %s', (name) => {
    const { weights, model } = imported(name);
    expect(differences(toHuggingFace(weights, model), tensorsOf(name))).toEqual([]);
  });

  it.each(CASES)('have the configuration that transformers writes itself: %s', (name) => {
    const ours = JSON.parse(configJson(imported(name))) as Record<string, unknown>;
    const {
      dtype,
      transformers_version: _,
      ...theirs
    } = JSON.parse(configOf(name)) as Record<string, unknown>;
    expect(ours).toEqual({ ...theirs, torch_dtype: dtype });
  });

  it.each(CASES)('are read back whole from a zip: %s', (name) => {
    const file = imported(name);
    const statistics = { mean: [0.5, 0.4, 0], deviation: [0.25, 1, 0.2] } as const;
    const described = { ...file, description: { ...file.description, ...statistics } };
    const back = importWeights(
      writeZip(exportHuggingFace(file.weights, described as Parameters<typeof exportHuggingFace>[1])),
    );
    expect(differences(back.weights, file.weights)).toEqual([]);
    expect(back.description).toEqual(described.description);
  });
});
