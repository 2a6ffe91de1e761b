/** @file Every target, loss, optimiser and schedule trains: the loss falls, is reported in parts, and survives a snapshot. */

import { beforeAll, describe, expect, it } from 'vitest';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import type { Snapshot, StepReport } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import { readSafetensors } from '../io/safetensors.ts';
import { refusal, startedEngine, TINY, type StartedEngine } from './testing/started.ts';

let engine: Engine;
let heard: StartedEngine['heard'];
beforeAll(async () => {
  ({ engine, heard } = await startedEngine());
});

const STEPS = 40;
const quick = { optimizer: { learningRate: 0.004 }, schedule: { id: 'constant', warmup: 5 } } as const;
const image = { source: 'patterns', index: 3 } as const;
const mask = Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 0 : 1));

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
/** How far the mean of the last ten steps lies below that of the first five, as a share of it. */
const fall = (values: readonly number[]): number => 1 - mean(values.slice(-10)) / mean(values.slice(0, 5));

/** The largest number of each moment, of all weights. */
const largestMoments = ({ bytes }: Snapshot): number[] =>
  ['moment1/', 'moment2/'].map((prefix) => {
    const own = [...readSafetensors(bytes).tensors].filter(([name]) => name.startsWith(prefix));
    return Math.max(...own.flatMap(([, { data }]) => [...data].map(Math.abs)));
  });

async function trained(own: DeepPartial<RunConfig>, steps = STEPS): Promise<StepReport[]> {
  await engine.open({ ...TINY, ...quick, ...own });
  return [...(await engine.train(steps))];
}

const bins = (count: '8' | '256', factor = 1): DeepPartial<RunConfig> => ({
  target: { id: 'color-bins', bins: count, factor },
  loss: { id: 'cross-entropy' },
});

describe('targets', () => {
  it.each<[string, DeepPartial<RunConfig>, number]>([
    ['down-sampled pixels', { target: { id: 'pooled-pixels', factor: 4 } }, 0.3],
    ['one colour a patch', { target: { id: 'pooled-pixels', factor: 8 } }, 0.3],
    ['8 bins', bins('8', 2), 0.1],
    ['256 bins', bins('256', 4), 0.02],
    ['oriented gradients', { target: { id: 'hog', cell: 4 } }, 0.15],
    ['components', { target: { id: 'pca', components: 12 } }, 0.3],
    ['smooth absolute errors', { loss: { id: 'smooth-l1', beta: 0.5 } }, 0.2],
    ['absolute errors', { loss: { id: 'l1' } }, 0.15],
  ])('learn %s and show them', async (_, own, least) => {
    const losses = (await trained(own)).map(({ loss }) => loss);
    expect(fall(losses)).toBeGreaterThan(least);
    const shown = await engine.reconstruct({ image, mask, by: 'run', trueStatistics: false });
    expect(new Set(shown.rgba).size).toBeGreaterThan(10);
    expect(shown.errors).toHaveLength(16);
    expect(shown.errors.every((error) => Number.isFinite(error) && error >= 0)).toBe(true);
    expect(Number.isNaN(shown.psnrDb)).toBe(shown.shows === 'orientations');
  });

  it('start from log(bins), and have baselines in their own units that a blank model does not beat', async () => {
    const [first] = await trained(bins('8', 2), 1);
    expect(Math.abs(first!.loss / Math.log(8) - 1)).toBeLessThan(0.25);
    const report = heard('heldOut').at(-1)!;
    expect(report.visibleMeanLoss).toBeLessThan(Math.log(8));
    expect(report.visibleMeanLoss).toBeGreaterThan(0.2);
    await trained({ target: { id: 'hog', cell: 4 } }, 1);
    const hog = heard('heldOut').at(-1)!;
    expect(hog.visibleMeanLoss).toBeGreaterThan(0);
    expect(hog.visibleMeanLoss).toBeLessThan(1 / 9); // each nine numbers have length 1 or 0
  });

  it('keep the basis of components in the weights, so that a snapshot goes on bit for bit', async () => {
    await trained({ target: { id: 'pca', components: 12 } }, 3);
    const weights = await engine.weights();
    const basis = weights['target.pca.basis']!.data;
    expect(Math.hypot(...basis.subarray(0, 192))).toBeCloseTo(1, 4);
    const snapshot = structuredClone(await engine.snapshot());
    const next = (await engine.train(3)).map(({ loss }) => loss);
    const other = await startedEngine();
    await other.engine.restore(snapshot);
    expect((await other.engine.train(3)).map(({ loss }) => loss)).toEqual(next);
    expect((await other.engine.weights())['target.pca.basis']!.data).toEqual(basis);
  });

  it('are refused with the wrong loss', async () => {
    const { code, message } = await refusal(engine.open({ ...TINY, target: { id: 'color-bins' } }));
    expect([code, message]).toEqual([
      'bad-config',
      'Colour classes are compared by cross-entropy, not by Squared error',
    ]);
  });

  it('are refused before anything is allocated where they do not fit', async () => {
    const { code } = await refusal(
      engine.open({ ...TINY, data: { ...TINY.data, side: 128 }, ...bins('256'), batch: 512 }),
    );
    expect(code).toBe('out-of-memory');
  });
});

