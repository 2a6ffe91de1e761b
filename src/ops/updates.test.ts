/** @file Update rules over ten steps against what PyTorch and the papers write down, tensor by tensor. */

import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph.ts';
import { interpret } from '../graph/interpret.ts';
import { averageOf, layOut, type ParameterLayout } from '../graph/parameters.ts';
import { rngOf } from '../lib/rng.ts';
import { adamw, HYPER_SIZE, hyperInput } from './adamw/adamw.ts';
import { ema } from './ema/ema.ts';
import { OPS } from './index.ts';
import { lars, larsInput, larsTables } from './lars/lars.ts';
import { sgd, sgdInput } from './sgd/sgd.ts';

const SIZES = { matrix: 12, other: 70, bias: 5 } as const;
const LAYOUT = layOut(
  [
    { name: 'matrix', shape: [3, 4], decay: true, trainable: true },
    { name: 'other', shape: [7, 10], decay: true, trainable: true },
    { name: 'bias', shape: [5], decay: false, trainable: true },
    { name: 'table', shape: [6], decay: false, trainable: false },
  ],
  { average: true },
);
type Name = keyof typeof SIZES;
const NAMES = Object.keys(SIZES) as Name[];
const RATES: Readonly<Record<Name, number>> = { matrix: 0.25, other: 0.5, bias: 1 };

const numbers = (key: string, size: number): number[] => {
  const rng = rngOf('updates test', key);
  return Array.from({ length: size }, () => rng.normal());
};

/** A tensor's numbers and its two memories, as PyTorch keeps them. */
interface Twin {
  readonly w: number[];
  readonly m: number[];
  readonly v: number[];
}
type Rule = (twin: Twin, g: readonly number[], name: Name, t: number) => void;

/** Ten steps of the op in doubles, and of the rule beside it; the largest difference of any weight. */
function worstAfterTen(
  build: (graph: GraphBuilder) => void,
  inputs: (t: number) => Record<string, Float32Array | Int32Array>,
  rule: Rule,
): number {
  const graph = new GraphBuilder();
  build(graph);
  const built = graph.finish();
  let flat = new Float64Array(LAYOUT.size);
  const moments = [new Float64Array(LAYOUT.trainableSize), new Float64Array(LAYOUT.trainableSize)] as const;
  const twins = Object.fromEntries(
    NAMES.map((name) => {
      const w = numbers(name, SIZES[name]);
      flat.set(w, LAYOUT.offsets.get(name));
      return [name, { w: [...w], m: w.map(() => 0), v: w.map(() => 0) }];
    }),
  ) as Record<Name, Twin>;
  for (let t = 1; t <= 10; t++) {
    const gradients = new Float64Array(LAYOUT.trainableSize);
    for (const name of NAMES) {
      const g = numbers(`${name} ${String(t)}`, SIZES[name]);
      gradients.set(g, LAYOUT.offsets.get(name));
      rule(twins[name], g, name, t);
    }
    const run = interpret(built, OPS, {
      inputs: inputs(t),
      layout: LAYOUT,
      flat: { weights: flat, gradients },
      moments,
      precision: 'f64',
    });
    flat = Float64Array.from(run.flat.weights);
  }
  return Math.max(
    ...NAMES.flatMap((name) =>
      twins[name].w.map((w, i) => Math.abs(w - flat[LAYOUT.offsets.get(name)! + i]!)),
    ),
  );
}

const rates = (layout: ParameterLayout): Float32Array => {
  const made = new Float32Array(layout.trainableSize / 64);
  for (const name of NAMES) {
    const first = layout.offsets.get(name)! / 64;
    made.fill(RATES[name], first, first + Math.ceil(SIZES[name] / 64));
  }
  return made;
};
const decays = (name: Name): boolean => name !== 'bias';
const length = (x: readonly number[]): number => Math.hypot(...x);

