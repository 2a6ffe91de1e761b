import { describe, expect, it } from 'vitest';
import { defaultsOf, issueOf, type Params } from '../../lib/params.ts';
import { rngOf, shuffle } from '../../lib/rng.ts';
import { METRIC_IDS, METRICS, type MetricId } from './index.ts';
import { has, type Metric, type Probe, type ProbeInput, probeOf } from './metric.ts';

/** One image as a made-up decoder sees it: 4 × 4 patches, two heads, half of them mask tokens. */
function input(seed: number): Required<ProbeInput> {
  const rng = rngOf('probe', seed);
  const n = 16;
  const heads = 2;
  const attention = new Float32Array(heads * n * n);
  for (let row = 0; row < heads * n; row++) {
    const weights = Array.from({ length: n }, () => rng.next() ** 3);
    const total = weights.reduce((a, b) => a + b, 0);
    weights.forEach((weight, k) => (attention[row * n + k] = weight / total));
  }
  const previous = probeOf({
    ...emptyInput,
    features: Float32Array.from({ length: n * 5 }, () => rng.normal()),
    attention: attention.toReversed(),
  });
  return {
    ...emptyInput,
    features: Float32Array.from({ length: n * 5 }, () => rng.normal()),
    attention,
    hidden: Uint8Array.from({ length: n }, (_, i) => (i * 7 + seed) % 2),
    labels: Int32Array.from({ length: n }, (_, i) => (i === 3 ? -1 : i % 3)),
    previous: { similarity: previous.similarity, attention: previous.meanAttention },
  };
}

const emptyInput = {
  n: 16,
  grid: { rows: 4, cols: 4 },
  patchPx: 8,
  positions: Uint32Array.from({ length: 16 }, (_, i) => i),
  width: 5,
  heads: 2,
} satisfies ProbeInput;

function measured(id: MetricId, probe: Probe): readonly number[] {
  const metric: Metric = METRICS[id];
  const values = defaultsOf(metric.params);
  return metric.scope === 'layer' ? metric.measure(probe, values) : metric.measure([probe, probe], values);
}

/** The rows of an image in another order, features in another basis of their space. */
function permuted(from: Required<ProbeInput>, order: Uint32Array): Required<ProbeInput> {
  const { n, width, heads } = from;
  const square = (matrix: ArrayLike<number>, blocks: number): Float32Array =>
    Float32Array.from({ length: blocks * n * n }, (_, at) => {
      const block = Math.floor(at / (n * n));
      const k = at % (n * n);
      return matrix[block * n * n + order[Math.floor(k / n)]! * n + order[k % n]!]!;
    });
  return {
    ...from,
    positions: order.map((i) => from.positions[i]!),
    features: Float32Array.from(
      { length: n * width },
      (_, at) => from.features![order[Math.floor(at / width)]! * width + (at % width)]!,
    ),
    attention: square(from.attention!, heads),
    hidden: Uint8Array.from(order, (i) => from.hidden![i]!),
    labels: Int32Array.from(order, (i) => from.labels![i]!),
    previous: {
      similarity: square(from.previous!.similarity!, 1),
      attention: square(from.previous!.attention!, 1),
    },
  };
}

describe.each(METRIC_IDS)('metric %s', (id) => {
  const metric: Metric = METRICS[id];
  const params: Params = metric.params;

  it('says what it is, how it is computed and where that is from', () => {
    for (const text of [metric.label, metric.summary, metric.formula, metric.source])
      expect(text.length).toBeGreaterThan(4);
    expect(metric.needs.length).toBeGreaterThan(0);
    for (const param of Object.values(params)) expect(issueOf(param, param.default)).toBeUndefined();
  });

  it('gives as many finite numbers as it announces', () => {
    for (let seed = 0; seed < 5; seed++) {
      const numbers = measured(id, probeOf(input(seed)));
      const count =
        metric.numbers === 'one'
          ? 1
          : metric.numbers === 'heads' || metric.numbers === 'frequencies'
            ? 2
            : metric.numbers.length;
      expect(numbers).toHaveLength(count);
      for (const value of numbers) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('asks for nothing that it does not say it needs', () => {
    const all = input(1);
    const only = { ...emptyInput } as Record<string, unknown>;
    for (const need of metric.needs) if (need !== 'grid') only[need] = all[need];
    const bare = only as unknown as ProbeInput;
    expect(has(bare, metric.needs)).toBe(true);
    expect(measured(id, probeOf(bare))).toEqual(measured(id, probeOf(all)));
  });

  it('leaves its input as it is', () => {
    const given = input(2);
    const before = structuredClone(given);
    measured(id, probeOf(given));
    expect(given).toEqual(before);
  });

  it('does not depend on the length of features', () => {
    const given = input(3);
    const longer = { ...given, features: Float32Array.from(given.features!, (value) => value * 4) };
    const again = measured(id, probeOf(longer));
    measured(id, probeOf(given)).forEach((value, i) => expect(again[i]).toBeCloseTo(value, 5));
  });
});

const withoutGrid = METRIC_IDS.filter((id) => !(METRICS[id] as Metric).needs.includes('grid'));

it.each(withoutGrid)('metric %s does not depend on the order of rows', (id) => {
  const given = input(4);
  const order = shuffle(16, rngOf('order'));
  const again = measured(id, probeOf(permuted(given, order)));
  measured(id, probeOf(given)).forEach((value, i) => expect(again[i]).toBeCloseTo(value, 5));
});

describe('has', () => {
  it('knows what is missing', () => {
    expect(has(emptyInput, ['features'])).toBe(false);
    expect(has(emptyInput, ['grid'])).toBe(true);
    expect(has({ ...emptyInput, n: 4 }, ['grid'])).toBe(false);
    expect(has({ ...emptyInput, positions: emptyInput.positions.toReversed() }, ['grid'])).toBe(false);
    expect(has(input(0), ['features', 'attention', 'hidden', 'labels', 'previous', 'grid'])).toBe(true);
  });
});
