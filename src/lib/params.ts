/** @file Hyper-parameters as data: one declaration gives the type, the default, the bounds and the control. */

import { MimError, type MessageValues } from './errors.ts';

interface Described {
  /** English; the key of its translation. */
  readonly label: string;
  /** One sentence on why it matters; English, the key of its translation. */
  readonly help?: string;
  /** `hot` acts on a running run, `cold` needs a restart. */
  readonly effect?: 'hot' | 'cold';
  /** Shown only under "More". */
  readonly advanced?: boolean;
}
export interface NumberParam extends Described {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
  readonly unit?: string;
  /** A slider over powers instead of differences. */
  readonly log?: boolean;
  /** Only whole numbers mean something; elsewhere `step` is the form's notch and any number in range is accepted. */
  readonly whole?: boolean;
  /** A share of 0..1 that is shown as a percentage. */
  readonly percent?: boolean;
  /** What 0 is shown as, such as '∞' where it means no end. */
  readonly zero?: string;
}
export interface ChoiceParam<T extends string = string> extends Described {
  readonly kind: 'choice';
  /** Ids; each option's English label is `optionLabels[id]`, else the id itself. */
  readonly options: readonly T[];
  readonly optionLabels?: Readonly<Partial<Record<T, string>>>;
  readonly default: T;
}
export interface ToggleParam extends Described {
  readonly kind: 'toggle';
  readonly default: boolean;
}
/** A string that no form shows, such as a painted mask. */
export interface TextParam extends Described {
  readonly kind: 'text';
  readonly default: string;
  readonly maxLength: number;
}

export type Param = NumberParam | ChoiceParam | ToggleParam | TextParam;
export type Params = Readonly<Record<string, Param>>;

/** The plain-JSON values a set of parameters describes. */
export type ValuesOf<P extends Params> = string extends keyof P
  ? Readonly<Record<string, string | number | boolean>>
  : {
      readonly [K in keyof P]: P[K] extends ChoiceParam<infer T>
        ? T
        : P[K] extends NumberParam
          ? number
          : P[K] extends TextParam
            ? string
            : boolean;
    };

export const number = (spec: Omit<NumberParam, 'kind'>): NumberParam => ({ kind: 'number', ...spec });
export const toggle = (spec: Omit<ToggleParam, 'kind'>): ToggleParam => ({ kind: 'toggle', ...spec });
export const text = (spec: Omit<TextParam, 'kind'>): TextParam => ({ kind: 'text', ...spec });
export const choice = <const T extends string>(spec: Omit<ChoiceParam<T>, 'kind'>): ChoiceParam<T> => ({
  kind: 'choice',
  ...spec,
});

export function defaultsOf<P extends Params>(params: P): ValuesOf<P> {
  return Object.fromEntries(
    Object.entries(params).map(([key, param]) => [key, param.default]),
  ) as ValuesOf<P>;
}

/** What is wrong with one value: a sentence, what to do about it, and the values of their places. */
export interface ValueIssue {
  readonly template: string;
  readonly values: MessageValues;
  readonly hint: string;
}

export const unknownKeyIssue = (key: string): ValueIssue => ({
  template: 'there is no setting named {{key}} here',
  values: { key },
  hint: 'Remove it, or look for its new name in the documentation.',
});

/** What is wrong with `value` as a value of `param`, or undefined. */
export function issueOf(param: Param, value: unknown): ValueIssue | undefined {
  const problem = problemOf(param, value);
  if (problem === undefined) return undefined;
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return {
    template: '{{label}}: {{value}} is not allowed',
    values: { label: param.label, value: shown.slice(0, 80), ...problem.values },
    hint: problem.hint,
  };
}

/** Checks untrusted values; missing keys take their default, unknown keys are refused. Throws `bad-config`. */
export function parseValues<P extends Params>(
  params: P,
  input: Readonly<Record<string, unknown>>,
): ValuesOf<P> {
  for (const key of Object.keys(input)) {
    if (key !== 'id' && !Object.hasOwn(params, key)) throw badConfig(unknownKeyIssue(key));
  }
  const entries = Object.entries(params).map(([key, param]) => {
    const value = input[key] === undefined ? param.default : input[key];
    const issue = issueOf(param, value);
    if (issue !== undefined) throw badConfig(issue);
    return [key, value] as const;
  });
  return Object.fromEntries(entries) as ValuesOf<P>;
}

const badConfig = ({ template, values, hint }: ValueIssue): MimError =>
  new MimError('bad-config', template, { values, hint });

interface Problem {
  readonly hint: string;
  readonly values?: MessageValues;
}

function problemOf(param: Param, value: unknown): Problem | undefined {
  switch (param.kind) {
    case 'number':
      return problemOfNumber(param, value);
    case 'choice':
      return typeof value === 'string' && param.options.includes(value)
        ? undefined
        : { hint: 'Use one of {{options}}.', values: { options: param.options.join(', ') } };
    case 'toggle':
      return typeof value === 'boolean' ? undefined : { hint: 'Use true or false.' };
    case 'text':
      return typeof value === 'string' && value.length <= param.maxLength
        ? undefined
        : { hint: 'Use at most {{max}} characters.', values: { max: param.maxLength } };
  }
}

function problemOfNumber({ min, max, whole }: NumberParam, value: unknown): Problem | undefined {
  const fits = typeof value === 'number' && value >= min && value <= max; // NaN fails both
  if (fits && (whole !== true || Number.isInteger(value))) return undefined;
  return {
    hint:
      whole === true
        ? 'Use a whole number from {{min}} to {{max}}.'
        : 'Use a number from {{min}} to {{max}}.',
    values: { min, max },
  };
}
