/** @file The error of a file whose bytes contradict its format. */

import { MimError, type MessageValues } from '../lib/errors.ts';

export const damaged = (template: string, values: MessageValues = {}): MimError =>
  new MimError('bad-file', template, {
    values,
    hint: 'The file is damaged or not of the kind it claims to be. Download or export it again.',
  });
