import { beforeAll, describe, expect, it } from 'vitest';
import type { MaskChoice } from '../mim/masks/index.ts';
import type { StepReport } from '../protocol/api.ts';
import type { Engine } from './engine.ts';
import {
  drawnImages,
  fingerprint,
  refusal,
  startedEngine,
  TINY,
  type StartedEngine,
} from './testing/started.ts';

let engine: Engine;
let heard: StartedEngine['heard'];
beforeAll(async () => {
  ({ engine, heard } = await startedEngine());
});

const lossesOf = (reports: readonly StepReport[]): number[] => reports.map(({ loss }) => loss);

describe('open and train', () => {
  it('draw the same losses from the same seed, and others from another', async () => {
    await engine.open(TINY);
    const first = lossesOf(await engine.train(6));
    await engine.open(TINY);
    expect(lossesOf(await engine.train(6))).toEqual(first);
    await engine.open({ ...TINY, seed: 6 });
    expect(lossesOf(await engine.train(6))).not.toEqual(first);
    expect(new Set(first).size).toBe(6);
  });

  it('train three and three steps as they train six', async () => {
    await engine.open(TINY);
    const six = lossesOf(await engine.train(6));
    await engine.open(TINY);
    const [three, more] = [await engine.train(3), await engine.train(3)];
    expect([...lossesOf(three), ...lossesOf(more)]).toEqual(six);
    expect(more.map(({ step }) => step)).toEqual([4, 5, 6]);
  });

  it('go on from a snapshot in another engine, bit for bit', async () => {
    await engine.open(TINY);
    await engine.train(4);
    const snapshot = structuredClone(await engine.snapshot());
    const next = lossesOf(await engine.train(4));
    const other = await startedEngine();
    const info = await other.engine.restore(snapshot);
    expect([info.step, info.origin]).toEqual([4, 'fresh']);
    expect(lossesOf(await other.engine.train(4))).toEqual(next);
    expect(fingerprint(await other.engine.snapshot())).toBe(fingerprint(await engine.snapshot()));
  });

  it('refuse a snapshot of other sizes and go on with the run', async () => {
    const { config } = await engine.open(TINY);
    const snapshot = await engine.snapshot();
    const wider = { ...config, model: { ...config.model, width: 32 } };
    const { code, message } = await refusal(engine.restore({ ...snapshot, config: wider }));
    expect([code, message]).toEqual(['bad-file', 'the snapshot has no cls_token of the right size']);
    expect(await engine.train(1)).toHaveLength(1);
  });

  it('report each step once, as an event and in the answer', async () => {
    await engine.open(TINY);
    const before = heard('steps').length;
    const reports = await engine.train(12);
    expect(heard('steps').slice(before).flat()).toEqual(reports);
    expect(reports.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  it('stop at the end of the schedule when no count is given', async () => {
    await engine.open({ ...TINY, steps: 5 });
    expect(await engine.train(null)).toHaveLength(5);
    expect(heard('status').at(-1)).toBe('finished');
    expect(await engine.train(null)).toHaveLength(0);
    expect(await engine.train(2)).toHaveLength(2);
  });

  it('reject a count that is no number of steps', async () => {
    await engine.open(TINY);
    for (const steps of [-1, 1.5, NaN]) {
      expect((await refusal(engine.train(steps))).code).toBe('bad-config');
    }
    expect(await engine.train(0)).toEqual([]);
  });
});

describe('configure', () => {
  it('changes what the next step does without starting over', async () => {
    await engine.open({ ...TINY, schedule: { id: 'constant', warmup: 0 } });
    const [first] = await engine.train(1);
    const before = await engine.configure({});
    const { config, step } = await engine.configure({
      optimizer: { ...before.config.optimizer, learningRate: 0.0005 },
    });
    expect([step, config.optimizer.learningRate]).toEqual([1, 0.0005]);
    const [second] = await engine.train(1);
    expect([first?.learningRate, second?.learningRate]).toEqual([0.0015, 0.0005]);
    await engine.configure({ batch: 6, mask: { id: 'random', ratio: 0.5 } });
    const [third] = await engine.train(1);
    expect([third?.step, third?.learningRate]).toEqual([3, 0.0005]);
    expect(third?.loss).not.toBe(second?.loss);
  });

  it('acts while training is under way', async () => {
    await engine.open({ ...TINY, schedule: { id: 'constant', warmup: 0 } });
    const work = engine.train(null);
    const { config } = await engine.configure({});
    await new Promise((resolve) => setTimeout(resolve, 100));
    await engine.configure({ optimizer: { ...config.optimizer, learningRate: 0.0001 }, batch: 3 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { step } = await engine.pause();
    const reports = await work;
    expect(reports).toHaveLength(step);
    expect(reports.map((report) => report.step)).toEqual(Array.from({ length: step }, (_, i) => i + 1));
    expect([...new Set(reports.map(({ learningRate }) => learningRate))]).toEqual([0.0015, 0.0001]);
  });

  it('changes batch and ratio in under 100 ms and within the memory that there is', async () => {
    await engine.open({ ...TINY, model: { id: 'mae', patch: 4, width: 48, depth: 2, heads: 3 } });
    await engine.train(1);
    const waits: number[] = [];
    for (let i = 1; i <= 12; i++) {
      const before = performance.now();
      const { bytes } = await engine.configure({
        batch: 4 + (i % 5),
        mask: { id: 'random', ratio: 0.3 + i / 20 },
      });
      const [report] = await engine.train(1);
      waits.push(performance.now() - before);
      expect(report?.loss).toBeGreaterThan(0);
      expect(bytes).toBeLessThan((await engine.predict({})).limit);
    }
    // Each wait has the step and its snapshot in it; other work on the machine only ever adds, so the fastest counts.
    expect(Math.min(...waits)).toBeLessThan(100);
  });

  it('trains on masks whose counts differ by making them equal', async () => {
    await engine.open(TINY);
    for (const id of ['block', 'cells', 'grid', 'random'] as const) {
      await engine.configure({ mask: { id } as MaskChoice });
      const reports = await engine.train(4);
      expect(lossesOf(reports).every((loss) => Number.isFinite(loss) && loss > 0)).toBe(true);
    }
  });

  it('refuses what needs a restart', async () => {
    await engine.open(TINY);
    const cold = { seed: 9 } as Parameters<Engine['configure']>[0];
    expect((await refusal(engine.configure(cold))).code).toBe('bad-config');
    expect((await engine.configure({})).config.seed).toBe(5);
  });
});

describe('a model that does not fit', () => {
  const WIDE = {
    ...TINY,
    data: { ...TINY.data, side: 128 },
    model: { id: 'mae', patch: 8, width: 1024, depth: 8, heads: 16 },
  } as const;

  it('is refused with the numbers and the largest batch, and the old run stays', async () => {
    await engine.open(TINY);
    await engine.train(2);
    const before = fingerprint(await engine.snapshot());
    const error = await refusal(engine.open({ ...WIDE, batch: 4096 }));
    expect([error.code, error.hint]).toEqual(['out-of-memory', 'A batch of {{batch}} fits.']);
    const { needed, limit, batch } = error.values;
    expect(Number(needed)).toBeGreaterThan(Number(limit));
    const bytesOf = async (size: number): Promise<number> =>
      (await engine.predict({ ...WIDE, batch: size })).bytes;
    expect(await bytesOf(Number(batch))).toBeLessThanOrEqual(Number(limit) * 2 ** 20 + 2 ** 20);
    expect(await bytesOf(Number(batch) + 1)).toBeGreaterThan(Number(limit) * 2 ** 20);
    expect(fingerprint(await engine.snapshot())).toBe(before);
    expect(await engine.train(1)).toHaveLength(1);
  });

  it('is refused while it runs, too', async () => {
    await engine.open({ ...TINY, data: { ...TINY.data, side: 128 }, model: { ...TINY.model, patch: 4 } });
    const error = await refusal(engine.configure({ batch: 4096 }));
    expect(error.code).toBe('out-of-memory');
    expect((await engine.configure({})).config.batch).toBe(4);
  });
});

describe('images of a script', () => {
  it('are trained on, and stay for the next run', async () => {
    const { engine: own } = await startedEngine();
    await own.open(TINY);
    expect(await own.setImages(drawnImages(12, 32), 32, new Int32Array(12))).toEqual({ count: 12 });
    expect((await own.configure({})).config.data.source).toBe('own');
    expect(await own.sourceInfo('own')).toMatchObject({
      count: 12,
      trainCount: 11,
      heldOutCount: 1,
      heldOutIsSeen: false,
    });
    const { source: _, ...rest } = TINY.data ?? {};
    const { config } = await own.open({ ...TINY, data: rest });
    expect(config.data.source).toBe('own');
    expect(await own.train(2)).toHaveLength(2);
    expect((await own.open(TINY)).config.data.source).toBe('patterns');
  });

  it('reject another side than the run has', async () => {
    const { engine: own } = await startedEngine();
    await own.open(TINY);
    const { code, message } = await refusal(own.setImages(drawnImages(2, 16), 16));
    expect([code, message]).toEqual(['bad-config', 'images of side 16 do not fit the run, which has 32']);
    expect((await own.configure({})).config.data.source).toBe('patterns');
    expect((await own.sourceInfo('own')).count).toBe(0);
  });
});
