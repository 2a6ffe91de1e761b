/** @file A small choice among others of its kind. */

import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';

interface ChipProps {
  readonly isSelected: boolean;
  readonly onPress: () => void;
  /** Already translated: what stands behind the few letters. */
  readonly label?: string;
  readonly children: ReactNode;
}

export function Chip({ isSelected, onPress, label, children }: ChipProps) {
  return (
    <ToggleButton
      isSelected={isSelected}
      onChange={onPress}
      {...(label !== undefined && { 'aria-label': label })}
      className="inline-flex h-7 items-center gap-1 rounded-full border border-edge/60 bg-surface px-2.5 text-xs whitespace-nowrap text-ink hover:bg-raised selected:border-accent selected:bg-accent-soft selected:font-medium selected:text-accent touch:h-11 touch:px-4"
    >
      {children}
    </ToggleButton>
  );
}
