/** @file What sizes and executors are called; English, keys of their translations. */

import type { AppState } from '../../store/state.ts';

export type Row = NonNullable<AppState['benchmark']['report']>['rows'][number];
export type Size = Row['size'];

export const SIZE_LABELS: Readonly<Record<Size, string>> = {
  tiny: 'tiny (0.4 M)',
  small: 'small (0.9 M)',
  target: 'large (3 M)',
};

/** The smallest first. */
export const SIZES = Object.keys(SIZE_LABELS) as readonly Size[];

export const ENGINE_LABELS: Readonly<Record<Row['engine'], string>> = {
  cpu: 'CPU',
  webgpu: 'WebGPU',
};
