/** @file What another model brings along: its head, target, loss and mask, as its paper has them. */

import { defaultsOf, type Params } from '../lib/params.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { MASKS } from '../mim/masks/index.ts';
import { HEADS, MODELS, type ModelId } from '../mim/models/index.ts';
import { TARGETS } from '../mim/targets/index.ts';
import type { RunConfig } from './run-config.ts';

/** The config with this model at its defaults and what goes with it; the same where it has that model already. */
export function withModel(config: RunConfig, id: string): RunConfig {
  if (config.model.id === id || !isModel(id)) return config;
  const { params, companions } = MODELS[id];
  const { head, target, loss, mask } = companions;
  return {
    ...config,
    model: { id, ...defaultsOf<Params>(params) } as RunConfig['model'],
    head: choiceOf(HEADS, head) as RunConfig['head'],
    target: choiceOf(TARGETS, target) as RunConfig['target'],
    loss: choiceOf(LOSSES, loss) as RunConfig['loss'],
    mask: choiceOf(MASKS, mask) as RunConfig['mask'],
  };
}

const isModel = (id: string): id is ModelId => Object.hasOwn(MODELS, id);

const choiceOf = (
  list: Readonly<Record<string, { readonly params?: Params }>>,
  id: string,
): { id: string } => ({
  id,
  ...defaultsOf(list[id]?.params ?? {}),
});
