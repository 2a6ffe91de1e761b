/** @file The weights that the page ships: fetched from its own origin, read by the same door as any file. */

import type { Executor } from '../executors/executor.ts';
import { MimError } from '../lib/errors.ts';
import { readWeights } from './exchange.ts';
import { Run, type RunStart } from './run.ts';

const FOLDER = 'weights/mae-64-p8';

async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok !== true) {
    throw new MimError('bad-file', 'the shipped weights could not be loaded from {{url}}', {
      values: { url },
      hint: 'Check the connection and reload the page; training and your own files work without them.',
    });
  }
  return new Uint8Array(await response.arrayBuffer());
}

export async function shippedStart(baseUrl: string): Promise<Omit<RunStart, 'id'>> {
  const text = async (name: string): Promise<string> =>
    new TextDecoder().decode(await fetchBytes(`${baseUrl}${FOLDER}/${name}`));
  const [bytes, config, preprocessor] = await Promise.all([
    fetchBytes(`${baseUrl}${FOLDER}/model.safetensors`),
    text('config.json'),
    text('preprocessor_config.json'),
  ]);
  return { ...readWeights(bytes, config, preprocessor).start, origin: 'shipped' };
}

export const shippedRun = async (executor: Executor, baseUrl: string): Promise<Run> =>
  new Run(executor, { id: 'shipped', ...(await shippedStart(baseUrl)) });
