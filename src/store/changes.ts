/** @file What differs between two configs, worded for the person: pending changes, ticks on the curve, the run list. */

import { hotOf, type DeepPartial, type RunConfig } from '../config/run-config.ts';
import type { MessageValues } from '../lib/errors.ts';
import type { Params } from '../lib/params.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { MASKS } from '../mim/masks/index.ts';
import { HEADS, MODELS } from '../mim/models/index.ts';
import { OPTIMIZERS } from '../mim/optimizers/index.ts';
import { SCHEDULES } from '../mim/schedules/index.ts';
import { SOURCES } from '../mim/sources/index.ts';
import { TARGETS } from '../mim/targets/index.ts';
import type { AppState } from './state.ts';

export interface Change {
  /** Dotted, e.g. `optimizer.learningRate`. */
  readonly path: string;
  readonly template: string;
  readonly values: MessageValues;
  /** Takes effect at the next step; else it waits for a restart. */
  readonly hot: boolean;
}

interface Listed {
  readonly label: string;
  readonly params?: Params;
}
type Kinds = Readonly<Record<string, Listed>>;

/** The plug-in list behind each choice of a config, and what the choice is called. */
const CHOICES: Readonly<Record<string, { readonly label: string; readonly list: Kinds }>> = {
  mask: { label: 'Mask strategy', list: MASKS },
  model: { label: 'Model', list: MODELS },
  head: { label: 'Decoder', list: HEADS },
  target: { label: 'Target', list: TARGETS },
  loss: { label: 'Loss', list: LOSSES },
  optimizer: { label: 'Optimiser', list: OPTIMIZERS },
  schedule: { label: 'Schedule', list: SCHEDULES },
};

const LABELS: Readonly<Record<string, string>> = {
  seed: 'Seed',
  batch: 'Batch',
  steps: 'Steps',
  'data.source': 'Images',
  'data.side': 'Image size',
  'data.fit': 'Fit',
  'data.augment.crop': 'Random crop',
  'data.augment.flip': 'Random flip',
  'data.mean': 'Channel means',
  'data.deviation': 'Channel deviations',
};

/** Paths that are names, not settings. */
const IGNORED = new Set(['version', 'preset']);
const HOT = new Set<string>([
  'mask',
  'loss',
  'optimizer',
  'schedule',
  'batch',
  'steps',
] satisfies (keyof ReturnType<typeof hotOf>)[]);

/** Every setting in which `to` differs from `from`, in the order of the form. */
export function differences(from: RunConfig, to: RunConfig): readonly Change[] {
  const before = leaves(from);
  const after = leaves(to);
  const changes: Change[] = [];
  for (const [path, value] of after) {
    const old = before.get(path);
    if (IGNORED.has(path) || same(old, value)) continue;
    if (old === undefined && !path.endsWith('.id')) continue; // a value of a choice that was not made before
    changes.push(worded(path, old, value, from, to));
  }
  return changes;
}

/** What waits for a restart, shown in the restart button; empty while no run exists. */
export function pendingChanges({ run, draft }: Pick<AppState, 'run' | 'draft'>): readonly Change[] {
  return run === null ? [] : differences(run.config, draft).filter(({ hot }) => !hot);
}

function worded(path: string, old: unknown, value: unknown, from: RunConfig, to: RunConfig): Change {
  const hot = HOT.has(path.split('.')[0] ?? '');
  const setting = labelOf(path, to);
  if (typeof value === 'string' && value.length > 40) {
    return { path, hot, template: '{{setting}} changed', values: { setting } };
  }
  return {
    path,
    hot,
    template: '{{setting}} {{from}} → {{to}}',
    values: { setting, from: shownValue(path, old, from), to: shownValue(path, value, to) },
  };
}

function labelOf(path: string, config: RunConfig): string {
  const [top = '', key = ''] = path.split('.');
  const choice = CHOICES[top];
  if (choice !== undefined) {
    return key === 'id' ? choice.label : (paramOf(path, config)?.label ?? key);
  }
  if (path.startsWith('data.patterns.')) return SOURCES.patterns.params[patternKey(path)]?.label ?? path;
  return LABELS[path] ?? path;
}

const patternKey = (path: string): keyof typeof SOURCES.patterns.params =>
  path.slice('data.patterns.'.length) as keyof typeof SOURCES.patterns.params;

function paramOf(path: string, config: RunConfig): Params[string] | undefined {
  const [top = '', key = ''] = path.split('.');
  const id = (config as unknown as Record<string, { readonly id?: string }>)[top]?.id ?? '';
  return CHOICES[top]?.list[id]?.params?.[key];
}

function shownValue(path: string, value: unknown, config: RunConfig): string | number {
  const [top = '', key = ''] = path.split('.');
  if (key === 'id') return CHOICES[top]?.list[String(value)]?.label ?? String(value);
  if (path === 'data.source') return SOURCES[config.data.source].label;
  if (path === 'mask.ratio' && typeof value === 'number') return `${Math.round(value * 100)} %`;
  if (path === 'steps' && value === 0) return '∞';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const param = paramOf(path, config);
  if (param?.kind === 'choice') return param.optionLabels?.[String(value)] ?? String(value);
  const unit = param?.kind === 'number' && param.unit !== undefined ? ` ${param.unit}` : '';
  return typeof value === 'number' && unit === '' ? Number(value.toPrecision(4)) : `${plain(value)}${unit}`;
}

const plain = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Dotted paths of everything that is not an object; arrays count as one value. */
function leaves(value: unknown, path = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return found.set(path, value);
  for (const [key, item] of Object.entries(value)) leaves(item, path === '' ? key : `${path}.${key}`, found);
  return found;
}

/**
 * `change` laid over `config`. A choice whose `id` changes is replaced as a whole, because the values of one plug-in
 * mean nothing to another; what it leaves out takes that plug-in's defaults.
 */
export function merged(config: RunConfig, change: DeepPartial<RunConfig>): RunConfig {
  return overlay(config, change, '') as RunConfig;
}

function overlay(base: unknown, change: unknown, path: string): unknown {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return change;
  const under = base as Readonly<Record<string, unknown>>;
  const over = change as Readonly<Record<string, unknown>>;
  const id = over['id'];
  const start =
    path in CHOICES && id !== undefined && id !== under['id'] ? defaultsFor(path, String(id)) : { ...under };
  for (const [key, value] of Object.entries(over)) {
    if (value !== undefined) start[key] = overlay(under[key], value, path === '' ? key : `${path}.${key}`);
  }
  return start;
}

/** A choice with all its defaults, e.g. of `mask` `random`. */
export function defaultsFor(choice: string, id: string): Record<string, unknown> {
  const params = CHOICES[choice]?.list[id]?.params ?? {};
  return { id, ...Object.fromEntries(Object.entries(params).map(([key, param]) => [key, param.default])) };
}
