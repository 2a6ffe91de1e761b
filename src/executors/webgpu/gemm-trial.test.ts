import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GemmFamily } from '../../ops/webgpu/gemm.ts';
import type { Session } from '../executor.ts';
import { fasterGemm } from './gemm-trial.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Runs that take these milliseconds in turn. */
function tried(times: Readonly<Record<GemmFamily, readonly number[]>>) {
  const disposed: GemmFamily[] = [];
  const open = (family: GemmFamily): Promise<Session> => {
    let run = 0;
    const session: Pick<Session, 'run' | 'dispose'> = {
      run: () => {
        vi.advanceTimersByTime(times[family][run++ % times[family].length]!);
        return Promise.resolve({});
      },
      dispose: () => disposed.push(family),
    };
    return Promise.resolve(session as Session);
  };
  return { open, disposed };
}

it('takes the family whose best run is faster, and lets both graphs go', async () => {
  const { open, disposed } = tried({ register: [40, 30], shared: [90, 20] });
  expect(await fasterGemm(open)).toBe('shared');
  expect(disposed).toEqual(['register', 'shared']);
  expect(await fasterGemm(tried({ register: [20], shared: [30] }).open)).toBe('register');
});

it('stays without barriers where tiles win by a hair', async () => {
  expect(await fasterGemm(tried({ register: [100], shared: [98] }).open)).toBe('register');
});
