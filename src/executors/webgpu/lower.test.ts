import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../graph/graph.ts';
import { layoutOf } from '../../graph/parameters.ts';
import { planMemory } from '../../graph/plan.ts';
import { GOLDEN, goldenCase, type GoldenName, type ReadGolden } from '../../model/testing/golden-case.ts';
import { GEMM_FAMILIES, type GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Dispatch } from '../../ops/webgpu/kernel.ts';
import { arrange } from './arrange.ts';
import { ourModel, SIZES, visibleOf } from '../../trainer/benchmark/task.ts';
import { lowerGraph } from './lower.ts';
import { sessionBytes } from './session.ts';

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

it('are three more where rows of visible patches are left out: of the hidden ones, of their targets, and back', async () => {
  const { model, batch, visible } = await goldenCase('mae-32-p4', read);
  const options = { batch, visible, from: 'patches', until: 'update' } as const;
  const lean = dispatchesOf(arrange(model.graph({ ...options, rows: 'hidden' })));
  expect(lean.length).toBe(dispatchesOf(arrange(model.graph(options))).length + 3);
});

it('adds waiting chunks up in parts where they would take too much memory, each gradient once', async () => {
  const graph = await stepOf('mae-32-p4');
  const layout = layoutOf(graph);
  const whole = lowerGraph(graph, layout, 'register');
  const inParts = lowerGraph(graph, layout, 'register', 1000);
  const isReduction = ({ kernel }: Dispatch): boolean => kernel.name === 'reduce-gradients';
  const reductions = inParts.dispatches.filter(isReduction);
  expect(whole.dispatches.filter(isReduction)).toHaveLength(1);
  expect(reductions.length).toBeGreaterThan(2);
  expect(inParts.partialSize).toBeLessThan(whole.partialSize / 2);
  const placesOf = ({ table }: typeof whole): number[] =>
    [...table].filter((_, i) => i % 4 === 0).toSorted((a, b) => a - b);
  expect(placesOf(inParts)).toEqual(placesOf(whole));
  expect(new Set(placesOf(whole)).size).toBe(whole.table.length / 4);
  const blocks = reductions.map(({ uniforms: [count4 = 0, first = 0] }) => [first, first + count4 / 16]);
  expect(blocks[0]![0]).toBe(0);
  for (let i = 1; i < blocks.length; i++) expect(blocks[i]![0]).toBe(blocks[i - 1]![1]);
});

it('needs at most 50 + 2.5 B MB for the target model', async () => {
  const task = SIZES.target;
  const { batch } = task;
  const options = { batch, visible: visibleOf(task), from: 'patches', until: 'update' } as const;
  const graph = arrange(ourModel(task).graph(options));
  const layout = layoutOf(graph);
  const bytes = sessionBytes(graph, planMemory(graph), lowerGraph(graph, layout, 'register'), ['loss']);
  expect((bytes + 4 * (layout.size + 3 * layout.trainableSize)) / 1e6).toBeLessThan(50 + 2.5 * batch);
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
