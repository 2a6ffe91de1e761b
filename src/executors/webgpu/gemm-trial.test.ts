import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Session } from '../executor.ts';
import { fasterGemm, rememberedGemm, type TrialMemory } from './gemm-trial.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Runs that take these milliseconds in turn. */
function tried(times: Readonly<Partial<Record<GemmFamily, readonly number[]>>>) {
  const disposed: GemmFamily[] = [];
  const runs: GemmFamily[] = [];
  const open = (family: GemmFamily): Promise<Session> => {
    let run = 0;
    const session: Pick<Session, 'run' | 'dispose'> = {
      run: () => {
        const own = times[family] ?? [0];
        runs.push(family);
        vi.advanceTimersByTime(own[run++ % own.length]!);
        return Promise.resolve({});
      },
      dispose: () => disposed.push(family),
    };
    return Promise.resolve(session as Session);
  };
  return { open, disposed, runs };
}

const BOTH = ['register', 'shared'] as const;

it('takes the family whose best run is faster, and lets all graphs go', async () => {
  const { open, disposed } = tried({ register: [40, 30], shared: [60, 20] });
  expect(await fasterGemm(BOTH, open)).toBe('shared');
  expect(disposed).toEqual(['register', 'shared']);
  expect(await fasterGemm(BOTH, tried({ register: [20], shared: [30] }).open)).toBe('register');
});

it('keeps the first family where another wins by a hair', async () => {
  expect(await fasterGemm(BOTH, tried({ register: [100], shared: [98] }).open)).toBe('register');
});

it('does not go on with a family that is hopelessly slow', async () => {
  const { open, runs } = tried({ register: [10], shared: [90], subgroup: [5] });
  expect(await fasterGemm([...BOTH, 'subgroup'], open)).toBe('subgroup');
  expect(runs.filter((family) => family === 'shared')).toHaveLength(1);
  expect(runs.filter((family) => family === 'register')).toHaveLength(4);
});

describe('a memory of trials', () => {
  const memoryOf = (kept: Map<string, string>): TrialMemory => ({
    recall: (key) => Promise.resolve(kept.get(key)),
    keep: (key, family) => Promise.resolve(void kept.set(key, family)),
  });

  it('spares the second trial of an adapter, and no other adapter its first', async () => {
    const kept = new Map<string, string>();
    const trial = vi.fn<() => Promise<GemmFamily>>(() => Promise.resolve('shared'));
    const ask = (key: string) => rememberedGemm(BOTH, key, memoryOf(kept), trial);
    expect([await ask('one'), await ask('one'), await ask('another')]).toEqual([
      'shared',
      'shared',
      'shared',
    ]);
    expect(trial).toHaveBeenCalledTimes(2);
    kept.clear();
    await ask('one');
    expect(trial).toHaveBeenCalledTimes(3);
  });

  it('is not believed when it names products that this adapter cannot make', async () => {
    const trial = vi.fn<() => Promise<GemmFamily>>(() => Promise.resolve('register'));
    expect(await rememberedGemm(BOTH, 'one', memoryOf(new Map([['one', 'subgroup']])), trial)).toBe(
      'register',
    );
    expect(trial).toHaveBeenCalledOnce();
  });
});
