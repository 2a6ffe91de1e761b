/** @file The error of a file that lacks part of its model. */

import { MimError } from '../../lib/errors.ts';
import { listNames } from '../tensor.ts';

export const missingTensors = (names: readonly string[]): MimError =>
  new MimError('bad-file', 'tensors that the model needs are missing ({{count}}): {{names}}', {
    values: { count: names.length, names: listNames(names) },
    hint: 'Use the complete file of the model, and the config.json that belongs to it.',
  });
