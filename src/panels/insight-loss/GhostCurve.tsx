/** @file What the loss chart shows before anything has trained: the shape to expect, in grey, and how to begin. */

import { useT } from '../../i18n/i18n.ts';
import { PLOT } from './look.ts';

export function GhostCurve({ children }: { readonly children?: string }) {
  const t = useT();
  return (
    <div className="relative" style={{ height: PLOT.height }}>
      <svg
        aria-hidden
        viewBox="0 0 340 208"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        <path d="M40 8V186H336" fill="none" stroke="var(--line)" />
        <path
          d="M40 20C60 110 90 140 140 155S260 172 336 175"
          fill="none"
          stroke="var(--edge)"
          strokeWidth="2"
          opacity="0.45"
        />
        <path
          d="M40 26C64 112 96 136 146 149S262 163 336 165"
          fill="none"
          stroke="var(--edge)"
          strokeWidth="2"
          strokeDasharray="6 4"
          opacity="0.45"
        />
      </svg>
      <p className="absolute inset-x-12 top-8 text-center text-sm text-soft">
        {children ?? t('Press Space to train your first run.')}
      </p>
    </div>
  );
}
