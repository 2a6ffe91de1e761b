/** @file The curves as a table for a spreadsheet, with the settings they belong to. */

import type { RunConfig } from '../../config/run-config.ts';
import { MASKS } from '../../mim/masks/index.ts';
import type { Curve } from './use-curves.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One row a point, below the config as a comment. */
export function csvOf(curves: readonly Curve[], side: number, config: RunConfig): string {
  const rows = curves.flatMap(({ line, points }) =>
    points.map(({ share, hidden, pixels, errorPixels, method, masks }) =>
      [
        quoted(MASKS[line.id].label),
        line.unitPx ?? '',
        share,
        hidden,
        pixels,
        pixels / side,
        method,
        masks,
        errorPixels,
      ].join(','),
    ),
  );
  return [
    `# ${JSON.stringify(config)}`,
    'strategy,unit_px,ratio,hidden,avg_dist_px,avg_dist_share,method,masks,standard_error_px',
    ...rows,
    '',
  ].join('\n');
}
