/** @file Changing a config's settings, and which changes wait for a restart. */

import { withModel } from '../config/companions.ts';
import { coldDifferences, type Difference } from '../config/differences.ts';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import { CONFIG_SHAPE, type Field } from '../config/shape.ts';
import { defaultsOf } from '../lib/params.ts';
import type { AppState } from './state.ts';

/** What waits for a restart, shown in the restart button; nothing while no run exists. Not memoised. */
export const pendingChanges = ({ run, draft }: Pick<AppState, 'run' | 'draft'>): readonly Difference[] =>
  run === null ? [] : coldDifferences(draft, run.config);

/**
 * `change` laid over `config`, unchecked. A choice whose `id` changes is replaced as a whole, because the values of one
 * plug-in mean nothing to another; what `change` leaves out takes the new plug-in's defaults. Another model also brings
 * its head, target, loss and mask.
 */
export function merged(config: RunConfig, change: DeepPartial<RunConfig>): RunConfig {
  const id = change.model?.id;
  return overlay(id === undefined ? config : withModel(config, id), change, []) as RunConfig;
}

function overlay(base: unknown, change: unknown, path: readonly string[]): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const under = base as Readonly<Record<string, unknown>>;
  const over = change as Readonly<Record<string, unknown>>;
  const id = over['id'];
  const isSwitch = path.length === 1 && typeof id === 'string' && id !== under['id'];
  const start: Record<string, unknown> = isSwitch ? defaultsFor(path[0] ?? '', id) : { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value !== undefined) start[key] = overlay(under[key], value, [...path, key]);
  }
  return start;
}

/** A section such as `mask` with this plug-in and all its defaults. */
export function defaultsFor(section: string, id: string): Record<string, unknown> {
  const field: Field | undefined = CONFIG_SHAPE.fields[section];
  return { id, ...defaultsOf(field?.kind === 'section' ? (field.plugins[id] ?? {}) : {}) };
}
