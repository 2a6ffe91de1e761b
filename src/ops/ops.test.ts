/** @file Every op has cases, and its derivative is that of its reference, by finite differences in doubles. */

import { describe, expect, it } from 'vitest';
import { differentiate } from '../graph/differentiate.ts';
import { GraphBuilder, sizeOf, type Graph, type Value } from '../graph/graph.ts';
import { interpret } from '../graph/interpret.ts';
import type { Numbers, Op } from '../graph/op.ts';
import { rngOf } from '../lib/rng.ts';
import { add } from './add/add.ts';
import type { OpCase } from './case-tools.ts';
import { caseName, caseRng, inputName, OP_CASES } from './cases.ts';
import { erf } from './gelu/gelu.ts';
import { OPS, type OpName } from './index.ts';
import { linear } from './linear/linear.ts';
import { layerNorm } from './layer-norm/layer-norm.ts';
import { maskedLoss } from './masked-loss/masked-loss.ts';

const STEP = 1e-5;
const TOLERANCE = 1e-6;
const PROBES = 12;

/** Ops that are losses, with the input whose first number scales the gradient and not the value. */
const LOSSES: Readonly<Partial<Record<OpName, number | null>>> = {
  'masked-loss': null,
  'cross-entropy': null,
  'info-nce': 3,
  uniformity: 1,
};

interface Problem {
  readonly graph: Graph;
  readonly weights: Record<string, Float64Array>;
  readonly inputs: Record<string, Numbers>;
  /** Of the gradient, against the value. */
  readonly scale?: number;
}

const doubles = (seed: string, size: number): Float64Array => {
  const rng = rngOf('ops test', seed);
  return Float64Array.from({ length: size }, () => rng.normal());
};

/** Ends a graph in a weighted quadratic loss of `prediction` [rows, width] and differentiates it. */
function finish(
  graph: GraphBuilder,
  prediction: Value,
  weights: readonly Value[],
  problem: Omit<Problem, 'graph'>,
): Problem {
  const [rows = 0, width = 0] = prediction.shape;
  const target = graph.input('target', [rows, width]);
  const importance = graph.input('importance', [rows]);
  const attrs = { kind: 'l2', batch: 1, prefix: 0, columns: width };
  const [loss] = graph.add(maskedLoss, [prediction, target, importance], attrs);
  graph.name('loss', loss!);
  differentiate(graph, loss!, weights, OPS, add);
  const inputs = {
    ...problem.inputs,
    target: doubles('target', rows * width),
    importance: doubles('importance', rows),
  };
  return { graph: graph.finish(), weights: problem.weights, inputs };
}

/** A case as a problem: the inputs whose gradient is checked are weights. */
function problemOf(opCase: OpCase): Problem {
  const graph = new GraphBuilder();
  const data = opCase.inputs(caseRng(opCase));
  const weights: Record<string, Float64Array> = {};
  const inputs: Record<string, Numbers> = {};
  const trainable: Value[] = [];
  const values = opCase.inputShapes.map((shape, i) => {
    if (shape === null) return null;
    const name = inputName(i);
    if (opCase.gradientInputs?.includes(i)) {
      weights[name] = Float64Array.from(data[i]!);
      const weight = graph.weight(name, shape);
      trainable.push(weight);
      return weight;
    }
    inputs[name] = data[i]!;
    return graph.input(name, shape, data[i] instanceof Int32Array ? 'i32' : 'f32');
  });
  const [first] = graph.add(OPS[opCase.op], values, opCase.attrs);
  const scaledBy = LOSSES[opCase.op];
  if (scaledBy === undefined) return finish(graph, first!, trainable, { weights, inputs });
  graph.name('loss', first!);
  differentiate(graph, first!, trainable, OPS, add);
  const scale = scaledBy === null ? 1 : data[scaledBy]![0]!;
  return { graph: graph.finish(), weights, inputs, scale };
}

const run = ({ graph, inputs }: Problem, weights: Problem['weights']) =>
  interpret(graph, OPS, { inputs, weights, precision: 'f64' });

/**
 * The largest difference between the gradient of a weight and central differences at a few places, relative to the
 * largest number of that gradient; not a number if a gradient is all zeros.
 */
