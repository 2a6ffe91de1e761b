/** @file A word in a small box, for a state. */

import type { ReactNode } from 'react';

const TONES = {
  plain: 'border-line bg-raised text-soft',
  accent: 'border-accent/40 bg-accent-soft text-accent',
  warning: 'border-warn/40 bg-warn-soft text-warn',
  error: 'border-error/40 bg-error-soft text-error',
} as const;

interface BadgeProps {
  readonly tone?: keyof typeof TONES;
  readonly children: ReactNode;
}

export function Badge({ tone = 'plain', children }: BadgeProps) {
  return (
    <span
      className={`inline-flex min-h-5 max-w-full items-center gap-1 rounded border px-1.5 text-xs ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
