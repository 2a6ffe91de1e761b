/** @file One of a few, all of them on view. Native radio buttons: arrow keys, names and groups come with them. */

import { useId, type ReactNode } from 'react';

export interface SegmentedOption<T extends string> {
  readonly id: T;
  /** Already translated. */
  readonly label: string;
  readonly icon?: ReactNode;
  /** Why it cannot be chosen now, already translated; the pointer and screen readers find it. */
  readonly disabled?: string | undefined;
  readonly hint?: string;
}

interface SegmentedProps<T extends string> {
  /** Already translated. */
  readonly label: string;
  readonly options: readonly SegmentedOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Draws icons above words, in a grid. */
  readonly tiles?: boolean;
}

const ROW = 'flex w-fit max-w-full flex-wrap gap-0.5 rounded-md border border-line bg-raised p-0.5';
const GRID = 'grid w-full grid-cols-[repeat(auto-fit,minmax(4.25rem,1fr))] gap-1';

export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  tiles = false,
}: SegmentedProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={tiles ? GRID : ROW}>
      {options.map((option) => (
        <label
          key={option.id}
          title={option.disabled ?? option.hint}
          className={`relative flex items-center justify-center gap-1 rounded text-sm select-none has-checked:bg-surface has-checked:font-medium has-checked:text-accent has-checked:shadow-sm has-disabled:opacity-45 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-(--accent) touch:min-h-11 ${tiles ? 'flex-col border border-line px-0.5 py-1 text-center text-xs leading-tight has-checked:border-accent' : 'h-6 px-2 whitespace-nowrap'}`}
        >
          <input
            type="radio"
            name={name}
            value={option.id}
            checked={option.id === value}
            disabled={option.disabled !== undefined}
            aria-description={option.disabled ?? option.hint}
            onChange={() => {
              onChange(option.id);
            }}
            className="absolute inset-0 size-full appearance-none opacity-0"
          />
          {option.icon}
          <span className={tiles ? '' : 'truncate'}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
