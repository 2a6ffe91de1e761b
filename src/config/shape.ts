/** @file The shape of a RunConfig as data: what the parser, the list of differences and the link all walk. */

import { choice, number, toggle, type ChoiceParam, type Param, type Params } from '../lib/params.ts';
import { LOSSES } from '../mim/losses/index.ts';
import { MASKS } from '../mim/masks/index.ts';
import { HEADS, MODELS } from '../mim/models/index.ts';
import { OPTIMIZERS } from '../mim/optimizers/index.ts';
import { SCHEDULES } from '../mim/schedules/index.ts';
import { SOURCES } from '../mim/sources/index.ts';
import { TARGETS } from '../mim/targets/index.ts';
import { TERMS } from '../mim/terms/index.ts';
import { FITS, type HotSettings } from './run-config.ts';

/** An object with these fields. */
export interface Group {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, Field>>;
}
/** `{ id, ...values }`: one plug-in of a list and the values of its parameters. */
export interface Section {
  readonly kind: 'section';
  /** The choice of plug-in as a parameter, labelled like any other. */
  readonly id: ChoiceParam;
  readonly plugins: Readonly<Record<string, Params>>;
}
/** One number per colour channel. */
export interface Triple {
  readonly kind: 'triple';
  readonly items: Readonly<Record<'0' | '1' | '2', Param>>;
}
export type Field = Param | Group | Section | Triple;

const group = (fields: Readonly<Record<string, Field>>): Group => ({ kind: 'group', fields });

type Plugin = { readonly label: string; readonly params?: Params };

/** The labels of a plug-in list by id, as a choice parameter wants them. */
const labelsOf = (list: Readonly<Record<string, Plugin>>): Record<string, string> =>
  Object.fromEntries(Object.entries(list).map(([id, { label }]) => [id, label]));

function section(label: string, list: Readonly<Record<string, Plugin>>, effect: 'hot' | 'cold'): Section {
  const options = Object.keys(list);
  return {
    kind: 'section',
    id: choice({ label, options, optionLabels: labelsOf(list), default: options[0] ?? '', effect }),
    plugins: Object.fromEntries(Object.entries(list).map(([id, { params = {} }]) => [id, params])),
  };
}

function channels(red: string, green: string, blue: string, min: number): Triple {
  const item = (label: string): Param =>
    number({ label, min, max: 1000, step: 0.001, default: 0.5, effect: 'cold', advanced: true });
  return { kind: 'triple', items: { 0: item(red), 1: item(green), 2: item(blue) } };
}

/** Settings of the data that belong to no plug-in; the form shows them like a plug-in's. */
export const DATA_PARAMS = {
  source: choice({
    label: 'Images',
    options: Object.keys(SOURCES) as (keyof typeof SOURCES)[],
    optionLabels: labelsOf(SOURCES),
    default: 'photos',
    effect: 'cold',
  }),
  side: number({
    label: 'Image size',
    help: 'The side of the square images that the model sees. Twice the side is four times the patches.',
    unit: 'px',
    min: 8,
    max: 512,
    step: 1,
    whole: true,
    default: 64,
    effect: 'cold',
  }),
  fit: choice({
    label: 'Fit',
    help: 'How a picture that is not square becomes one.',
    options: FITS,
    optionLabels: { crop: 'centre crop', pad: 'pad', squash: 'squash' },
    default: 'crop',
    effect: 'cold',
  }),
} as const;

export const AUGMENT_PARAMS = {
  crop: toggle({
    label: 'Random crop',
    help: 'A new crop of 20–100 % of the image for every step: few images go a long way.',
    default: true,
    effect: 'cold',
  }),
  flip: toggle({
    label: 'Random flip',
    help: 'Mirrors every other image at random.',
    default: true,
    effect: 'cold',
  }),
  colour: toggle({
    label: 'Colour jitter',
    help: 'Changes brightness, contrast and saturation by up to 40 % for every step. MAE’s paper found that it harms.',
    default: false,
    effect: 'cold',
  }),
} as const;

