/** @file On or off. */

import type { ReactNode } from 'react';

interface SwitchProps {
  /** Already translated. */
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  /** Marks after the label. */
  readonly children?: ReactNode;
}

export function Switch({ label, isSelected, onChange, isDisabled = false, children }: SwitchProps) {
  return (
    <div className="flex min-h-7 items-center gap-1 touch:min-h-11">
      <label className="flex items-center gap-2 text-sm has-disabled:opacity-45">
        <input
          type="checkbox"
          role="switch"
          checked={isSelected}
          disabled={isDisabled}
          onChange={(event) => {
            onChange(event.target.checked);
          }}
          className="relative h-4 w-7 shrink-0 appearance-none rounded-full border border-edge bg-raised transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-2.5 before:rounded-full before:bg-edge before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-accent-ink forced-colors:appearance-auto"
        />
        {label}
      </label>
      {children}
    </div>
  );
}
