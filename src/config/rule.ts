/** @file What a rule between settings is, and what a broken one says. */

import type { MessageValues } from '../lib/errors.ts';
import type { ValueIssue } from '../lib/params.ts';
import type { RunConfig } from './run-config.ts';

/** One problem of one setting. `path` is its place, as in `model.patch`. */
export interface ConfigIssue extends ValueIssue {
  readonly path: string;
}

export interface Rule {
  /** The setting to change first. */
  readonly path: string;
  readonly template: string;
  readonly hint: string;
  /** The values of the sentence where the config breaks the rule, else undefined. */
  readonly broken: (config: RunConfig) => MessageValues | undefined;
}
