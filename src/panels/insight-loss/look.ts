/** @file What the chart's parts look like, shared by the screen, the saved picture and the labels. */

import { runStyle } from '../../ui/colour/runs.ts';
import type { Curve } from './curves.ts';

/** Pixels: the plot's height and the space around it for axes and labels. */
export const PLOT = { height: 176, top: 8, right: 76, bottom: 22, left: 44 } as const;

export const strokeOf = ({ kind, style }: Curve): string =>
  kind === 'baseline' ? 'var(--soft)' : `var(--run-${String(style % 6)})`;

/** Training is solid, held-out dashed and further losses dash-dotted for the current run; other runs have the dash that is theirs. */
export function dashOf({ kind, style, isCurrent }: Curve): string {
  if (kind === 'baseline') return '2 3';
  if (kind === 'heldOut') return '6 4';
  if (kind === 'term') return '8 2 2 2';
  return isCurrent ? '' : runStyle(style).dash;
}
