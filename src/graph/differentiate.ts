/** @file Reverse-mode differentiation: walks a graph back from the loss and asks each op for its derivative. */

import { invariant } from '../lib/assert.ts';
import type { Graph, GraphBuilder, Node, Value } from './graph.ts';
import type { Op, VjpContext } from './op.ts';
import { sizeOf } from './graph.ts';

/**
 * Adds to `graph` the nodes that compute the gradient of `losses` ([1] each) for each weight in `trainable`, and
 * registers them with {@link GraphBuilder.setGradient}. Several losses add up: each op that makes one has its gradient
 * ready, scaled by what that loss counts for.
 * @param add the op that adds two values of one shape, used where two paths meet and no op could add in passing
 */
export function differentiate(
  graph: GraphBuilder,
  losses: Value | readonly Value[],
  trainable: readonly Value[],
  ops: Readonly<Record<string, Op>>,
  add: Op,
): void {
  const roots: readonly Value[] = 'origin' in losses ? [losses] : losses;
  for (const loss of roots) invariant(sizeOf(loss.shape) === 1, 'a loss is one number');
  const forward = [...graph.nodes];
  const needed = valuesThatReach(forward, trainable);
  const uses = countUses(forward);
  const gradients = new Map<number, Value>();

  const give = (value: Value, gradient: Value): void => {
    if (!needed.has(value.id)) return;
    invariant(
      sizeOf(value.shape) === sizeOf(gradient.shape),
      `gradient of value ${value.id} has another size`,
    );
    const before = gradients.get(value.id);
    gradients.set(value.id, before === undefined ? gradient : graph.add(add, [before, gradient])[0]!);
  };
  const take = (value: Value): Value | undefined => {
    const before = gradients.get(value.id);
    gradients.delete(value.id);
    return before;
  };
  const needs = (value: Value | null | undefined): value is Value =>
    value !== null && value !== undefined && needed.has(value.id);

  for (const node of forward.toReversed()) {
    const isRoot = node.outputs.some((output) => roots.includes(output));
    const given = node.outputs.map((output) => gradients.get(output.id));
    if (!isRoot && given.every((gradient) => gradient === undefined)) continue;
    if (!node.inputs.some(needs)) continue;
    const op = ops[node.op];
    invariant(op?.vjp !== undefined, `${node.op} has no derivative`);
    const context: VjpContext = {
      graph,
      gradients: given,
      give,
      take,
      needs,
      uses: (v) => uses.get(v.id) ?? 0,
    };
    op.vjp(node, context);
  }

  for (const weight of trainable) {
    const gradient = gradients.get(weight.id);
    if (gradient !== undefined && weight.origin.kind === 'weight')
      graph.setGradient(weight.origin.name, gradient);
  }
}

/** Ids of the values on a path from a trainable weight. */
function valuesThatReach(nodes: readonly Node[], trainable: readonly Value[]): Set<number> {
  const needed = new Set(trainable.map((value) => value.id));
  for (const node of nodes) {
    if (node.inputs.some((input) => input !== null && needed.has(input.id))) {
      for (const output of node.outputs) needed.add(output.id);
    }
  }
  return needed;
}

function countUses(nodes: readonly Node[]): Map<number, number> {
  const uses = new Map<number, number>();
  for (const node of nodes) {
    for (const input of node.inputs) {
      if (input !== null) uses.set(input.id, (uses.get(input.id) ?? 0) + 1);
    }
  }
  return uses;
}

/** Floating-point operations of one run of a graph (multiply-add = 2). */
export function flopsOf(graph: Graph, ops: Readonly<Record<string, Op>>): number {
  return graph.nodes.reduce((sum, node) => {
    const inputs = node.inputs.map((input) => input?.shape ?? null);
    const outputs = node.outputs.map((output) => output.shape);
    return sum + (ops[node.op]?.flops?.(inputs, outputs, node.attrs) ?? 0);
  }, 0);
}
