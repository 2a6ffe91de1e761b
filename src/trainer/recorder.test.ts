import { describe, expect, it } from 'vitest';
import { rngOf } from '../lib/rng.ts';
import { METRIC_IDS, METRICS } from '../mim/metrics/index.ts';
import { type Metric, probeOf } from '../mim/metrics/metric.ts';
import type { MetricRecord } from '../mim/metrics/record.ts';
import { patchAttention } from '../mim/relations/attention.ts';
import { type LayerTokens, Recorder } from './recorder.ts';

const IMAGES = 3;
const N = 16;
const grid = { rows: 4, cols: 4 };
const labels = Int32Array.from({ length: IMAGES * N }, (_, i) => i % 3);
const set = { images: IMAGES, grid, patchPx: 8, labels };

function attentionOf(heads: number, tokens: number, seed: number): Float32Array {
  const rng = rngOf('attention', seed);
  const out = new Float32Array(IMAGES * heads * tokens * tokens);
  for (let row = 0; row < IMAGES * heads * tokens; row++) {
    const weights = Array.from({ length: tokens }, () => rng.next() + 0.01);
    const total = weights.reduce((a, b) => a + b, 0);
    weights.forEach((weight, k) => (out[row * tokens + k] = weight / total));
  }
  return out;
}

/** An encoder on all patches and one on four of them, and a decoder, as of a model that `drift`s to its last features. */
function layersAt(drift: number): readonly LayerTokens[] {
  const make = (stack: LayerTokens['stack'], layer: number, n: number, seed: number): LayerTokens => {
    const rng = rngOf('features', seed);
    const start = Float32Array.from({ length: IMAGES * (1 + n) * 6 }, () => rng.normal());
    const end = start.map(() => rng.normal());
    return {
      stack,
      layer,
      prefix: 1,
      n,
      width: 6,
      features: start.map((value, k) => (1 - drift) * value + drift * end[k]!),
      heads: 2,
      attention: layer === 0 ? undefined : attentionOf(2, 1 + n, seed),
      positions: Uint32Array.from({ length: IMAGES * n }, (_, i) => (n === N ? i % n : 5 * (i % n))),
      hidden:
        stack === 'decoder'
          ? Uint8Array.from({ length: IMAGES * n }, (_, i) => (i % 4 === 0 ? 0 : 1))
          : undefined,
    };
  };
  return [
    make('encoder', 0, N, 1),
    make('encoder', 1, N, 2),
    make('encoder-visible', 1, 4, 3),
    make('decoder', 1, N, 4),
    make('decoder', 2, N, 5),
  ];
}

const valuesAt = (
  record: MetricRecord,
  stack: string,
  layer: number,
): Readonly<Record<string, readonly number[]>> =>
  record.layers.find((entry) => entry.stack === stack && entry.layer === layer)!.values;

