/** @file What kind of thing an article's curve is, so that nobody takes it for data. */

/** English; the keys of their translations. */
export const VERDICTS = {
  formula: { label: 'formula', summary: 'Follows from definitions.' },
  heuristic: {
    label: 'heuristic',
    summary: 'A rule of thumb with constants that were chosen, not derived or measured.',
  },
  invented: { label: 'invented', summary: 'Made-up numbers; nothing was measured.' },
} as const;
export type Verdict = keyof typeof VERDICTS;

export interface ArticleSeries {
  /** English; the key of its translation. */
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface ArticleCard {
  /** English; the key of its translation, as are `summary`, the axes and the names of bars. */
  readonly label: string;
  readonly verdict: Verdict;
  /** Why it gets this verdict. */
  readonly summary: string;
  /** As the article computes it. */
  readonly formula: string;
  /** Function of the article's code. */
  readonly source: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** For bars: what stands at x = 0, 1, 2. */
  readonly bars?: readonly string[];
  series(): readonly ArticleSeries[];
}

/** `count` numbers from `first` to `last`, as NumPy's linspace. */
export const linspace = (first: number, last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));

export const curveOf = (
  xs: readonly number[],
  y: (x: number) => number,
): readonly { readonly x: number; readonly y: number }[] => xs.map((x) => ({ x, y: y(x) }));

export const clip = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
