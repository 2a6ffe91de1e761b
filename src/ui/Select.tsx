/** @file One of many, in a list that opens. The browser's own: a third of react-aria's weight lies in its lists. */

import { ChevronDown } from 'lucide-react';
import { useId } from 'react';

export interface SelectOption<T extends string> {
  readonly id: T;
  /** Already translated, as is `detail`. */
  readonly label: string;
  readonly detail?: string;
  /** Why it cannot be chosen now, already translated. */
  readonly disabled?: string | undefined;
}

interface SelectProps<T extends string> {
  /** Already translated. */
  readonly label: string;
  readonly options: readonly SelectOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Keeps the label for screen readers only. */
  readonly bare?: boolean;
  readonly className?: string;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, value, onChange, bare = false, className = '' } = props;
  const id = useId();
  const chosen = options.find((option) => option.id === value);
  return (
    <div className={`flex min-w-0 flex-col gap-1 ${className}`}>
      <label htmlFor={id} className={bare ? 'sr-only' : 'text-xs text-soft'}>
        {label}
      </label>
      <span className="relative flex min-w-0">
        <select
          id={id}
          value={value}
          title={chosen?.detail}
          onChange={(event) => {
            const next = options.find((option) => option.id === event.target.value);
            if (next !== undefined) onChange(next.id);
          }}
          className="h-8 w-full min-w-0 appearance-none truncate rounded-md border border-edge/60 bg-surface pr-7 pl-2.5 text-sm text-ink hover:bg-raised touch:h-11"
        >
          {chosen === undefined && (
            <option value={value} hidden>
              {value}
            </option>
          )}
          {options.map((option) => (
            <option
              key={option.id}
              value={option.id}
              disabled={option.disabled !== undefined}
              title={option.disabled ?? option.detail}
            >
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={14}
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 text-soft"
        />
      </span>
    </div>
  );
}