describe('Recorder', () => {
  it('is due at step 0 and at powers of two, or when one was missed', () => {
    const recorder = new Recorder(set, { metrics: ['feature-variance'] });
    const due: number[] = [];
    for (let step = 0; step <= 40; step++) {
      if (!recorder.isDue(step) || step === 8) continue;
      due.push(step);
      recorder.record(step, layersAt(0).slice(0, 1));
    }
    expect(due).toEqual([0, 1, 2, 4, 9, 16, 32]);
    recorder.record(41, layersAt(0).slice(0, 1)); // on demand
    expect(recorder.isDue(42)).toBe(false);
    expect(recorder.isDue(64)).toBe(true);
  });

  it('has, for every layer, the mean over images of what each metric gives', () => {
    const layers = layersAt(0);
    const record = new Recorder(set).record(7, layers);
    const layer = layers[3]!;
    const probes = Array.from({ length: IMAGES }, (_, image) =>
      probeOf({
        n: N,
        grid,
        patchPx: 8,
        positions: Uint32Array.from({ length: N }, (_, i) => i),
        width: 6,
        features: layer.features.slice((image * 17 + 1) * 6, (image + 1) * 17 * 6),
        heads: 2,
        attention: patchAttention(layer.attention!.slice(image * 2 * 289, (image + 1) * 2 * 289), 2, N, 1),
        hidden: layer.hidden!.slice(image * N, (image + 1) * N),
        labels: labels.slice(image * N, (image + 1) * N),
      }),
    );
    const values = valuesAt(record, 'decoder', 1);
    const ids = METRIC_IDS.filter((id) => METRICS[id].scope === 'layer' && !id.endsWith('-change'));
    expect(Object.keys(values).toSorted()).toEqual(ids.toSorted());
    for (const id of ids) {
      const metric: Metric = METRICS[id];
      const each = probes.map((probe) => (metric.scope === 'layer' ? metric.measure(probe, {}) : []));
      values[id]!.forEach((value, k) =>
        expect(value).toBeCloseTo(each.reduce((sum, numbers) => sum + numbers[k]!, 0) / IMAGES, 10),
      );
    }
  });

  it('measures each layer as far as it can be', () => {
    const record = new Recorder(set).record(0, layersAt(0));
    expect(record.layers).toHaveLength(5);
    const before = valuesAt(record, 'encoder', 0);
    expect(before['feature-variance']).toHaveLength(1);
    expect(before['fourier']).toHaveLength(2);
    expect(before['attention-nmi']).toBeUndefined(); // nothing has attended yet
    const visible = valuesAt(record, 'encoder-visible', 1);
    expect(visible['fourier']).toBeUndefined(); // no whole grid
    expect(visible['attention-distance']).toHaveLength(2);
    expect(visible['texture-auc']).toHaveLength(1);
    expect(visible['utilization']).toBeUndefined();
    const decoder = record.stacks.find(({ stack }) => stack === 'decoder')!.values[
      'accumulated-utilization'
    ]!;
    expect(decoder[0]! + decoder[1]!).toBeCloseTo(1, 10);
    expect(record.stacks.find(({ stack }) => stack === 'encoder')!.values).toEqual({});
  });

  it('is JSON, and the same when asked again', () => {
    const record = new Recorder(set).record(3, layersAt(0.3));
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(new Recorder(set).record(3, layersAt(0.3))).toEqual(record);
  });

  it('compares with the last record once there is one', () => {
    const recorder = new Recorder(set, { settings: { 'similarity-change': { tau: 0.5 } } });
    const first = recorder.record(0, layersAt(0));
    expect(valuesAt(first, 'encoder', 1)['similarity-change']).toBeUndefined();
    const second = valuesAt(recorder.record(1, layersAt(0.5)), 'encoder', 1);
    expect(second['similarity-change']![0]).toBeGreaterThan(0.001);
    expect(second['attention-change']![0]).toBeCloseTo(0, 9);
    const third = valuesAt(recorder.record(2, layersAt(0.5)), 'encoder', 1);
    expect(third['similarity-change']![0]).toBeCloseTo(0, 9);
    const flatter = new Recorder(set, { settings: { 'similarity-change': { tau: 5 } } });
    flatter.record(0, layersAt(0));
    const flat = valuesAt(flatter.record(1, layersAt(0.5)), 'encoder', 1);
    expect(flat['similarity-change']![0]).toBeLessThan(second['similarity-change']![0]! / 10);
  });

  it('draws how every record converges to the last one', () => {
    const recorder = new Recorder(set, { metrics: ['feature-variance'], keptImages: 2 });
    recorder.record(0, layersAt(0));
    expect(recorder.convergence(0.1)).toEqual([]);
    for (const [step, drift] of [
      [1, 0.4],
      [2, 0.8],
      [4, 1],
    ] as const)
      recorder.record(step, layersAt(drift));
    const curve = recorder
      .convergence(0.1)
      .filter(({ stack, layer }) => stack === 'encoder' && layer === 1)
      .map(({ step, nats }) => ({ step, nats }));
    expect(curve.map(({ step }) => step)).toEqual([0, 1, 2, 4]);
    expect(curve.map(({ nats }) => nats)).toEqual(curve.map(({ nats }) => nats).toSorted((a, b) => b - a));
    expect(curve[0]!.nats).toBeGreaterThan(0.1);
    expect(curve[3]!.nats).toBe(0);
  });

  it('pauses after every image of every layer, and forgets work that was given up', () => {
    const recorder = new Recorder(set);
    const work = recorder.measure(0, layersAt(0));
    let pauses = 0;
    while (work.next().done !== true) pauses++;
    expect(pauses).toBe(IMAGES * 5);
    const half = recorder.measure(1, layersAt(0.9));
    half.next();
    half.return(undefined as never);
    expect(recorder.isDue(1)).toBe(true);
    const after = valuesAt(recorder.record(1, layersAt(0)), 'encoder', 1);
    expect(after['similarity-change']![0]).toBeCloseTo(0, 9);
  });

  it('refuses arrays of another shape', () => {
    const [layer] = layersAt(0);
    const wrong = { ...layer!, features: layer!.features.slice(1) };
    expect(() => new Recorder(set).record(0, [wrong])).toThrow('layer 0 of the encoder');
  });
});
