/** @file What the form must not offer: for each candidate change the reason, or nothing. */

import { whyImpossible } from '../config/rules.ts';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import { t } from '../i18n/i18n.ts';
import { merged } from './changes.ts';

/** Reasons by key, translated, of those changes that would break a rule which the draft keeps now. */
export function impossibleChanges(
  draft: RunConfig,
  changes: Readonly<Record<string, DeepPartial<RunConfig>>>,
): Readonly<Record<string, string>> {
  const reasons: Record<string, string> = {};
  for (const [key, change] of Object.entries(changes)) {
    const issue = whyImpossible(draft, merged(draft, change));
    if (issue !== undefined) reasons[key] = t(issue.template, issue.values);
  }
  return reasons;
}