describe('ten steps', () => {
  it('of AdamW with rates of its own for each tensor', () => {
    const [lr, b1, b2, eps, decay] = [0.01, 0.9, 0.999, 1e-8, 0.05] as const;
    const hyper = (t: number) =>
      hyperInput({ learningRate: lr, beta1: b1, beta2: b2, epsilon: eps, weightDecay: decay, clip: 0, t });
    const worst = worstAfterTen(
      (graph) =>
        graph.add(adamw, [
          graph.input('hyper', [HYPER_SIZE]),
          null,
          graph.input('rates', [LAYOUT.trainableSize / 64]),
        ]),
      (t) => ({ hyper: hyper(t), rates: rates(LAYOUT) }),
      ({ w, m, v }, g, name, t) => {
        const rate = lr * RATES[name];
        g.forEach((slope, i) => {
          m[i] = b1 * m[i]! + (1 - b1) * slope;
          v[i] = b2 * v[i]! + (1 - b2) * slope ** 2;
          if (decays(name)) w[i]! *= 1 - rate * decay;
          w[i]! -= (rate * (m[i] / (1 - b1 ** t))) / (Math.sqrt(v[i] / (1 - b2 ** t)) + eps);
        });
      },
    );
    expect(worst).toBeLessThan(1e-7); // hyper-parameters are floats
  });

  it('of SGD with momentum, as torch.optim.SGD', () => {
    const [lr, momentum, decay] = [0.05, 0.9, 0.01] as const;
    const hyper = sgdInput({ learningRate: lr, momentum, weightDecay: decay, clip: 0 });
    const worst = worstAfterTen(
      (graph) => graph.add(sgd, [graph.input('hyper', [4]), null, null]),
      () => ({ hyper }),
      ({ w, m }, g, name, t) =>
        g.forEach((slope, i) => {
          const d = slope + (decays(name) ? decay * w[i]! : 0);
          m[i] = t === 1 ? d : momentum * m[i]! + d; // PyTorch's buffer starts as the first gradient
          w[i]! -= lr * m[i];
        }),
    );
    expect(worst).toBeLessThan(1e-6);
  });

  it('of LARS, as MAE’s util/lars.py', () => {
    const [lr, momentum, decay, trust] = [0.5, 0.9, 0.01, 0.001] as const;
    const hyper = larsInput({ learningRate: lr, momentum, weightDecay: decay, trust, clip: 0 });
    const { ranges, owners } = larsTables(LAYOUT);
    const worst = worstAfterTen(
      (graph) =>
        graph.add(lars, [
          graph.input('hyper', [5]),
          null,
          null,
          graph.input('ranges', [2, 2], 'i32'),
          graph.input('owners', [owners.length], 'i32'),
        ]),
      () => ({ hyper, ranges, owners }),
      ({ w, m }, g, name) => {
        let step = [...g];
        if (decays(name)) {
          step = step.map((slope, i) => slope + decay * w[i]!);
          const [size, own] = [length(w), length(step)];
          step = step.map((slope) => slope * (size > 0 && own > 0 ? (trust * size) / own : 1));
        }
        step.forEach((slope, i) => {
          m[i] = momentum * m[i]! + slope;
          w[i]! -= lr * m[i];
        });
      },
    );
    expect(worst).toBeLessThan(1e-6);
  });

  it('of an average that follows the weights, by the names of the layout', () => {
    const graph = new GraphBuilder();
    graph.add(ema, [graph.input('share', [1])], { count: LAYOUT.trainableSize, at: LAYOUT.average });
    const built = graph.finish();
    let flat = new Float64Array(LAYOUT.size);
    const want = numbers('average', SIZES.other).map(() => 0);
    for (let t = 1; t <= 10; t++) {
      const w = numbers(`weights ${String(t)}`, SIZES.other);
      flat.set(w, LAYOUT.offsets.get('other'));
      w.forEach((x, i) => (want[i] = 0.75 * want[i]! + 0.25 * x));
      const inputs = { share: Float32Array.of(0.25) };
      flat = Float64Array.from(
        interpret(built, OPS, { inputs, layout: LAYOUT, flat: { weights: flat }, precision: 'f64' }).flat
          .weights,
      );
    }
    const at = LAYOUT.offsets.get(averageOf('other'))!;
    want.forEach((x, i) => expect(flat[at + i]).toBeCloseTo(x, 12));
    expect(LAYOUT.offsets.get(averageOf('table'))).toBeUndefined();
  });
});
