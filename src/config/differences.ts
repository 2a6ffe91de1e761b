/** @file What differs between two configs, in words. */

import type { MessageValues } from '../lib/errors.ts';
import type { Param } from '../lib/params.ts';
import type { RunConfig } from './run-config.ts';
import { HOT_KEYS, leavesOf, type Leaf } from './shape.ts';

/**
 * A sentence to fill in. Strings among the values (labels, option names, units) are English keys as well: the page
 * translates each of them before it fills the template.
 */
export interface Difference {
  /** As in `mask.ratio`; the path of a section, such as `mask`, where another plug-in was chosen. */
  readonly path: string;
  readonly template: string;
  readonly values: MessageValues;
  /** Takes effect at the next step; else it needs a restart. */
  readonly hot: boolean;
}

/**
 * From `a` to `b`, in the form's order. A change of plug-in is one difference; its new values are then listed only
 * where they are not that plug-in's defaults. Hidden values (painted bits) are named without being shown.
 */
export function differences(a: RunConfig, b: RunConfig): Difference[] {
  const before = new Map(leavesOf(a).map((leaf) => [leaf.path, leaf]));
  const switched = new Set<string>();
  return leavesOf(b).flatMap((leaf): Difference[] => {
    const section = leaf.path.split('.')[0] ?? '';
    const old = before.get(leaf.path);
    if (leaf.path === section && old !== undefined && old.value !== leaf.value) switched.add(section);
    else if (switched.has(section)) return leaf.value === leaf.param.default ? [] : [setTo(leaf)];
    if (old?.value === leaf.value) return [];
    return [old === undefined ? setTo(leaf) : changed(old, leaf)];
  });
}

/** The differences that need a restart. */
export function coldDifferences(draft: RunConfig, running: RunConfig): Difference[] {
  return differences(running, draft).filter(({ hot }) => !hot);
}

const isHot = (path: string): boolean => HOT_KEYS.some((key) => key === path.split('.')[0]);

function changed(from: Leaf, { path, param, value }: Leaf): Difference {
  const values = { label: param.label, from: shown(param, from.value), to: shown(param, value) };
  return param.kind === 'text'
    ? { path, template: '{{label}} changed', values: { label: param.label }, hot: isHot(path) }
    : { path, template: '{{label}} {{from}} → {{to}}', values, hot: isHot(path) };
}

function setTo({ path, param, value }: Leaf): Difference {
  return param.kind === 'text'
    ? { path, template: '{{label}} changed', values: { label: param.label }, hot: isHot(path) }
    : {
        path,
        template: '{{label}} {{to}}',
        values: { label: param.label, to: shown(param, value) },
        hot: isHot(path),
      };
}

/** A value as the form shows it; words are English keys. */
export function shown(param: Param, value: Leaf['value']): string {
  switch (param.kind) {
    case 'number':
      if (value === 0 && param.zero !== undefined) return param.zero;
      if (param.percent === true) return `${Number((Number(value) * 100).toFixed(1))} %`;
      return param.unit === 'px' ? `${Number(value)} px` : String(Number(Number(value).toPrecision(4)));
    case 'choice':
      return param.optionLabels?.[String(value)] ?? String(value);
    case 'toggle':
      return value === true ? 'on' : 'off';
    case 'text':
      return String(value);
  }
}
