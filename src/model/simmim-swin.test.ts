import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { interpret } from '../graph/interpret.ts';
import { layOut } from '../graph/parameters.ts';
import { sizeOf } from '../graph/graph.ts';
import { readSafetensors } from '../io/safetensors.ts';
import { rngOf } from '../lib/rng.ts';
import { OPS } from '../ops/index.ts';
import { initialWeights } from './init.ts';
import { modelOf } from './model.ts';
import type { SimmimSwinShape } from './shape.ts';
import { countParameters, torchNames } from './tensor-spec.ts';
import { swinLatent } from './testing/slow-swin.ts';

const SHAPE: SimmimSwinShape = {
  kind: 'simmim-swin',
  side: 24,
  patch: 2,
  width: 8,
  depths: [3, 2, 2],
  heads: [1, 2, 4],
  window: 3,
  mlpRatio: 2,
  dropPath: 0,
  epsilon: 1e-5,
  head: { kind: 'linear' },
  objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
};
const KEPT = [
  [0, 5, 17, 100],
  [3, 4, 5, 6, 143],
];

/** A forward pass in doubles with weights far from their start, and what it was made of. */
function passOf(shape: SimmimSwinShape) {
  const model = modelOf(shape);
  const layout = layOut(model.specs);
  const rng = rngOf('swin test');
  const start = initialWeights(model.specs, 1);
  const weights = Object.fromEntries(
    model.specs.map(({ name, shape: own }) => {
      const at = layout.offsets.get(name)!;
      const data = Float64Array.from(start.subarray(at, at + sizeOf(own)), (x) => x + 0.3 * rng.normal());
      return [name, data];
    }),
  );
  const patches = Float64Array.from({ length: 2 * model.tokens * 12 }, () => rng.normal());
  const graph = model.graph({ batch: 2, visible: model.tokens, from: 'patches', until: 'decode' });
  const inputs = { patches, ...model.inputs(KEPT, 'hidden') };
  const run = interpret(graph, OPS, { inputs, weights, precision: 'f64', layout });
  return { model, run, weights, patches };
}

describe('the Swin encoder', () => {
  it.each([
    ['odd depths, and a stage of one window', SHAPE],
    ['windows larger than the last grids', { ...SHAPE, window: 6 }],
    ['one stage', { ...SHAPE, depths: [4], heads: [2], window: 4 }],
    ['one block a stage', { ...SHAPE, depths: [1, 1], heads: [2, 2], window: 2 }],
  ] satisfies [string, SimmimSwinShape][])('is what loops over the image say, with %s', (_, shape) => {
    const { run, weights, patches } = passOf(shape);
    const got = run.named('latent');
    const want = swinLatent(shape, weights, patches, KEPT);
    expect(got).toHaveLength(want.length);
    expect(Math.max(...want.map((x, i) => Math.abs(x - got[i]!)))).toBeLessThan(1e-10);
  });

  it('predicts each patch from its own cell, row by row', () => {
    const { model, run, weights } = passOf(SHAPE);
    const latent = run.named('latent');
    const prediction = run.named('prediction');
    const weight = weights['decoder.0.weight']!;
    const bias = weights['decoder.0.bias']!;
    const patch = 12 * 7 + 10; // row 7, column 10: cell (1, 2), in it row 3, column 2
    const cell = 1 * 3 + 2;
    const first = (3 * 4 + 2) * model.paddedColumns;
    for (let c = 0; c < model.columns; c++) {
      let sum = bias[first + c]!;
      for (let k = 0; k < 32; k++) sum += weight[(first + c) * 32 + k]! * latent[(9 + cell) * 32 + k]!;
      expect(prediction[(model.tokens + patch) * model.paddedColumns + c]).toBeCloseTo(sum, 10);
    }
  });

  it('says where it keeps the features of each patch', () => {
    const { model, run } = passOf(SHAPE);
    expect(model.layers).toBe(3);
    const rowsOf = (layer: number) => model.features(layer, KEPT[0]!);
    expect(new Set(rowsOf(0).rows).size).toBe(144);
    expect(new Set(rowsOf(1).rows).size).toBe(144);
    expect(new Set(rowsOf(2).rows).size).toBe(36);
    expect(rowsOf(2).rows[0]).toBe(rowsOf(2).rows[13]); // one token stands for 2 × 2 patches
    expect(rowsOf(2).rows[0]).not.toBe(rowsOf(2).rows[2]);
    expect([...rowsOf(3).rows].slice(0, 12)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    const { value, width, rows } = rowsOf(0);
    const token = (patch: number) => run.named(value).slice(rows[patch]! * width, (rows[patch]! + 1) * width);
    expect(token(1)).toEqual(token(2)); // both hidden: mask tokens
    expect(token(0)).not.toEqual(token(1));
    expect(run.named('latent')).toHaveLength(2 * 9 * rowsOf(3).width);
  });

  it('has the tensors of transformers under their names', async () => {
    const file = await readFile(new URL('../../golden/simmim-swin-64-p4/model.safetensors', import.meta.url));
    const { tensors } = readSafetensors(file);
    const shape = { ...SHAPE, side: 64, patch: 4, width: 24, depths: [2, 2], heads: [2, 4], window: 4 };
    const own = modelOf({ ...shape, mlpRatio: 4 }).specs.flatMap(torchNames);
    const theirs = [...tensors].map(([name, tensor]) => [name.replace(/^swin\./, ''), tensor.shape]);
    expect(new Map(own.map(({ name, shape: size }) => [name, [...size]]))).toEqual(new Map(theirs as []));
  });

  it('has as many weights as SimMIM’s Swin-B with a linear head', () => {
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
    expect(countParameters(modelOf(swinB).specs) / 1e6).toBeCloseTo(89.9, 1);
  });
});