describe('further losses', () => {
  it.each<[string, DeepPartial<RunConfig['terms']>, number]>([
    // Within one image the patches of a pattern are all alike, and nothing could be learned.
    ['contrast', { contrast: { weight: 1, temperature: 0.3, negatives: 'batch' } }, 0.05],
    ['mutual', { mutual: { weight: 0.5 } }, 0],
    ['uniformity', { uniformity: { weight: 0.5 } }, 0.1],
  ])('%s is reported by itself and falls', async (id, terms, least) => {
    const reports = await trained({ terms, batch: 8 }, 120);
    expect(reports.map(({ terms: parts }) => Object.keys(parts ?? {}))).toEqual(reports.map(() => [id]));
    expect(fall(reports.map(({ terms: parts }) => parts![id]!))).toBeGreaterThan(least);
    expect(fall(reports.map(({ loss }) => loss))).toBeGreaterThan(0.1);
  });

  it('of InfoNCE start near log(batch)', async () => {
    const [first] = await trained({ terms: { mutual: { weight: 0.5, temperature: 1 } }, batch: 8 }, 1);
    expect(first!.terms!['mutual']).toBeGreaterThan(0.8 * Math.log(8));
    expect(first!.terms!['mutual']).toBeLessThan(1.3 * Math.log(8));
  });

  it('all add up, with a SimMIM model too', async () => {
    const reports = await trained({
      model: { id: 'simmim-vit', patch: 8, width: 24, depth: 1, heads: 2 },
      head: { id: 'linear' },
      target: { id: 'normalized-pixels' },
      mask: { id: 'random' },
      terms: { contrast: { weight: 0.1 }, mutual: { weight: 0.1 }, uniformity: { weight: 0.01 } },
    });
    expect(Object.keys(reports[0]!.terms ?? {})).toEqual(['contrast', 'mutual', 'uniformity']);
    expect(reports.every(({ terms }) => Object.values(terms!).every(Number.isFinite))).toBe(true);
  });
});

describe('optimisers', () => {
  it.each<[string, DeepPartial<RunConfig>, number]>([
    ['SGD', { optimizer: { id: 'sgd', learningRate: 0.05 } }, 0.2],
    ['LARS', { optimizer: { id: 'lars', learningRate: 3, trust: 0.01 } }, 0.1],
    [
      'AdamW with layer-wise decay and clipping',
      { optimizer: { learningRate: 0.004, layerDecay: 0.7, clip: 5 } },
      0.2,
    ],
    ['AdamW in steps', { steps: 50, schedule: { id: 'multi-step', warmup: 5, first: 0.5 } }, 0.1],
  ])('%s trains', async (_, own, least) => {
    expect(fall((await trained(own)).map(({ loss }) => loss))).toBeGreaterThan(least);
  });

  it('forget their memory when another takes over', async () => {
    await trained({}, 3);
    expect(largestMoments(await engine.snapshot())).not.toContain(0);
    await engine.configure({ optimizer: { id: 'sgd', learningRate: 0, momentum: 0.9 } } as never);
    expect(largestMoments(await engine.snapshot())).toEqual([0, 0]);
    expect((await engine.train(2)).every(({ loss }) => Number.isFinite(loss))).toBe(true);
  });

  it('count their updates from where their memory is empty, also after a snapshot', async () => {
    const adamw = { id: 'adamw', learningRate: 0.004, weightDecay: 0 } as const;
    await trained({ optimizer: adamw }, 30);
    await engine.configure({ optimizer: { id: 'sgd', learningRate: 0 } } as never);
    await engine.train(1);
    await engine.configure({ optimizer: adamw } as never);
    const snapshot = structuredClone(await engine.snapshot());
    const { engine: other } = await startedEngine();
    await other.restore(snapshot);
    for (const one of [engine, other]) {
      const before = (await one.weights())['norm.bias']!.data;
      await one.train(1);
      const after = (await one.weights())['norm.bias']!.data;
      // Of Adam's first update every part is as large as the learning rate.
      const moved = after.map((w, i) => Math.abs(w - before[i]!) / 0.004);
      expect(Math.min(...moved)).toBeGreaterThan(0.98);
      expect(Math.max(...moved)).toBeLessThan(1.02);
    }
  });
});

describe('averaged weights', () => {
  it('answer and leave when asked to, stay in snapshots, and change no training', async () => {
    const plain = (await trained({}, 12)).map(({ loss }) => loss);
    const averaged = (await trained({ average: 0.9 }, 12)).map(({ loss }) => loss);
    expect(averaged).toEqual(plain);
    const trainedWeights = (await engine.weights())['norm.weight']!.data;
    const ask = () => engine.reconstruct({ image, mask, by: 'run', trueStatistics: false });
    const own = await ask();
    await engine.configure({ useAverage: true });
    const average = (await engine.weights())['norm.weight']!.data;
    expect(average).not.toEqual(trainedWeights);
    expect((await ask()).rgba).not.toEqual(own.rgba);
    const distance = Math.hypot(...average.map((w, i) => w - trainedWeights[i]!));
    expect(distance).toBeLessThan(0.1 * Math.hypot(...trainedWeights));
    const snapshot = structuredClone(await engine.snapshot());
    const other = await startedEngine();
    await other.engine.restore(snapshot);
    expect((await other.engine.weights())['norm.weight']!.data).toEqual(average);
    await other.engine.configure({ useAverage: false });
    expect((await other.engine.weights())['norm.weight']!.data).toEqual(trainedWeights);
  });

  it('are not used where none are kept', async () => {
    const { message } = await refusal(engine.open({ ...TINY, useAverage: true }));
    expect(message).toBe('no averaged weights are kept that could answer');
  });
});
