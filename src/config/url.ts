/** @file A RunConfig as the fragment of a link, and back: only what differs from its preset. */

import type { MessageValues } from '../lib/errors.ts';
import { issueOf, type Param } from '../lib/params.ts';
import { withModel } from './companions.ts';
import { parseConfig } from './parse.ts';
import { DEFAULT_PRESET, PRESETS, type PresetId } from './presets.ts';
import type { RunConfig } from './run-config.ts';
import { CONFIG_SHAPE, leavesOf, type Field } from './shape.ts';

const VERSION = '1';

/** Something in a link that could not be taken as it was. Strings among the values are English keys where they have one. */
export interface LinkNotice {
  readonly template: string;
  readonly values: MessageValues;
}

/**
 * Without the `#`, as in `v=1&p=mae-s&mask.ratio=0.6`. Keys are the dotted paths of the config; a section's own path
 * (`mask=cells`) is the choice of plug-in.
 */
export function toFragment(config: RunConfig): string {
  const preset = PRESETS[isPreset(config.preset) ? config.preset : DEFAULT_PRESET];
  const start = withModel(preset.config, config.model.id); // another model brings its companions along
  const base = new Map(leavesOf(start).map(({ path, value }) => [path, value]));
  const chosen = new Set<string>();
  const pairs = leavesOf(config).flatMap(({ path, param, value }) => {
    const section = path.split('.')[0] ?? '';
    if (path === 'model' && value !== preset.config.model.id) return [`model=${encodeURIComponent(value)}`];
    if (path === section && base.get(path) !== value) chosen.add(section);
    const usual = chosen.has(section) && path !== section ? param.default : base.get(path);
    return value === usual ? [] : [`${path}=${encodeURIComponent(value)}`];
  });
  return [`v=${VERSION}`, `p=${preset.config.preset}`, ...pairs].join('&');
}

/**
 * Reads any text at all and never throws. What it does not know is left out, numbers out of range are moved to the
 * nearest bound, and both are told in `notices`; settings that do not go together fall back to the preset's.
 */
export function fromFragment(fragment: string): {
  readonly config: RunConfig;
  readonly notices: readonly LinkNotice[];
} {
  const notices: LinkNotice[] = [];
  const pairs = pairsOf(fragment, notices);
  const preset = presetIn(pairs, notices);
  const version = pairs.get('v');
  if (version !== undefined && version !== VERSION) {
    notices.push({
      template: 'This link was made by another version of this page; it may not show everything.',
      values: {},
    });
  }
  const tree: Tree = { preset };
  for (const [path, text] of pairs) {
    if (path !== 'v' && path !== 'p') take(path, text, pairs, preset, tree, notices);
  }
  const { config, issues } = parseConfig(completeTriples(tree, preset));
  if (config !== undefined) return { config, notices };
  const broken = issues.map(({ template, values }) => ({ template, values }));
  return {
    config: PRESETS[preset].config,
    notices: [
      ...notices,
      ...broken,
      { template: 'The settings in this link do not go together; the preset’s are used.', values: {} },
    ],
  };
}

type Tree = { [key: string]: unknown };

const isPreset = (id: string): id is PresetId => Object.hasOwn(PRESETS, id);

function pairsOf(fragment: string, notices: LinkNotice[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of fragment.replace(/^#/, '').split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const path = at < 0 ? part : part.slice(0, at);
    try {
      pairs.set(path, at < 0 ? '' : decodeURIComponent(part.slice(at + 1)));
    } catch {
      notices.push(unreadable(path));
    }
  }
  return pairs;
}

const unreadable = (path: string): LinkNotice => ({
  template: '“{{name}}” in this link could not be read and was left out.',
  values: { name: path.slice(0, 80) },
});

function presetIn(pairs: ReadonlyMap<string, string>, notices: LinkNotice[]): PresetId {
  const named = pairs.get('p') ?? DEFAULT_PRESET;
  if (isPreset(named)) return named;
  notices.push(unreadable('p'));
  return DEFAULT_PRESET;
}

function take(
  path: string,
  text: string,
  pairs: ReadonlyMap<string, string>,
  preset: PresetId,
  tree: Tree,
  notices: LinkNotice[],
): void {
  const param = paramAt(path, pairs, preset);
  const value = param === undefined ? undefined : read(param, text);
  if (param === undefined || value === undefined) {
    notices.push(unreadable(path));
    return;
  }
  const near = nearestAllowed(param, value);
  if (issueOf(param, near) !== undefined) {
    notices.push(unreadable(path));
    return;
  }
  if (near !== value) {
    notices.push({
      template: '{{label}} {{value}} in this link is out of range; {{nearest}} is used.',
      values: { label: param.label, value: text.slice(0, 80), nearest: String(near) },
    });
  }
  place(tree, CONFIG_SHAPE.fields[path]?.kind === 'section' ? [path, 'id'] : path.split('.'), near);
}

/** The parameter at a path, given which plug-ins the link chooses. */
function paramAt(path: string, pairs: ReadonlyMap<string, string>, preset: PresetId): Param | undefined {
  let field: Field = CONFIG_SHAPE;
  for (const key of path.split('.')) {
    const fields: Readonly<Record<string, Field>> = fieldsOf(field, path, pairs, preset);
    const next: Field | undefined = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (next === undefined) return undefined;
    field = next;
  }
  switch (field.kind) {
    case 'section':
      return field.id;
    case 'group':
    case 'triple':
      return undefined;
    case 'number':
    case 'choice':
    case 'toggle':
    case 'text':
      return field;
  }
}

function fieldsOf(
  field: Field,
  path: string,
  pairs: ReadonlyMap<string, string>,
  preset: PresetId,
): Readonly<Record<string, Field>> {
  switch (field.kind) {
    case 'group':
      return field.fields;
    case 'triple':
      return field.items;
    case 'section': {
      const key = (path.split('.')[0] ?? '') as 'mask';
      const named = pairs.get(key);
      const start = withModel(PRESETS[preset].config, pairs.get('model') ?? '');
      const id = named !== undefined && Object.hasOwn(field.plugins, named) ? named : start[key].id;
      return field.plugins[id] ?? {};
    }
    case 'number':
    case 'choice':
    case 'toggle':
    case 'text':
      return {};
  }
}

function read(param: Param, text: string): string | number | boolean | undefined {
  switch (param.kind) {
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text);
    case 'toggle':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice':
    case 'text':
      return text;
  }
}

function nearestAllowed(param: Param, value: string | number | boolean): string | number | boolean {
  if (param.kind !== 'number' || typeof value !== 'number') return value;
  const near = Math.min(param.max, Math.max(param.min, value));
  return param.whole === true ? Math.round(near) : near;
}

function place(tree: Tree, keys: readonly string[], value: unknown): void {
  let at = tree;
  for (const key of keys.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as Tree;
  }
  at[keys.at(-1) ?? ''] = value;
}

/** A link may change one colour channel; a config wants all three. */
function completeTriples(tree: Tree, preset: PresetId): Tree {
  const data = tree['data'] as Tree | undefined;
  if (data === undefined) return tree;
  const { mean, deviation } = PRESETS[preset].config.data;
  for (const [key, usual] of Object.entries({ mean, deviation })) {
    const given = data[key] as Readonly<Record<number, unknown>> | undefined;
    if (given !== undefined) data[key] = usual.map((value, i) => given[i] ?? value);
  }
  return tree;
}
