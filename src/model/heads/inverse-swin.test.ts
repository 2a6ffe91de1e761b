import { describe, expect, it } from 'vitest';
import { interpret } from '../../graph/interpret.ts';
import { layOut } from '../../graph/parameters.ts';
import { sizeOf } from '../../graph/graph.ts';
import { rngOf } from '../../lib/rng.ts';
import { OPS } from '../../ops/index.ts';
import { initialWeights } from '../init.ts';
import { modelOf } from '../model.ts';
import type { SimmimSwinShape } from '../shape.ts';
import { countParameters } from '../tensor-spec.ts';

const SHAPE: SimmimSwinShape = {
  kind: 'simmim-swin',
  side: 16,
  patch: 2,
  width: 8,
  depths: [1, 2],
  heads: [1, 2],
  window: 2,
  mlpRatio: 2,
  dropPath: 0,
  epsilon: 1e-5,
  head: { kind: 'inverse-swin', widths: [12, 8], depths: [2, 1], heads: [3, 2], window: 2, mlpRatio: 2 },
  objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
};
const KEPT = [[0, 5, 17, 40]];

function problemOf(shape: SimmimSwinShape) {
  const model = modelOf(shape);
  const layout = layOut(model.specs);
  const rng = rngOf('inverse swin test');
  const start = initialWeights(model.specs, 1);
  const weights: Record<string, Float64Array> = Object.fromEntries(
    model.specs.map(({ name, shape: own }) => {
      const at = layout.offsets.get(name)!;
      return [name, Float64Array.from(start.subarray(at, at + sizeOf(own)), (x) => x + 0.3 * rng.normal())];
    }),
  );
  const patches = Float64Array.from({ length: model.tokens * 12 }, () => rng.normal());
  const inputs = { patches, ...model.inputs(KEPT, 'hidden') };
  const run = (changed: Record<string, Float64Array>, until: 'decode' | 'gradients') =>
    interpret(model.graph({ batch: 1, visible: model.tokens, from: 'patches', until }), OPS, {
      inputs,
      weights: changed,
      precision: 'f64',
      layout,
    });
  return { model, weights, run };
}

describe('the inverse Swin head', () => {
  it('predicts every patch where it lies', () => {
    // Blocks that add nothing: a patch is then a function of its cell and of its place in it alone.
    const { model, weights, run } = problemOf(SHAPE);
    for (const name of Object.keys(weights)) {
      if (/decoder\.layers.*(attention\.output|\.output)\.dense/.test(name)) weights[name]!.fill(0);
    }
    const out = run(weights, 'decode');
    const latent = out.named('latent');
    const row = (name: string, x: readonly number[]): number[] => {
      const w = weights[`${name}.weight`]!;
      return Array.from({ length: w.length / x.length }, (_, o) =>
        x.reduce((sum, value, i) => sum + w[o * x.length + i]! * value, weights[`${name}.bias`]?.[o] ?? 0),
      );
    };
    const norm = (name: string, x: readonly number[]): number[] => {
      const mean = x.reduce((a, b) => a + b) / x.length;
      const deviation = Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length + 1e-5);
      return x.map(
        (value, i) =>
          ((value - mean) / deviation) * weights[`${name}.weight`]![i]! + weights[`${name}.bias`]![i]!,
      );
    };
    for (const [patchRow, patchColumn] of [
      [0, 0],
      [3, 6],
      [6, 3],
      [7, 7],
    ] as const) {
      const cell = Math.floor(patchRow / 2) * 4 + Math.floor(patchColumn / 2);
      const embedded = row('decoder.embed', Array.from(latent.slice(cell * 16, cell * 16 + 16)));
      const four = row('decoder.layers.0.upsample.expansion', embedded);
      const part = (patchRow % 2) + 2 * (patchColumn % 2); // as merging joins them: the row varies first
      const own = norm('decoder.layers.0.upsample.norm', four.slice(8 * part, 8 * part + 8));
      const want = row('decoder.pred', norm('decoder.norm', own));
      const at = (patchRow * 8 + patchColumn) * model.paddedColumns;
      const got = out.named('prediction').slice(at, at + want.length);
      expect(Math.max(...want.map((x, i) => Math.abs(x - got[i]!)))).toBeLessThan(1e-10);
    }
  });

  it.each([
    'decoder.embed.weight',
    'decoder.layers.0.blocks.1.attention.self.relative_position_bias_table',
    'decoder.layers.0.upsample.expansion.weight',
    'decoder.layers.1.blocks.0.attention.self.qkv.weight',
    'decoder.pred.bias',
    'embeddings.mask_token',
  ])('has the derivative in %s that finite differences have', (name) => {
    const { weights, run } = problemOf({
      ...SHAPE,
      objective: { ...SHAPE.objective, loss: { id: 'l2' } },
    });
    const gradient = Float64Array.from(run(weights, 'gradients').gradient(name));
    const largest = gradient.reduce((top, g) => Math.max(top, Math.abs(g)), 0);
    expect(largest).toBeGreaterThan(0);
    const rng = rngOf('probe', name);
    for (let probe = 0; probe < 4; probe++) {
      const i = rng.int(gradient.length);
      const x = weights[name]![i]!;
      const lossAt = (value: number): number =>
        run({ ...weights, [name]: weights[name]!.with(i, value) }, 'decode').named('loss')[0]!;
      const numeric = (lossAt(x + 1e-5) - lossAt(x - 1e-5)) / 2e-5;
      expect(Math.abs(gradient[i]! - numeric) / largest).toBeLessThan(1e-6);
    }
  });

  it('has the orders of its own encoder, though another stands under the same head', () => {
    const larger = { ...SHAPE, side: 32 };
    for (const shape of [SHAPE, larger, SHAPE]) {
      const { tokens, inputs } = modelOf(shape);
      expect(inputs([[0]], 'hidden')['head.out'], `${shape.side}`).toHaveLength(tokens);
    }
  });

  it('brings Swin-B to about 115 and 174 million weights, as in SimMIM’s table 2', () => {
    const swinB: SimmimSwinShape = {
      ...SHAPE,
      side: 192,
      patch: 4,
      width: 128,
      depths: [2, 2, 18, 2],
      heads: [4, 8, 16, 32],
      window: 6,
      mlpRatio: 4,
    };
    const millions = (widths: number[], depths: number[], heads: number[]): number =>
      countParameters(
        modelOf({ ...swinB, head: { kind: 'inverse-swin', widths, depths, heads, window: 6, mlpRatio: 4 } })
          .specs,
      ) / 1e6;
    const tiny = millions([768, 384, 192, 96], [2, 6, 2, 2], [24, 12, 6, 3]);
    const base = millions([1024, 512, 256, 128], [2, 18, 2, 2], [32, 16, 8, 4]);
    expect(Math.abs(tiny - 115.2)).toBeLessThan(0.4);
    expect(Math.abs(base - 174.8)).toBeLessThan(0.4);
  });
});
