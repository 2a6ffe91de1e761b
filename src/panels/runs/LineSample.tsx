/** @file A run's colour and dash, as its curve has them. */

/** Dash patterns by style, SVG `stroke-dasharray`; colour never stands alone. */
const DASHES = ['none', '6 3', '2 2', '8 3 2 3', '8 3 2 3 2 3', '1 3'] as const;

export function LineSample({ style }: { readonly style: number }) {
  return (
    <svg aria-hidden width="28" height="8" className="shrink-0">
      <line
        x1="0"
        y1="4"
        x2="28"
        y2="4"
        strokeWidth="2.5"
        stroke={`var(--run-${String(style)})`}
        strokeDasharray={DASHES[style]}
      />
    </svg>
  );
}
