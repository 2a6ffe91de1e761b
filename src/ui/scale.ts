/** @file Positions of a slider and the values they stand for, on a linear or a logarithmic scale. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  /** On a linear scale the distance of two values; on a logarithmic one that starts at 0, its smallest value above 0. */
  readonly step: number;
  readonly log?: boolean;
}

/** Positions of a logarithmic slider; the first one is `min` itself. */
const LOG_POSITIONS = 400;

const floorOf = ({ min, step }: Scale): number => (min > 0 ? min : step);

export const positionsOf = (scale: Scale): number =>
  scale.log === true ? LOG_POSITIONS : Math.round((scale.max - scale.min) / scale.step);

/** The position, 0..{@link positionsOf}, nearest to a value. */
export function positionOf(scale: Scale, value: number): number {
  const last = positionsOf(scale);
  const clamped = Math.min(scale.max, Math.max(scale.min, value));
  if (scale.log !== true) return Math.round((clamped - scale.min) / scale.step);
  const floor = floorOf(scale);
  if (clamped < floor) return 0;
  const share = Math.log(clamped / floor) / Math.log(scale.max / floor);
  return 1 + Math.round(share * (last - 1));
}

/** Inverse of {@link positionOf}; logarithmic values have two significant digits. */
export function valueAt(scale: Scale, position: number): number {
  const last = positionsOf(scale);
  if (position <= 0) return scale.min;
  if (position >= last) return scale.max;
  if (scale.log !== true) return trim(scale.min + position * scale.step);
  const floor = floorOf(scale);
  return Number((floor * (scale.max / floor) ** ((position - 1) / (last - 1))).toPrecision(2));
}

/** 0.1 * 3 is 0.30000000000000004: twelve digits are enough for any setting. */
const trim = (value: number): number => Number(value.toPrecision(12));

/** A number as a settings box shows it: no grouping, an exponent where the plain form would be long. */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e7)
    ? value.toExponential().replace('e+', 'e')
    : String(trim(value));
}

/** What a person typed: `75`, `0,75`, `1.5e-3`, `75 %` without its unit. Undefined where it is no number. */
export function readNumber(text: string): number | undefined {
  const plain = text
    .trim()
    .replace(',', '.')
    .replace(/\s*[%a-zA-Z·°]*$/, (unit) => (/^e/i.test(unit) ? unit : ''));
  if (plain === '') return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
