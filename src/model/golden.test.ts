import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { interpret } from '../graph/interpret.ts';
import { planMemory } from '../graph/plan.ts';
import { hyperInput } from '../ops/adamw/adamw.ts';
import { OPS } from '../ops/index.ts';
import { modelOf } from './model.ts';
import type { MaeShape } from './shape.ts';
import { countParameters, toTorch } from './tensor-spec.ts';
import { initialWeights } from './init.ts';
import { layOut } from '../graph/parameters.ts';
import { goldenCase, GOLDEN, type GoldenCase, type ReadGolden } from './testing/golden-case.ts';

const read: ReadGolden = (name, file) => readFile(new URL(`../../golden/${name}/${file}`, import.meta.url));

/** Largest difference, relative to the largest value. */
function worst(got: ArrayLike<number>, want: ArrayLike<number>): number {
  let difference = 0;
  let largest = 0;
  for (let i = 0; i < want.length; i++) {
    difference = Math.max(difference, Math.abs(got[i]! - want[i]!));
    largest = Math.max(largest, Math.abs(want[i]!));
  }
  return difference / largest;
}
const weightsByName = ({ specs, layout, weights }: GoldenCase): Record<string, Float32Array> =>
  Object.fromEntries(
    specs.map(({ name, shape }) => {
      const at = layout.offsets.get(name)!;
      return [name, weights.subarray(at, at + shape.reduce((n, size) => n * size, 1))];
    }),
  );

describe.each(GOLDEN)('%s against transformers and PyTorch', (name) => {
  it('has the same latent, prediction, loss and gradients', async () => {
    const golden = await goldenCase(name, read);
    const { batch, visible, model, inputs, io } = golden;
    const graph = model.graph({ batch, visible, from: 'patches', until: 'gradients' });
    const weights = weightsByName(golden);
    const run = interpret(graph, OPS, { inputs, weights, precision: 'f64', layout: golden.layout });
    const latent = run.named('latent');
    expect(worst(latent, io.get('latent')?.data ?? latent)).toBeLessThan(2e-5); // SimMIM's files have none
    expect(Math.abs(run.named('loss')[0]! - io.get('loss')!.data[0]!)).toBeLessThan(1e-5);
    expect(golden.gradients.size).toBe([...io.keys()].filter((key) => key.startsWith('grad/')).length);
    for (const [weight, { data: want }] of golden.gradients) {
      const spec = golden.specs.find((s) => s.name === weight)!;
      const got = toTorch(spec, run.gradient(weight)).subarray(0, want.length); // queries come first in qkv
      expect(worst(got, want), weight).toBeLessThan(2e-5);
    }
  });

  it('follows the same ten AdamW steps', async () => {
    const golden = await goldenCase(name, read);
    const { batch, visible, model, io } = golden;
    const graph = model.graph({ batch, visible, from: 'patches', until: 'update' });
    let weights: Record<string, Float32Array | Float64Array> = weightsByName(golden);
    const moments = [0, 1].map(() => new Float64Array(golden.layout.trainableSize)) as [
      Float64Array,
      Float64Array,
    ];
    const want = io.get('train_loss')!.data;
    golden.trainInputs.forEach((inputs, t) => {
      const hyper = hyperInput({
        learningRate: 1e-3,
        beta1: 0.9,
        beta2: 0.95,
        epsilon: 1e-8,
        weightDecay: 0.05,
        clip: 0,
        t: t + 1,
      });
      const run = interpret(graph, OPS, {
        inputs: { ...inputs, hyper },
        weights,
        precision: 'f64',
        layout: golden.layout,
        moments,
      });
      expect(Math.abs(run.named('loss')[0]! / want[t]! - 1)).toBeLessThan(1e-4);
      weights = Object.fromEntries(
        golden.specs.map((spec) => [spec.name, Float64Array.from(run.weight(spec.name))]),
      );
    });
  });
});

const VIT_B: MaeShape = {
  kind: 'mae',
  sees: 'visible',
  side: 224,
  patch: 16,
  width: 768,
  depth: 12,
  heads: 12,
  mlpWidth: 3072,
  epsilon: 1e-6,
  head: { kind: 'decoder', width: 512, depth: 8, heads: 16, mlpWidth: 2048 },
  objective: { target: { id: 'pixels' }, loss: { id: 'l2' }, terms: [] },
};

it.each([
  ['mae_vit_base_patch16', VIT_B, 111_907_840],
  ['mae_vit_large_patch16', { ...VIT_B, width: 1024, depth: 24, heads: 16, mlpWidth: 4096 }, 329_541_888],
  [
    'mae_vit_huge_patch14',
    { ...VIT_B, patch: 14, width: 1280, depth: 32, heads: 16, mlpWidth: 5120 },
    657_074_508,
  ],
])('%s has as many parameters as the original', (_, shape, count) => {
  expect(countParameters(modelOf(shape).specs)).toBe(count);
});

it('starts a weight the same whatever else the model has', () => {
  const small = {
    ...VIT_B,
    side: 32,
    patch: 4,
    width: 16,
    heads: 2,
    mlpWidth: 32,
    depth: 1,
    head: { kind: 'decoder', width: 8, depth: 1, heads: 2, mlpWidth: 16 },
  } as const;
  const deeper = { ...small, depth: 2 };
  const first = (shape: MaeShape): Float32Array => {
    const { specs } = modelOf(shape);
    const at = layOut(specs).offsets.get('decoder_pred.weight')!;
    return initialWeights(specs, 5).slice(at, at + 48);
  };
  expect(first(small)).toEqual(first(deeper));
  expect(Math.max(...first(small))).toBeLessThan(Math.sqrt(6 / (8 + 48)));
});

it('predicts bytes that no two living values share', async () => {
  const golden = await goldenCase('mae-32-p4', read);
  const { batch, visible, model } = golden;
  const graph = model.graph({ batch, visible, from: 'patches', until: 'update' });
  const plan = planMemory(graph);
  for (const node of graph.nodes) {
    const outputs = node.outputs.map((value) => plan.place.get(value.id)).filter((b) => b !== undefined);
    const inputs = node.inputs.map((value) => (value === null ? undefined : plan.place.get(value.id)));
    expect(new Set(outputs).size).toBe(outputs.length);
    for (const buffer of outputs) expect(inputs).not.toContain(buffer);
  }
});
