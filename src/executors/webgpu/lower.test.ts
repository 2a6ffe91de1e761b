import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph.ts';
import { layoutOf } from '../../graph/parameters.ts';
import { planMemory } from '../../graph/plan.ts';
import { GOLDEN, goldenCase, type GoldenName, type ReadGolden } from '../../model/testing/golden-case.ts';
import { GEMM_FAMILIES, type GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Dispatch } from '../../ops/webgpu/kernel.ts';
import { arrange } from './arrange.ts';
import { lowerGraph } from './lower.ts';

const read: ReadGolden = async (name, file) =>
  new Uint8Array(await readFile(new URL(`../../../golden/${name}/${file}`, import.meta.url)));

async function stepOf(name: GoldenName): Promise<Graph> {
  const { model, batch, visible } = await goldenCase(name, read);
  return arrange(model.graph({ batch, visible, from: 'patches', until: 'update' }));
}
const dispatchesOf = (graph: Graph, gemm: GemmFamily = 'register'): readonly Dispatch[] =>
  lowerGraph(graph, layoutOf(graph), gemm).dispatches;

describe('dispatches of a step', () => {
  it.each(['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'] as const)(
    'are 16 (L + L_dec) + 22 for %s',
    async (name) => {
      const { shape, layers } = (await goldenCase(name, read)).model;
      const decoderDepth = shape.head.kind === 'decoder' ? shape.head.depth : 0;
      const pixels = shape.objective.target.id === 'pixels' ? 0 : 1; // the target is made of them
      const count = dispatchesOf(await stepOf(name)).length;
      expect(count).toBe(16 * (layers + decoderDepth) + 22 + pixels);
      expect(count).toBeLessThanOrEqual(17 * (layers + decoderDepth) + 20);
    },
  );
});

describe.each(GOLDEN)('the step of %s', (name) => {
  it('binds no buffer for reading and for writing in one dispatch', async () => {
    const graph = await stepOf(name);
    const { place } = planMemory(graph);
    const bufferOf = (one: Dispatch['bindings'][number]): number | string | undefined => {
      if (one.kind === 'flat') return one.which;
      if (one.kind === 'partials' || one.kind === 'all-partials') return 'partials';
      if (one.kind !== 'value') return undefined;
      const { origin, id } = one.value;
      if (origin.kind === 'weight') return 'weights';
      return place.get(id) ?? (origin.kind === 'node' ? 'gradients' : undefined);
    };
    for (const { kernel, bindings } of dispatchesOf(graph)) {
      const which = (mode: 'read' | 'read_write'): (number | string)[] =>
        bindings.flatMap((one, i) => (kernel.access[i] === mode ? (bufferOf(one) ?? []) : []));
      const written = which('read_write');
      for (const buffer of which('read')) expect(written, kernel.name).not.toContain(buffer);
    }
  });

  it.each(GEMM_FAMILIES)(
    'needs no more of a GPU than all have, with products of the family %s',
    async (gemm) => {
      for (const { kernel, workgroups } of dispatchesOf(await stepOf(name), gemm)) {
        expect(kernel.access.length, kernel.name).toBeLessThanOrEqual(8);
        expect(Math.max(...workgroups)).toBeLessThanOrEqual(65_535);
      }
    },
  );
});
