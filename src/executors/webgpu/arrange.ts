/** @file Which nodes run in one dispatch, and the order of nodes that lets them. */

import type { Graph, Node } from '../../graph/graph.ts';

/** One node, or two that one dispatch makes. */
export type Group = readonly [Node, Node?];

const isGradient = ({ gradients }: Graph, { outputs }: Node): boolean => {
  const all = new Set(gradients.values());
  return outputs.every((output) => all.has(output));
};

/**
 * The same graph in an order in which {@link groupsOf} finds its pairs. What they read lives as long as both, so the
 * memory plan must be made of the graph that this returns.
 */
export const arrange = (graph: Graph): Graph => pairLinears(pairNorms(graph));

/** Layer norms' column sums are put off until the next such sums. */
function pairNorms(graph: Graph): Graph {
  const sums = graph.nodes.filter((node) => isSums(graph, node));
  const partner = new Map<Node, Node>();
  for (let i = 0; i + 1 < sums.length; i += 2) partner.set(sums[i + 1]!, sums[i]!);
  const putOff = new Set(partner.values());
  const nodes = graph.nodes
    .filter((node) => !putOff.has(node))
    .flatMap((node) => {
      const first = partner.get(node);
      return first === undefined ? [node] : [first, node];
    });
  return { ...graph, nodes };
}

/**
 * The gradient of a layer's input goes before that of its weight: so its buffer cannot be one that the other still
 * reads; and the weight's has a place of its own.
 */
function pairLinears(graph: Graph): Graph {
  const nodes = [...graph.nodes];
  for (let i = 0; i + 1 < nodes.length; i++) {
    const [weight, input] = [nodes[i]!, nodes[i + 1]!];
    if (areLinear(graph, input, weight)) [nodes[i], nodes[i + 1]] = [input, weight];
  }
  return { ...graph, nodes };
}

const isSums = (graph: Graph, node: Node): boolean =>
  node.op === 'layer-norm-backward-weight' && isGradient(graph, node);

const areLinear = (graph: Graph, input: Node, weight: Node): boolean =>
  input.op === 'linear-backward-input' &&
  weight.op === 'linear-backward-weight' &&
  input.inputs[0] === weight.inputs[0] &&
  isGradient(graph, weight);

const arePair = (graph: Graph, first: Node, second: Node): boolean =>
  (isSums(graph, first) && isSums(graph, second)) || areLinear(graph, first, second);

/** Of an arranged graph, in its order. */
export function groupsOf(graph: Graph): readonly Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < graph.nodes.length; i++) {
    const node = graph.nodes[i]!;
    const next = graph.nodes[i + 1];
    if (next !== undefined && arePair(graph, node, next)) {
      groups.push([node, next]);
      i++;
    } else groups.push([node]);
  }
  return groups;
}
