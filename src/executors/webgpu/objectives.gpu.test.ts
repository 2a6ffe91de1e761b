import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OBJECTIVE_TRIALS, objectiveErrors } from '../../model/testing/objective-trial.ts';
import type { Executor } from '../executor.ts';
import { createWebgpuExecutor } from './webgpu-executor.ts';

let executor: Executor;
const problems: string[] = [];
beforeAll(async () => {
  executor = await createWebgpuExecutor({ longestSubmitMs: Infinity });
  executor.onError = ({ message }) => problems.push(message);
});
afterAll(() => {
  executor.dispose();
  expect(problems).toEqual([]);
});

describe('a step on WebGPU', () => {
  it.each(Object.entries(OBJECTIVE_TRIALS))('is the interpreter’s: %s', async (_, trial) => {
    const errors = await objectiveErrors(executor, trial);
    for (const [name, error] of Object.entries(errors)) expect(error, name).toBeLessThan(1e-5);
  });
});
