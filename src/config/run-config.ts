/** @file The one JSON tree that describes a run: it goes verbatim into the worker, the snapshot, the link and the tests. */

import type { ValuesOf } from '../lib/params.ts';
import type { Grid } from '../mim/grid.ts';
import type { LOSSES, LossId } from '../mim/losses/index.ts';
import type { MaskChoice } from '../mim/masks/index.ts';
import type { HeadId, HEADS, ModelId, MODELS } from '../mim/models/index.ts';
import type { OptimizerChoice } from '../mim/optimizers/index.ts';
import type { ScheduleChoice } from '../mim/schedules/index.ts';
import type { SourceId, SOURCES } from '../mim/sources/index.ts';
import type { TargetChoice } from '../mim/targets/index.ts';
import type { TermChoices } from '../mim/terms/index.ts';

export type ModelChoice = {
  [I in ModelId]: { readonly id: I } & ValuesOf<(typeof MODELS)[I]['params']>;
}[ModelId];
export type HeadChoice = {
  [I in HeadId]: { readonly id: I } & ValuesOf<(typeof HEADS)[I]['params']>;
}[HeadId];
export type LossChoice = {
  [I in LossId]: { readonly id: I } & ValuesOf<(typeof LOSSES)[I]['params']>;
}[LossId];

export const SIDES = [32, 64, 96, 128] as const;
export const FITS = ['crop', 'pad', 'squash'] as const;
export type Fit = (typeof FITS)[number];

export interface DataConfig {
  readonly source: SourceId;
  /** Knobs of the `patterns` source; kept while another source is chosen. */
  readonly patterns: ValuesOf<(typeof SOURCES)['patterns']['params']>;
  /** Image side in pixels. The form offers {@link SIDES}; an imported model may have any side up to 512. */
  readonly side: number;
  /** How a picture that is not square becomes one. */
  readonly fit: Fit;
  /**
   * Random resized crop (area 20–100 %, aspect 3:4–4:3), horizontal flip, and changes of brightness, contrast and
   * saturation (factors 0.6–1.4), drawn anew for every step and sample.
   */
  readonly augment: { readonly crop: boolean; readonly flip: boolean; readonly colour: boolean };
  /** Pixels are normalised as (RGB / 255 - mean) / deviation, per channel. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

export interface RunConfig {
  readonly version: 1;
  /** The preset it started from; a name, not a reference. */
  readonly preset: string;
  readonly seed: number;
  readonly data: DataConfig;
  readonly mask: MaskChoice;
  readonly model: ModelChoice;
  readonly head: HeadChoice;
  readonly target: TargetChoice;
  readonly loss: LossChoice;
  /** Losses that are added to it; those of weight 0 are left out. */
  readonly terms: TermChoices;
  readonly optimizer: OptimizerChoice;
  readonly schedule: ScheduleChoice;
  readonly batch: number;
  /** Where the schedule ends and training stops by itself; 0 = no end. */
  readonly steps: number;
  /** How slowly a moving average of the weights follows them, such as 0.999; 0 keeps none. */
  readonly average: number;
  /** Answers and exports use that average. */
  readonly useAverage: boolean;
}

/** Every property optional, all the way down. */
export type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> }
    : T;

export const gridOf = (config: Pick<RunConfig, 'data' | 'model'>): Grid => {
  const side = Math.floor(config.data.side / config.model.patch);
  return { rows: side, cols: side };
};

/** What can change while a run runs; everything else needs a restart. */
export type HotSettings = Pick<
  RunConfig,
  'mask' | 'loss' | 'optimizer' | 'schedule' | 'batch' | 'steps' | 'useAverage'
>;

export const hotOf = ({
  mask,
  loss,
  optimizer,
  schedule,
  batch,
  steps,
  useAverage,
}: RunConfig): HotSettings => ({ mask, loss, optimizer, schedule, batch, steps, useAverage });
