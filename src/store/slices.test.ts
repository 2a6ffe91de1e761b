import { describe, expect, it } from 'vitest';
import { inSlices } from './slices.ts';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function* work(steps: number, name: string, seen: string[]): Generator<undefined, string> {
  for (let i = 0; i < steps; i++) {
    const until = performance.now() + 3;
    while (performance.now() < until);
    seen.push(`${name}${String(i)}`);
    yield undefined;
  }
  return name;
}

describe('inSlices', () => {
  it('finishes one piece of work after the other, and lets other tasks in between', async () => {
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      inSlices(work(4, 'a', seen), (name) => seen.push(`done ${name}`));
      inSlices(work(2, 'b', seen), () => resolve());
      void pause()
        .then(pause)
        .then(() => seen.push('other'));
    });
    expect(seen.filter((one) => one !== 'other')).toEqual(['a0', 'a1', 'a2', 'a3', 'done a', 'b0', 'b1']);
    expect(seen.indexOf('other')).toBeGreaterThan(0);
    expect(seen.indexOf('other')).toBeLessThan(seen.length - 1);
  });

  it('forgets what was given up', async () => {
    const seen: string[] = [];
    const giveUp = inSlices(work(3, 'a', seen), () => seen.push('done'));
    giveUp();
    await new Promise<void>((resolve) => {
      inSlices(work(1, 'b', seen), () => resolve());
    });
    expect(seen).toEqual(['b0']);
  });
});
