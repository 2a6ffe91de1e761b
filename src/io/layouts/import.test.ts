import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MimError } from '../../lib/errors.ts';
import { bare, classic, differences, encoderOnly, modules, renamed } from '../fixtures/spellings.ts';
import { readSafetensors } from '../safetensors.ts';
import type { Tensor, Tensors } from '../tensor.ts';
import { fromTensors, type ImportedWeights } from './import.ts';

const CASES = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'];
const bytesOf = (name: string): Uint8Array => readFileSync(`golden/${name}/model.safetensors`);
const configOf = (name: string): string => readFileSync(`golden/${name}/config.json`, 'utf8');
const tensorsOf = (name: string): Map<string, Tensor> => new Map(readSafetensors(bytesOf(name)).tensors);
const imported = (name: string): ImportedWeights => fromTensors(tensorsOf(name), configOf(name));

function refusal(run: () => unknown): MimError {
  try {
    run();
  } catch (error) {
    if (error instanceof MimError && error.code === 'bad-file') return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('fromTensors', () => {
  it.each(CASES)('reads %s as transformers 5.18 saved it', (name) => {
    const { layout, model, description, weights, matched, ignored, hasDecoder } = imported(name);
    const config = JSON.parse(configOf(name)) as Record<string, number>;
    expect({ layout, model, ignored, hasDecoder }).toEqual({
      layout: 'Hugging Face ViTMAE',
      model: 'mae',
      ignored: [],
      hasDecoder: true,
    });
    expect(matched).toBe(tensorsOf(name).size);
    expect(description).toEqual({
      imageSide: config['image_size'],
      patch: config['patch_size'],
      width: config['hidden_size'],
      depth: config['num_hidden_layers'],
      heads: config['num_attention_heads'],
      mlpWidth: config['intermediate_size'],
      decoderWidth: config['decoder_hidden_size'],
      decoderDepth: config['decoder_num_hidden_layers'],
      decoderHeads: config['decoder_num_attention_heads'],
      decoderMlpWidth: config['decoder_intermediate_size'],
      epsilon: 1e-6,
      maskRatio: config['mask_ratio'],
      normPix: config['norm_pix_loss'],
    });
    expect(weights.get('pos_embed')?.data).toEqual(
      tensorsOf(name).get('vit.embeddings.position_embeddings')?.data,
    );
  });

  it('makes qkv of query, key and value, one after the other', () => {
    const tensors = tensorsOf('mae-32-p4');
    const { weights } = imported('mae-32-p4');
    const qkv = weights.get('blocks.1.attn.qkv.weight');
    expect(qkv?.shape).toEqual([144, 48]);
    for (const [i, part] of ['query', 'key', 'value'].entries()) {
      const own = qkv?.data.slice(i * 48 * 48, (i + 1) * 48 * 48);
      expect(own).toEqual(tensors.get(`vit.encoder.layer.1.attention.attention.${part}.weight`)?.data);
    }
  });

  it.each(CASES)('reads %s the same under every spelling', (name) => {
    const tensors = tensorsOf(name);
    const { weights } = imported(name);
    for (const spelled of [classic(tensors), modules(tensors)]) {
      const other = fromTensors(spelled, configOf(name));
      expect(differences(other.weights, weights)).toEqual([]);
      expect([other.matched, other.ignored, other.hasDecoder]).toEqual([tensors.size, [], true]);
    }
    const mae = fromTensors(weights, configOf(name));
    expect(differences(mae.weights, weights)).toEqual([]);
    expect(mae.layout).toBe('facebookresearch/mae or timm');
    expect(mae.matched).toBe(weights.size);
  });

  it('knows the module names that the gradients in the golden files have', () => {
    const names = readSafetensors(readFileSync('golden/mae-32-p4/io.safetensors')).tensors.keys();
    const gradients = [...names].filter((name) => name.startsWith('grad/')).map((name) => name.slice(5));
    const known = modules(tensorsOf('mae-32-p4'));
    expect(gradients.length).toBeGreaterThan(10);
    expect(gradients.filter((name) => !known.has(name))).toEqual([]);
  });

  it.each([
    ['a bare ViTMAEModel', (tensors: Tensors) => bare(tensors)],
    ['a bare ViTMAEModel with module names', (tensors: Tensors) => bare(modules(tensors))],
    [
      'an encoder with its prefix',
      (tensors: Tensors) => renamed(tensors, (n) => (n.startsWith('vit.') ? n : undefined)),
    ],
  ])('takes %s as an encoder without a decoder', (_, encoder) => {
    const file = fromTensors(encoder(tensorsOf('mae-32-p4')), configOf('mae-32-p4'));
    expect(file.hasDecoder).toBe(false);
    expect(differences(file.weights, encoderOnly(imported('mae-32-p4').weights))).toEqual([]);
  });

  it('tells the sizes of facebookresearch and timm files from their shapes', () => {
    const { weights } = imported('mae-64-p8-normpix');
    const { description, hasDecoder } = fromTensors(encoderOnly(weights));
    expect(hasDecoder).toBe(false);
    expect(description).toMatchObject({
      imageSide: 64,
      patch: 8,
      width: 64,
      depth: 2,
      heads: 1,
      mlpWidth: 256,
      epsilon: 1e-6,
    });
  });

  it('asks for config.json where heads of 64 do not fit, and takes the heads from it', () => {
    const { weights } = imported('mae-32-p4');
    expect(refusal(() => fromTensors(weights)).message).toBe(
      'the number of heads of a model of width 48 cannot be guessed',
    );
    const { description } = fromTensors(weights, '{"num_attention_heads":6,"decoder_num_attention_heads":4}');
    expect(description).toMatchObject({
      imageSide: 32,
      heads: 6,
      decoderHeads: 4,
      decoderWidth: 32,
      decoderDepth: 1,
    });
  });

  it("knows that the paper's decoder has sixteen heads", () => {
    const zeros = (...shape: number[]): Tensor => ({
      shape,
      data: new Float32Array(shape.reduce((a, b) => a * b, 1)),
    });
    const { weights } = imported('mae-64-p8-normpix');
    const wide = new Map(weights);
    for (const [name, { shape }] of weights) {
      if (!/^decoder|^mask_token/.test(name)) continue;
      const widths: Record<number, number> = { 48: 512, 144: 1536, 192: name.includes('pred') ? 192 : 2048 };
      wide.set(
        name,
        zeros(...shape.map((size, i) => (name.includes('pos') && i === 1 ? size : (widths[size] ?? size)))),
      );
    }
    expect(fromTensors(wide).description).toMatchObject({
      decoderHeads: 16,
      decoderWidth: 512,
      decoderDepth: 2,
    });
  });

  it("fills in what config.json leaves out with transformers' defaults", () => {
    const {
      layer_norm_eps: _,
      mask_ratio: __,
      ...rest
    } = JSON.parse(configOf('mae-32-p4')) as Record<string, unknown>;
    const { description } = fromTensors(tensorsOf('mae-32-p4'), JSON.stringify(rest));
    expect(description).toMatchObject({ epsilon: 1e-12, maskRatio: 0.75 });
  });

  it('takes mean and deviation from preprocessor_config.json, where it has them', () => {
    const read = (text: string) =>
      fromTensors(tensorsOf('mae-32-p4'), configOf('mae-32-p4'), text).description;
    expect(read('{"image_mean":[0.1,0.2,0.3],"image_std":[1,2,3]}')).toMatchObject({
      mean: [0.1, 0.2, 0.3],
      deviation: [1, 2, 3],
    });
    expect(read('{"do_normalize":false,"image_mean":[9,9,9]}')).toMatchObject({
      mean: [0, 0, 0],
      deviation: [1, 1, 1],
    });
    expect(read('{"size":224}')).not.toHaveProperty('mean');
  });

  it('lists tensors that are no part of the model and leaves them alone, NaN or not', () => {
    const tensors = tensorsOf('mae-32-p4').set('classifier.weight', {
      shape: [1],
      data: Float32Array.of(NaN),
    });
    expect(fromTensors(tensors, configOf('mae-32-p4')).ignored).toEqual(['classifier.weight']);
  });

  const withConfig = (changes: Record<string, unknown>): string =>
    JSON.stringify({ ...(JSON.parse(configOf('mae-32-p4')) as object), ...changes });

  it.each<[string, string, Record<string, unknown>]>([
    [
      'another model',
      'config.json: model_type is vit, but only vit_mae is possible here',
      { model_type: 'vit' },
    ],
    ['grey images', 'config.json: num_channels is 1, but only 3 is possible here', { num_channels: 1 }],
    [
      'another activation',
      'config.json: hidden_act is relu, but only gelu is possible here',
      { hidden_act: 'relu' },
    ],
    ['no bias', 'config.json: qkv_bias is false, but only true is possible here', { qkv_bias: false }],
    ['text for a number', 'config.json: hidden_size is "48", but should be number', { hidden_size: '48' }],
    ['a fraction', 'config.json: hidden_size is 48.5, but should be', { hidden_size: 48.5 }],
    ['null', 'config.json: hidden_size is null, but should be', { hidden_size: null }],
    [
      'images that are not square',
      'config.json: image_size is Array, but should be [n, n]',
      { image_size: [32, 64] },
    ],
    ['a negative epsilon', 'config.json: layer_norm_eps is -1, but should be >=0', { layer_norm_eps: -1 }],
    ['a huge image', 'the model has image_size 1024, but at most 512 is possible here', { image_size: 1024 }],
    [
      'a huge width',
      'the model has hidden_size 4096, but at most 2048 is possible here',
      { hidden_size: 4096 },
    ],
    ['a huge depth', 'the model has num_hidden_layers 1000000, but at most 48', { num_hidden_layers: 1e6 }],
    ['patches that do not fit', 'image_size 32 is not a multiple of patch_size 5', { patch_size: 5 }],
    [
      'heads that do not fit',
      'hidden_size 48 is not a multiple of num_attention_heads 5',
      { num_attention_heads: 5 },
    ],
    [
      'another width than the weights have',
      'vit.embeddings.cls_token has the shape [1, 1, 48], but the model needs [1, 1, 96]',
      { hidden_size: 96 },
    ],
    [
      'more blocks than the file has',
      'tensors that the model needs are missing (16): vit.encoder.layer.2.layernorm_before.weight, vit.encoder.layer.2.layernorm_before.bias, vit.encoder.layer.2.attention.attention.query.weight, …',
      { num_hidden_layers: 3 },
    ],
    [
      'fewer blocks than the file has',
      'the blocks of this model have parts that ours do not (16): vit.encoder.layer.1.',
      { num_hidden_layers: 1 },
    ],
  ])('refuses a config.json with %s', (_, message, changes) => {
    expect(refusal(() => fromTensors(tensorsOf('mae-32-p4'), withConfig(changes))).message).toContain(
      message,
    );
  });

  it('takes a side given twice, for height and width', () => {
    const config = withConfig({ image_size: [32, 32], patch_size: [4, 4] });
    expect(fromTensors(tensorsOf('mae-32-p4'), config).description).toMatchObject({
      imageSide: 32,
      patch: 4,
    });
  });

  it.each(['', '{', '[]', 'null', '7', '"'.repeat(2_000_000)])(
    'refuses a config.json that is none: %.20s',
    (text) => {
      expect(refusal(() => fromTensors(tensorsOf('mae-32-p4'), text)).message).toContain('config.json');
    },
  );

  it('refuses a preprocessor_config.json with impossible numbers', () => {
    const read = (text: string) => () => fromTensors(tensorsOf('mae-32-p4'), configOf('mae-32-p4'), text);
    expect(refusal(read('{"image_std":[0,1,1]}')).message).toContain('image_std.0 is 0, but should be');
    expect(refusal(read('{"image_mean":[1]}')).message).toContain('image_mean is 1, but should be 3');
  });

  it('refuses Hugging Face weights without config.json', () => {
    expect(refusal(() => fromTensors(tensorsOf('mae-32-p4'))).message).toContain('config.json is missing');
  });

  it('refuses an unknown layout, naming some tensors', () => {
    const tensors = renamed(tensorsOf('mae-32-p4'), (name) => `x.${name}`);
    expect(refusal(() => fromTensors(tensors, configOf('mae-32-p4'))).message).toContain(
      'x.decoder.decoder_embed.bias',
    );
    expect(refusal(() => fromTensors(new Map())).message).toContain('–');
  });

  it('refuses a missing tensor, a misshapen one and one that is not finite, by name', () => {
    const read = (edit: (tensors: Map<string, Tensor>) => void) => {
      const tensors = tensorsOf('mae-32-p4');
      edit(tensors);
      return refusal(() => fromTensors(tensors, configOf('mae-32-p4'))).message;
    };
    expect(read((tensors) => tensors.delete('decoder.mask_token'))).toBe(
      'tensors that the model needs are missing (1): decoder.mask_token',
    );
    expect(
      read((tensors) => tensors.set('vit.layernorm.bias', { shape: [1, 48], data: new Float32Array(48) })),
    ).toBe('vit.layernorm.bias has the shape [1, 48], but the model needs [48]');
    expect(read((tensors) => void tensors.get('vit.layernorm.bias')?.data.fill(NaN, 0, 2))).toBe(
      'vit.layernorm.bias has values that are not finite (2)',
    );
  });

  it('refuses blocks with parts that change what they compute', () => {
    const { weights } = imported('mae-64-p8-normpix');
    const scaled = new Map(weights).set('blocks.0.ls1.gamma', { shape: [64], data: new Float32Array(64) });
    expect(refusal(() => fromTensors(scaled, configOf('mae-64-p8-normpix'))).message).toContain(
      'blocks.0.ls1.gamma',
    );
  });

  it('refuses facebookresearch files whose sizes cannot be told', () => {
    const { weights } = imported('mae-64-p8-normpix');
    const read = (name: string, ...shape: number[]) => {
      const data = new Float32Array(shape.reduce((a, b) => a * b, 1));
      return refusal(() => fromTensors(new Map(weights).set(name, { shape, data }))).message;
    };
    expect(read('pos_embed', 1, 64, 64)).toBe(
      'pos_embed has 64 rows, which is not a square number and one more',
    );
    expect(read('patch_embed.proj.weight', 64, 3)).toBe(
      'patch_embed.proj.weight has the shape [64, 3], which does not fit a model',
    );
    const rest = renamed(weights, (name) => (name === 'blocks.0.mlp.fc1.weight' ? undefined : name));
    expect(refusal(() => fromTensors(rest)).message).toContain('missing (1): blocks.0.mlp.fc1.weight');
  });
});