/** Settings of the whole run that belong to no plug-in. */
export const RUN_PARAMS = {
  seed: number({
    label: 'Seed',
    help: 'The same seed on the same machine gives the same run.',
    min: 0,
    max: 4_294_967_295,
    step: 1,
    whole: true,
    default: 2,
    effect: 'cold',
  }),
  batch: number({
    label: 'Batch',
    help: 'Images per step. Larger batches give smoother steps, and slower ones.',
    unit: 'images',
    min: 1,
    max: 4096,
    step: 1,
    whole: true,
    default: 32,
    effect: 'hot',
  }),
  steps: number({
    label: 'Steps',
    help: 'Where training stops and the schedule ends. 0 means until you pause.',
    min: 0,
    max: 10_000_000,
    step: 100,
    whole: true,
    zero: '∞',
    default: 0,
    effect: 'hot',
  }),
  average: number({
    label: 'Averaged weights',
    help: 'Keeps a moving average of the weights that follows them this slowly, such as 0.999; 0 keeps none.',
    min: 0,
    max: 0.9999,
    step: 0.001,
    default: 0,
    effect: 'cold',
    advanced: true,
  }),
  useAverage: toggle({
    label: 'Answer with the average',
    help: 'Pictures, held-out loss and exports then come from the averaged weights, where they are kept.',
    default: false,
    effect: 'hot',
    advanced: true,
  }),
} as const;

/** Everything but `version` and `preset`, in the order in which differences are listed. */
export const CONFIG_SHAPE: Group = group({
  data: group({
    ...DATA_PARAMS,
    patterns: group(SOURCES.patterns.params),
    augment: group(AUGMENT_PARAMS),
    mean: channels('Mean of red', 'Mean of green', 'Mean of blue', -1000),
    deviation: channels('Deviation of red', 'Deviation of green', 'Deviation of blue', 1e-6),
  }),
  mask: section('Mask strategy', MASKS, 'hot'),
  model: section('Model', MODELS, 'cold'),
  head: section('Head', HEADS, 'cold'),
  target: section('Target', TARGETS, 'cold'),
  loss: section('Loss', LOSSES, 'hot'),
  terms: group(Object.fromEntries(Object.entries(TERMS).map(([id, { params }]) => [id, group(params)]))),
  optimizer: section('Optimiser', OPTIMIZERS, 'hot'),
  schedule: section('Schedule', SCHEDULES, 'hot'),
  ...RUN_PARAMS,
});

export const HOT_KEYS = [
  'mask',
  'loss',
  'optimizer',
  'schedule',
  'batch',
  'steps',
  'useAverage',
] as const satisfies readonly (keyof HotSettings)[];

/** One value of a config, with its place and what describes it. */
export interface Leaf {
  /** As in `mask.ratio` or `data.mean.0`. */
  readonly path: string;
  readonly param: Param;
  readonly value: string | number | boolean;
}

/** Every value of a config that has the shape, in the shape's order. */
export function leavesOf(config: object): Leaf[] {
  return walk(CONFIG_SHAPE, config, '');
}

function walk(field: Field, value: unknown, path: string): Leaf[] {
  switch (field.kind) {
    case 'group':
      return walkAll(field.fields, value, path);
    case 'triple':
      return walkAll(field.items, value, path);
    case 'section': {
      const id = String((value as { readonly id: unknown }).id);
      return [{ path, param: field.id, value: id }, ...walkAll(field.plugins[id] ?? {}, value, path)];
    }
    case 'number':
    case 'choice':
    case 'toggle':
    case 'text':
      return [{ path, param: field, value: value as Leaf['value'] }];
  }
}

const walkAll = (fields: Readonly<Record<string, Field>>, value: unknown, path: string): Leaf[] =>
  Object.entries(fields).flatMap(([key, field]) =>
    walk(field, (value as Readonly<Record<string, unknown>>)[key], path === '' ? key : `${path}.${key}`),
  );
