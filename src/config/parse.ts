/** @file Unknown input → a complete, checked RunConfig, with every problem named at once. */

import { MimError, fillIn } from '../lib/errors.ts';
import { defaultsOf, issueOf, unknownKeyIssue, type Param } from '../lib/params.ts';
import { withModel } from './companions.ts';
import { DEFAULT_PRESET, PRESETS, type PresetId } from './presets.ts';
import type { ConfigIssue } from './rule.ts';
import { brokenRules } from './rules.ts';
import { hotOf, type HotSettings, type RunConfig } from './run-config.ts';
import { CONFIG_SHAPE, HOT_KEYS, type Field, type Section } from './shape.ts';

export type ParsedConfig =
  | { readonly config: RunConfig; readonly issues: readonly [] }
  | { readonly config?: undefined; readonly issues: readonly [ConfigIssue, ...ConfigIssue[]] };

/**
 * Overlays `partial` on the preset that it names (else the default preset) and checks the whole. Choosing another
 * plug-in by `id` takes that plug-in's defaults; another model also brings its head, target, loss and mask.
 * `data.augment` may also be one boolean: what is on by default, or nothing. Nothing is clamped or dropped: throws
 * `bad-config` with every issue.
 */
export function completeConfig(partial: unknown): RunConfig {
  const { config, issues } = parseConfig(partial);
  if (config === undefined) throw errorOf(issues);
  return config;
}

/** {@link completeConfig} without the throw, for a page that shows each issue beside its field. */
export function parseConfig(partial: unknown): ParsedConfig {
  if (!isObject(partial)) return failed([notAnObject('config', partial)]);
  const { version = 1, preset = DEFAULT_PRESET, ...rest } = partial;
  if (version !== 1) {
    return failed([
      {
        path: 'version',
        template: 'these settings have version {{version}}, and this page reads version 1',
        values: { version: JSON.stringify(version).slice(0, 80) },
        hint: 'Reload the page to get its newest version.',
      },
    ]);
  }
  if (typeof preset !== 'string' || !Object.hasOwn(PRESETS, preset)) {
    return failed([
      {
        path: 'preset',
        template: 'there is no preset named {{name}}',
        values: { name: String(preset).slice(0, 80), options: Object.keys(PRESETS).join(', ') },
        hint: 'Use one of {{options}}.',
      },
    ]);
  }
  return overlayOn(PRESETS[preset as PresetId].config, rest);
}

/**
 * The config with some hot settings changed, checked as a whole. A plug-in that stays the same keeps the values that
 * are not given. Throws `bad-config`, also for settings that need a restart.
 */
export function applyHot(config: RunConfig, settings: Partial<HotSettings>): RunConfig {
  const cold = Object.keys(settings).filter((key) => !HOT_KEYS.some((hot) => hot === key));
  if (cold.length > 0) {
    throw new MimError('bad-config', '{{settings}} cannot change while a run runs', {
      values: { settings: cold.join(', ') },
      hint: 'Change it and restart.',
    });
  }
  const { config: changed, issues } = overlayOn(config, { ...settings });
  if (changed === undefined) throw errorOf(issues);
  return { ...config, ...hotOf(changed) };
}

function overlayOn(given: RunConfig, partial: Readonly<Record<string, unknown>>): ParsedConfig {
  const { model } = partial;
  const base = isObject(model) && typeof model['id'] === 'string' ? withModel(given, model['id']) : given;
  const issues: ConfigIssue[] = [];
  const parsed = overlay(CONFIG_SHAPE, base, partial, '', issues) as Omit<RunConfig, 'version' | 'preset'>;
  if (issues.length > 0) return failed(issues);
  const config: RunConfig = { version: 1, preset: base.preset, ...parsed };
  const broken = brokenRules(config);
  return broken.length > 0 ? failed(broken) : { config, issues: [] };
}

const failed = (issues: readonly ConfigIssue[]): ParsedConfig => ({
  issues: issues as [ConfigIssue, ...ConfigIssue[]],
});

function overlay(field: Field, base: unknown, input: unknown, path: string, issues: ConfigIssue[]): unknown {
  if (input === undefined) return base;
  switch (field.kind) {
    case 'group':
      return path === 'data.augment' && typeof input === 'boolean'
        ? Object.fromEntries(Object.entries(field.fields).map(([key, one]) => [key, input && usual(one)]))
        : overlayFields(field.fields, base, input, path, issues);
    case 'section':
      return overlaySection(field, base, input, path, issues);
    case 'triple': {
      if (!Array.isArray(input) || input.length !== 3) {
        issues.push({
          path,
          template: '{{path}} must be three numbers, one per colour',
          values: { path },
          hint: 'Give them in the order red, green, blue.',
        });
        return base;
      }
      const items = Object.fromEntries(input.map((item: unknown, i) => [String(i), item]));
      return Object.values(overlayFields(field.items, base, items, path, issues) as object);
    }
    case 'number':
    case 'choice':
    case 'toggle':
    case 'text':
      return overlayValue(field, base, input, path, issues);
  }
}

function overlayValue(
  param: Param,
  base: unknown,
  input: unknown,
  path: string,
  issues: ConfigIssue[],
): unknown {
  const issue = issueOf(param, input);
  if (issue === undefined) return input;
  issues.push({ path, ...issue });
  return base;
}

function overlayFields(
  fields: Readonly<Record<string, Field>>,
  base: unknown,
  input: unknown,
  path: string,
  issues: ConfigIssue[],
): unknown {
  if (!isObject(input)) {
    issues.push(notAnObject(path, input));
    return base;
  }
  const placeOf = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(fields, key)) issues.push({ path: placeOf(key), ...unknownKeyIssue(placeOf(key)) });
  }
  const values = base as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [
      key,
      overlay(field, values[key], Object.hasOwn(input, key) ? input[key] : undefined, placeOf(key), issues),
    ]),
  );
}

function overlaySection(
  section: Section,
  base: unknown,
  input: unknown,
  path: string,
  issues: ConfigIssue[],
): unknown {
  if (!isObject(input)) {
    issues.push(notAnObject(path, input));
    return base;
  }
  const current = base as { readonly id: string };
  const { id = current.id, ...values } = input;
  if (overlayValue(section.id, undefined, id, `${path}.id`, issues) === undefined) return base;
  const params = section.plugins[String(id)] ?? {};
  const start = id === current.id ? current : defaultsOf(params);
  return { id, ...(overlayFields(params, start, values, path, issues) as object) };
}

/** What one switch for all augmentation turns on: what is on by default. */
const usual = (field: Field): boolean => field.kind === 'toggle' && field.default;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const notAnObject = (path: string, value: unknown): ConfigIssue => ({
  path,
  template: '{{path}} must be an object with settings, not {{value}}',
  values: { path, value: (JSON.stringify(value) ?? String(value)).slice(0, 80) },
  hint: 'Look at the example in the documentation.',
});

/** One issue speaks for itself; several are listed, each with its place. */
function errorOf(issues: readonly [ConfigIssue, ...ConfigIssue[]]): MimError {
  const [first, ...others] = issues;
  if (others.length === 0) {
    return new MimError('bad-config', first.template, {
      values: { ...first.values, path: first.path },
      hint: first.hint,
    });
  }
  const list = issues.map(
    ({ path, template, values, hint }) => `${path}: ${fillIn(template, values)}. ${fillIn(hint, values)}`,
  );
  return new MimError('bad-config', '{{count}} settings cannot be used: {{list}}', {
    values: { count: issues.length, list: list.join(' ') },
    hint: 'Correct each of them.',
  });
}
