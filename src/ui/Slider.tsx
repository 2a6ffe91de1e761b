/** @file A number on a scale: slider and box show the same value. */

import { useId, type ReactNode } from 'react';
import { FieldHead } from './FieldHead.tsx';
import { NumberBox } from './NumberBox.tsx';
import { positionOf, positionsOf, valueAt, type Scale } from './scale.ts';

interface SliderProps extends Scale {
  /** Already translated, as is `help`. */
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly effect?: 'hot' | 'cold' | undefined;
  /** Given where the value differs from its default. */
  readonly onReset?: (() => void) | undefined;
  readonly isDisabled?: boolean;
  /** How a screen reader says the value; the number itself otherwise. */
  readonly spoken?: string;
  /** Values that get a mark on the track. */
  readonly marks?: readonly number[];
  /** Replaces the box at the right. */
  readonly box?: ReactNode;
}

export function Slider(props: SliderProps) {
  const {
    label,
    value,
    onChange,
    unit,
    help,
    effect,
    onReset,
    isDisabled = false,
    spoken,
    marks = [],
    box,
  } = props;
  const id = useId();
  const position = positionOf(props, value);
  return (
    <div className="min-w-0">
      <div className="flex items-center justify-between gap-2">
        <FieldHead label={label} help={help} effect={effect} onReset={onReset} htmlFor={id} />
        {box ?? (
          <NumberBox
            label={label}
            value={value}
            min={props.min}
            max={props.max}
            step={
              props.log === true
                ? (now, direction) => valueAt(props, positionOf(props, now) + 5 * direction)
                : props.step
            }
            unit={unit}
            isDisabled={isDisabled}
            onChange={onChange}
          />
        )}
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={positionsOf(props)}
        step={1}
        value={position}
        disabled={isDisabled}
        list={marks.length > 0 ? `${id}-marks` : undefined}
        aria-valuetext={spoken ?? `${String(value)}${unit === undefined ? '' : ` ${unit}`}`}
        onChange={(event) => {
          onChange(valueAt(props, Number(event.target.value)));
        }}
        className="block h-5 w-full disabled:opacity-45 touch:h-11"
      />
      {marks.length > 0 && (
        <datalist id={`${id}-marks`}>
          {marks.map((mark) => (
            <option key={mark} value={positionOf(props, mark)} />
          ))}
        </datalist>
      )}
    </div>
  );
}
