import { describe, expect, it } from 'vitest';
import { rngOf } from '../../lib/rng.ts';
import { probeOf, type Probe, type ProbeInput } from './metric.ts';
import { aucOf, textureAuc } from './texture-auc.ts';
import { textureLabels } from './texture-labels.ts';
import { accumulate, accumulatedUtilization, ratesOf, utilization } from './utilization.ts';

function probe(n: number, rest: Partial<ProbeInput>): Probe {
  const side = Math.ceil(Math.sqrt(n));
  return probeOf({
    n,
    grid: { rows: side, cols: side },
    patchPx: 16,
    positions: Uint32Array.from({ length: n }, (_, i) => i),
    width: 2,
    heads: 1,
    ...rest,
  });
}

function normals(length: number, ...key: (string | number)[]): Float32Array {
  const rng = rngOf(...key);
  return Float32Array.from({ length }, () => rng.normal());
}

describe('utilisation', () => {
  const attention = [
    0.5, 0.2, 0.1, 0.1, 0.05, 0.05, 0.3, 0.3, 0.1, 0.1, 0.1, 0.1, 0.4, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.4, 0.1,
    0.2, 0.1, 0.1, 0.2, 0.2, 0.15, 0.15, 0.15, 0.15, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2,
  ];
  const hidden = [0, 0, 1, 1, 1, 1];
  const layer = probe(6, { attention, hidden });

  it('has the rates of the worked example', () => {
    const rates = utilization.measure(layer, {});
    [0.65, 0.35, 0.4, 0.6].forEach((value, i) => expect(rates[i]).toBeCloseTo(value, 6));
  });

  it.each([
    [1, 0.483333, 0.516667],
    [2, 0.520833, 0.479167],
    [3, 0.530208, 0.469792],
  ])('has R of the worked example after %d identical layers', (layers, fromVisible, fromMask) => {
    const stack = Array.from({ length: layers }, () => layer);
    const shares = accumulatedUtilization.measure(stack, { residual: false });
    expect(shares[0]).toBeCloseTo(fromVisible, 5);
    expect(shares[1]).toBeCloseTo(fromMask, 5);
  });

  it('is what rolling out the block-averaged attention gives, with and without the residual path', () => {
    for (const residual of [false, true]) {
      const rng = rngOf('rollout');
      const stack = Array.from({ length: 4 }, () => {
        const raw = Array.from({ length: 36 }, () => rng.next());
        return raw.map(
          (value, k) =>
            value / raw.slice(Math.floor(k / 6) * 6, Math.floor(k / 6) * 6 + 6).reduce((a, b) => a + b),
        );
      });
      let flow = [1, 0, 0, 1]; // flow[to, from] of the two kinds
      for (const matrix of stack) {
        const r = [0, 0, 0, 0]; // r[to, from]
        for (let i = 0; i < 6; i++)
          for (let j = 0; j < 6; j++)
            r[hidden[i]! * 2 + hidden[j]!]! += matrix[i * 6 + j]! / (hidden[i] === 1 ? 4 : 2);
        const kept = residual ? [(r[0]! + 1) / 2, r[1]! / 2, r[2]! / 2, (r[3]! + 1) / 2] : r;
        flow = [0, 1, 2, 3].map((k) => {
          const [to, from] = [Math.floor(k / 2), k % 2];
          return kept[to * 2]! * flow[from]! + kept[to * 2 + 1]! * flow[2 + from]!;
        });
      }
      const expected = (2 / 6) * flow[1]! + (4 / 6) * flow[3]!;
      const probes = stack.map((matrix) => probe(6, { attention: matrix, hidden }));
      const [fromVisible, fromMask] = accumulatedUtilization.measure(probes, { residual });
      expect(fromMask).toBeCloseTo(expected, 6);
      expect(fromVisible! + fromMask!).toBeCloseTo(1, 10);
    }
  });

  it('is not defined where one kind is missing, and starts from the mask ratio', () => {
    expect(ratesOf([1, 0, 0, 1], 2, [0, 0])).toBeNull();
    expect(utilization.measure(probe(2, { attention: [1, 0, 0, 1], hidden: [1, 1] }), {})).toEqual([]);
    expect(accumulate([], 0.75, false)).toEqual({ fromVisible: 0.25, fromMask: 0.75 });
  });
});

describe('texture AUC', () => {
  it('is what counting all pairs of pairs gives, ties as half', () => {
    const rng = rngOf('auc');
    for (let round = 0; round < 20; round++) {
      const a = Array.from({ length: 1 + rng.int(12) }, () => rng.int(6));
      const b = Array.from({ length: 1 + rng.int(12) }, () => rng.int(6));
      const slow = a.flatMap((x) => b.map((y): number => (x > y ? 1 : x === y ? 0.5 : 0)));
      expect(aucOf(a, b)).toBeCloseTo(slow.reduce((sum, value) => sum + value) / slow.length, 12);
    }
    expect(aucOf([], [1])).toBeNull();
  });

  it('is 1 where features are the texture, 0.5 where they say nothing of it, and leaves mixed patches out', () => {
    const features = [1, 0, 1, 0.1, 0, 1, 0.1, 1, 5, 5];
    expect(textureAuc.measure(probe(5, { features, labels: [0, 0, 1, 1, -1] }), {})).toEqual([1]);
    expect(textureAuc.measure(probe(5, { features, labels: [2, 2, 2, 2, -1] }), {})).toEqual([]);
    const noise = probe(64, {
      features: normals(64 * 8, 'auc'),
      width: 8,
      labels: Array.from({ length: 64 }, (_, i) => i % 4),
    });
    expect(textureAuc.measure(noise, {})[0]).toBeGreaterThan(0.45);
    expect(textureAuc.measure(noise, {})[0]).toBeLessThan(0.55);
  });

  it('names a patch by the texture of nine tenths of its pixels', () => {
    const truth = Uint8Array.from({ length: 64 }, (_, k) => (k % 8 < 4 ? 3 : 7));
    truth[0] = 9; // one of sixteen
    for (const k of [36, 37]) truth[k] = 9; // two of sixteen
    expect([...textureLabels(truth, { rows: 2, cols: 2 })]).toEqual([3, 7, 3, -1]);
    expect([...textureLabels(truth, { rows: 2, cols: 2 }, 1)]).toEqual([-1, 7, 3, -1]);
  });
});
