/** @file The configuration that a layout of Hugging Face cannot do without. */

import { MimError } from '../../lib/errors.ts';

/** Throws `bad-file` where there is none. */
export function needConfig(configJson: string | undefined): string {
  if (configJson !== undefined) return configJson;
  throw new MimError(
    'bad-file',
    'these weights say nothing of their number of heads: config.json is missing',
    { hint: 'Drop config.json together with the weights.' },
  );
}
