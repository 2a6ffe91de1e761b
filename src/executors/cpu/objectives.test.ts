import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { OBJECTIVE_TRIALS, objectiveErrors } from '../../model/testing/objective-trial.ts';
import { createCpuExecutor } from './cpu-executor.ts';

// Node 20 has relaxed SIMD behind a flag; later versions do not know the flag and do not need it.
setFlagsFromString('--experimental-wasm-relaxed-simd');

describe.each(['relaxed', 'plain', 'none'] as const)('a step on the CPU, SIMD %s', (simd) => {
  it.each(Object.entries(OBJECTIVE_TRIALS))('is the interpreter’s: %s', async (_, trial) => {
    const errors = await objectiveErrors(await createCpuExecutor({ simd }), trial);
    for (const [name, error] of Object.entries(errors)) expect(error, name).toBeLessThan(1e-5);
  });
});
