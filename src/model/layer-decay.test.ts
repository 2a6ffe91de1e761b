import { describe, expect, it } from 'vitest';
import { layOut } from '../graph/parameters.ts';
import { completeConfig } from '../config/parse.ts';
import { shapeOf } from '../config/model-shape.ts';
import { layerRates, layersOf } from './layer-decay.ts';
import { modelOf } from './model.ts';

describe('layer-wise decay', () => {
  it.each(['mae', 'simmim-vit', 'simmim-swin'] as const)('counts the blocks of %s in order', (id) => {
    const { specs } = modelOf(shapeOf(completeConfig({ model: { id } })));
    const layers = layersOf(specs);
    const last = Math.max(...layers.values());
    expect(last).toBeGreaterThan(2);
    const first = [...layers].filter(([, layer]) => layer === 0).map(([name]) => name);
    expect(first.some((name) => /patch_embed/.test(name))).toBe(true);
    expect(first.some((name) => /blocks|\.layers?\.|downsample|decoder|^norm|fc_norm/.test(name))).toBe(
      false,
    );
    const blocks = [...layers].filter(([, layer]) => layer > 0 && layer < last);
    expect(new Set(blocks.map(([, layer]) => layer)).size).toBe(last - 1);
    const heads = [...layers].filter(([name]) => name.startsWith('decoder'));
    expect(heads.every(([, layer]) => layer === last)).toBe(true);
  });

  it('counts the merging of patches with the last block of its stage', () => {
    const { specs } = modelOf(
      shapeOf(completeConfig({ model: { id: 'simmim-swin', stages: 3, depth1: 2, depth2: 3 } })),
    );
    const layers = layersOf(specs);
    for (const name of ['norm.weight', 'norm.bias', 'reduction.weight']) {
      expect(layers.get(`encoder.layers.0.downsample.${name}`), name).toBe(2);
      expect(layers.get(`encoder.layers.1.downsample.${name}`), name).toBe(5);
    }
  });

  it('multiplies from block to block, and leaves what is after the encoder alone', () => {
    const config = completeConfig({ model: { id: 'mae', depth: 3 } });
    const layout = layOut(modelOf(shapeOf(config)).specs);
    const rates = layerRates(layout, 0.5);
    const rateOf = (name: string): number => rates[layout.offsets.get(name)! / 64]!;
    expect(rateOf('patch_embed.proj.weight')).toBeCloseTo(0.5 ** 4, 7);
    expect(rateOf('blocks.0.attn.qkv.weight')).toBeCloseTo(0.5 ** 3, 7);
    expect(rateOf('blocks.2.mlp.fc2.bias')).toBeCloseTo(0.5, 7);
    for (const name of [
      'norm.weight',
      'decoder_embed.weight',
      'mask_token',
      'decoder_blocks.0.mlp.fc1.weight',
    ])
      expect(rateOf(name), name).toBe(1);
    expect([...layerRates(layout, 1)].every((rate) => rate === 1)).toBe(true);
  });
});
