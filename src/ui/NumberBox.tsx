/** @file A number to type: Enter or leaving the box applies it, Esc takes it back, arrows step. */

import { useState } from 'react';
import { readNumber, writeNumber } from './scale.ts';

interface NumberBoxProps {
  /** Already translated. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What one press of an arrow key adds; called with the direction where steps are not equal. */
  readonly step: number | ((value: number, direction: 1 | -1) => number);
  readonly onChange: (value: number) => void;
  readonly unit?: string | undefined;
  readonly id?: string;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function NumberBox(props: NumberBoxProps) {
  const { label, value, min, max, step, onChange, unit, id, isDisabled = false, className = 'w-16' } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const apply = (next: number): void => {
    const clamped = Math.min(max, Math.max(min, next));
    if (clamped !== value) onChange(clamped);
  };
  const finish = (): void => {
    const next = typed === null ? undefined : readNumber(typed);
    setTyped(null);
    if (next !== undefined) apply(next);
  };
  const move = (direction: 1 | -1): void => {
    setTyped(null);
    apply(
      typeof step === 'function'
        ? step(value, direction)
        : Number((value + direction * step).toPrecision(12)),
    );
  };
  return (
    <span className={`inline-flex items-center gap-1 ${isDisabled ? 'opacity-45' : ''}`}>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        disabled={isDisabled}
        value={typed ?? writeNumber(value)}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onFocus={(event) => {
          event.target.select();
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish();
          else if (event.key === 'Escape') setTyped(null);
          else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            move(event.key === 'ArrowUp' ? 1 : -1);
          }
        }}
        className={`h-6 rounded border border-edge/60 bg-surface px-1.5 text-right text-sm text-ink tabular-nums touch:h-11 ${className}`}
      />
      {unit !== undefined && <span className="text-xs text-soft">{unit}</span>}
    </span>
  );
}
