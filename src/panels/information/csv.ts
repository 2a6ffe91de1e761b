/** @file The measured curves as a table for a spreadsheet, with what they were measured on. */

import type { RunConfig } from '../../config/run-config.ts';
import type { MeasuredField } from '../../store/field.ts';
import type { Curve } from './curves.ts';

/** One row a point, below a comment with the settings. */
export function csvOf(
  curves: readonly Curve[],
  { pictures, shrinkage, field: { patches } }: MeasuredField,
  config: RunConfig,
): string {
  const rows = curves.flatMap(({ id, points }) =>
    points.map(({ x, y, error }) => [id, x, y, error, y / (x * patches || 1)].join(',')),
  );
  return [
    `# ${JSON.stringify({ patches, pictures, shrinkage, config })}`,
    'strategy,ratio,bits,standard_error_bits,bits_per_hidden_patch',
    ...rows,
    '',
  ].join('\n');
}
