/** @file For tests: an engine that has started in Node, what it said, and models small enough to train in a moment. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import type { DeepPartial, RunConfig } from '../../config/run-config.ts';
import { MimError } from '../../lib/errors.ts';
import { rngOf } from '../../lib/rng.ts';
import { readSafetensors } from '../../io/safetensors.ts';
import { GOLDEN_MAE, type GoldenName, type ReadGolden } from '../../model/testing/golden-case.ts';
import type { Batch, EngineEvents, NamedTensor, Snapshot } from '../../protocol/api.ts';
import { Engine } from '../engine.ts';

// Node 20 has relaxed SIMD behind a flag; later versions do not know the flag and do not need it.
setFlagsFromString('--experimental-wasm-relaxed-simd');

export interface StartedEngine {
  readonly engine: Engine;
  /** Everything said under this name so far, in order. */
  heard<E extends keyof EngineEvents>(name: E): EngineEvents[E][];
}

export async function startedEngine(backend = 'wasm'): Promise<StartedEngine> {
  const said: { readonly name: keyof EngineEvents; readonly data: unknown }[] = [];
  const engine = new Engine((name, data) => said.push({ name, data }));
  await engine.start({ backend, baseUrl: 'http://localhost/' });
  return {
    engine,
    heard: <E extends keyof EngineEvents>(name: E) =>
      said.filter((one) => one.name === name).map((one) => one.data as EngineEvents[E]),
  };
}

/** 32 px, 16 patches, some thousand weights. */
export const TINY: DeepPartial<RunConfig> = {
  seed: 5,
  data: { source: 'patterns', side: 32, patterns: { count: 64 } },
  model: { id: 'mae', patch: 8, width: 24, depth: 1, heads: 2 },
  head: { id: 'decoder', width: 16, depth: 1, heads: 2 },
  batch: 4,
};

/** Waits for the refusal of `call`; throws where it is accepted or fails in another way. */
export async function refusal(call: Promise<unknown>): Promise<MimError> {
  const outcome = await call.then(
    () => new Error('accepted'),
    (error: unknown) => error,
  );
  if (outcome instanceof MimError) return outcome;
  throw outcome;
}

export const readGolden: ReadGolden = (name, file) =>
  readFile(new URL(`../../../golden/${name}/${file}`, import.meta.url));

/** What a person would have on disk, and what transformers and PyTorch made of it. */
export interface GoldenFiles {
  readonly bytes: Uint8Array;
  readonly config: string;
  readonly io: ReturnType<typeof readSafetensors>['tensors'];
  readonly side: number;
  readonly batch: number;
  readonly tokens: number;
  /** As `forward` takes them: [B, side, side, 3]. */
  readonly pixels: Float32Array;
  readonly noise: Float32Array;
  /** The batch of each of the ten training steps. */
  readonly steps: readonly Batch[];
}

export async function goldenFiles(name: GoldenName = GOLDEN_MAE[0]): Promise<GoldenFiles> {
  const bytes = new Uint8Array(await readGolden(name, 'model.safetensors'));
  const config = new TextDecoder().decode(await readGolden(name, 'config.json'));
  const { tensors: io } = readSafetensors(await readGolden(name, 'io.safetensors'));
  const given = io.get('pixel_values');
  const noise = io.get('noise');
  const perStep = io.get('train_noise');
  if (given === undefined || noise === undefined || perStep === undefined)
    throw new Error('no golden inputs');
  const [batch = 0, , side = 0] = given.shape;
  const [, tokens = 0] = noise.shape;
  const pixels = new Float32Array(given.data.length);
  for (let b = 0; b < batch; b++) {
    for (let c = 0; c < 3; c++) {
      for (let i = 0; i < side * side; i++) {
        pixels[(b * side * side + i) * 3 + c] = given.data[(b * 3 + c) * side * side + i] ?? NaN;
      }
    }
  }
  const steps = Array.from({ length: 10 }, (_, t) => ({
    pixels,
    side,
    noise: perStep.data.subarray(t * batch * tokens, (t + 1) * batch * tokens),
  }));
  return { bytes, config, io, side, batch, tokens, pixels, noise: noise.data, steps };
}

/** Images of numbers for `setImages`: [count, side, side, 3] in 0..1. */
export function drawnImages(count: number, side: number): Float32Array {
  const rng = rngOf('trainer test', count, side);
  return Float32Array.from({ length: count * side * side * 3 }, () => rng.next());
}

/** Equal exactly where every bit is: `toEqual` takes seconds for as many numbers. */
export const fingerprint = ({ bytes, config, step }: Snapshot): string =>
  createHash('sha256')
    .update(bytes)
    .update(JSON.stringify([config, step]))
    .digest('hex');

export function fingerprintOfWeights(weights: Readonly<Record<string, NamedTensor>>): string {
  const hash = createHash('sha256');
  for (const [name, { shape, data }] of Object.entries(weights)) {
    hash.update(JSON.stringify([name, shape])).update(new Uint8Array(data.buffer));
  }
  return hash.digest('hex');
}