function worstGradientError(problem: Problem): number {
  const { weights, scale = 1 } = problem;
  const analytic = run(problem, weights);
  const errors = Object.entries(weights).flatMap(([name, at]) => {
    const gradient = Float64Array.from(analytic.gradient(name));
    const largest = gradient.reduce((top, g) => Math.max(top, Math.abs(g)), 0);
    const rng = rngOf('probe', name);
    return Array.from({ length: PROBES }, () => {
      const i = rng.int(at.length);
      const lossAt = (x: number): number =>
        run(problem, { ...weights, [name]: at.with(i, x) }).named('loss')[0]!;
      const numeric = (scale * (lossAt(at[i]! + STEP) - lossAt(at[i]! - STEP))) / (2 * STEP);
      return Math.abs(gradient[i]! - numeric) / largest;
    });
  });
  return Math.max(...errors);
}

describe('ops', () => {
  it.each(Object.keys(OPS))('%s has at least three cases', (op) => {
    expect(OP_CASES.filter((opCase) => opCase.op === op).length).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.values(OPS as Record<string, Op>).filter((op) => op.vjp !== undefined))(
    'a case checks the derivative of $name',
    (op) => {
      expect(OP_CASES.some((opCase) => opCase.op === op.name && opCase.gradientInputs?.length)).toBe(true);
    },
  );

  it('carry the name they are listed under', () => {
    for (const [name, op] of Object.entries(OPS)) expect(op.name).toBe(name);
  });

  const checked = OP_CASES.filter((opCase) => opCase.gradientInputs?.length);
  it.each(checked.map((opCase) => [caseName(opCase), opCase] as const))(
    'the derivative agrees with finite differences: %s',
    (_, opCase) => expect(worstGradientError(problemOf(opCase))).toBeLessThan(TOLERANCE),
  );

  it('a gradient through a folded GELU, a residual and a layer norm agrees with finite differences', () => {
    const graph = new GraphBuilder();
    const shapes: Record<string, readonly number[]> = {
      x: [7, 12],
      gamma: [12],
      beta: [12],
      w1: [36, 12],
      b1: [36],
      w2: [12, 36],
      b2: [12],
    };
    const values = Object.entries(shapes).map(([name, shape]) => graph.weight(name, shape));
    const [x, gamma, beta, w1, b1, w2, b2] = values;
    const [normal] = graph.add(layerNorm, [x!, gamma!, beta!], { epsilon: 1e-6 });
    const [hidden] = graph.add(linear, [normal!, w1!, b1!, null], { activation: 'gelu' });
    const [out] = graph.add(linear, [hidden!, w2!, b2!, x!], { activation: 'none' });
    const weights = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [name, doubles(name, sizeOf(shape))]),
    );
    const problem = finish(graph, out!, values, { weights, inputs: {} });
    expect(problem.graph.nodes.some((node) => node.op === 'gelu-backward')).toBe(false);
    expect(worstGradientError(problem)).toBeLessThan(TOLERANCE);
  });

  it('a gradient through a GELU that two layers read agrees with finite differences', () => {
    const graph = new GraphBuilder();
    const values = [graph.weight('x', [7, 12]), graph.weight('w', [12, 12]), graph.weight('v', [12, 12])];
    const [x, w, v] = values;
    const [hidden] = graph.add(linear, [x!, w!, null, null], { activation: 'gelu' });
    const [left] = graph.add(linear, [hidden!, v!, null, null], { activation: 'none' });
    const [out] = graph.add(linear, [hidden!, v!, null, left!], { activation: 'none' });
    const weights = { x: doubles('x', 84), w: doubles('w', 144), v: doubles('v', 144) };
    const problem = finish(graph, out!, values, { weights, inputs: {} });
    expect(problem.graph.nodes.some((node) => node.op === 'gelu-backward')).toBe(true);
    expect(worstGradientError(problem)).toBeLessThan(TOLERANCE);
  });

  it('erf matches known values', () => {
    expect(erf(0.5)).toBeCloseTo(0.5204998778130465, 14);
    expect(erf(1)).toBeCloseTo(0.8427007929497149, 14);
    expect(erf(-2)).toBeCloseTo(-0.9953222650189527, 14);
    expect(erf(3.5)).toBeCloseTo(0.9999992569016276, 14);
  });
});
