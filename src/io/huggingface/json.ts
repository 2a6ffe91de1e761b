/** @file The configuration files that come with weights: text in, checked values out. */

import * as v from 'valibot';
import { MimError } from '../../lib/errors.ts';
import { shorten } from '../tensor.ts';

/** Far beyond any configuration, and no trouble to parse. */
const MAX_CHARACTERS = 1_000_000;

/** Throws `bad-file` naming the file, the field and the value. Fields that the schema does not know are ignored. */
export function parseJson<S extends v.GenericSchema>(
  file: string,
  text: string,
  schema: S,
): v.InferOutput<S> {
  const result = v.safeParse(schema, parse(file, text));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new MimError('bad-file', '{{file}}: {{field}} is {{received}}, but should be {{expected}}', {
    values: {
      file,
      field: shorten(path ?? file),
      received: shorten(issue.received),
      expected: issue.expected ?? issue.message,
    },
    hint: 'Take the configuration from where the weights come from.',
  });
}

function parse(file: string, text: string): unknown {
  try {
    const value: unknown = text.length <= MAX_CHARACTERS ? JSON.parse(text) : undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The same sentence serves.
  }
  throw new MimError('bad-file', '{{file}} is not a JSON object', {
    values: { file },
    hint: 'Take the configuration from where the weights come from.',
  });
}
