/** @file The bar beside a coloured picture, with the numbers of its ends and its middle. */

import { formatCosine } from '../../i18n/format.ts';
import { cssGradient } from '../colour/maps.ts';
import type { ColourScale } from '../colour/scale.ts';

interface ColourBarProps {
  readonly scale: ColourScale;
  /** What the numbers are, translated. */
  readonly label: string;
  readonly format?: (value: number) => string;
}

export function ColourBar({ scale, label, format = formatCosine }: ColourBarProps) {
  const middle = (scale.low + scale.high) / 2;
  return (
    <div
      role="img"
      aria-label={`${label}: ${format(scale.low)} – ${format(scale.high)}`}
      className="flex gap-1"
    >
      <div className="w-3 rounded-sm border border-line" style={{ background: cssGradient(scale.map) }} />
      <div aria-hidden className="flex flex-col justify-between text-xs text-soft">
        <span>{format(scale.high)}</span>
        <span>{format(middle)}</span>
        <span>{format(scale.low)}</span>
      </div>
    </div>
  );
}
