/** @file How the six runs that a chart can show are told apart: a colour for each theme, and a dash, as colour never stands alone. */

export interface RunStyle {
  readonly light: string;
  readonly dark: string;
  /** SVG `stroke-dasharray`; empty is a solid line. */
  readonly dash: string;
}

/** Chosen so that each pair stays apart under protanopia, deuteranopia and tritanopia; runs.test.ts measures it. */
export const RUN_STYLES = [
  { light: '#005b8e', dark: '#0072b2', dash: '' },
  { light: '#954200', dark: '#e28e4d', dash: '8 4' },
  { light: '#003f2e', dark: '#66c5ab', dash: '4 3' },
  { light: '#7a4964', dark: '#a36186', dash: '10 3 2 3' },
  { light: '#b87f00', dark: '#f5d999', dash: '10 3 2 3 2 3' },
  { light: '#4590ba', dark: '#bbe1f6', dash: '2 3' },
] as const satisfies readonly RunStyle[];

/** The lightest and the darkest background that the curves lie on. */
export const RUN_BACKGROUNDS = { light: '#ffffff', dark: '#0f172a' } as const;

/** Style of a run by its number; numbers past the sixth begin again. */
export const runStyle = (style: number): RunStyle => RUN_STYLES[style % RUN_STYLES.length] ?? RUN_STYLES[0];
