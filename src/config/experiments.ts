/** @file Comparisons in one click: the same pictures, seed and steps, one thing changed. Adding one: an entry here. */

import type { DeepPartial, RunConfig } from './run-config.ts';

export interface Arm {
  /** English; the key of its translation. */
  readonly label: string;
  /** Laid over the settings of the moment. */
  readonly change: DeepPartial<RunConfig>;
}

export interface Experiment {
  readonly label: string;
  /** What to look for, and what the paper found. */
  readonly summary: string;
  readonly source: string;
  readonly arms: readonly Arm[];
}

const hiddenOrAll: Experiment = {
  label: 'Loss on hidden or on all patches',
  summary:
    'Predicting against reconstructing. SimMIM: counting all patches costs more than a point of accuracy, because part of the model learns to copy.',
  source: 'SimMIM §4.1.3 "Prediction", figure on masked-only prediction; MAE §4.1 has the same finding',
  arms: [
    { label: 'hidden patches only', change: { loss: { on: 'hidden' } } },
    { label: 'all patches', change: { loss: { on: 'all' } } },
  ],
};

const maskUnits: Experiment = {
  label: 'Small or large mask units',
  summary:
    'At the same ratio small units leave a visible neighbour to every hidden patch: the loss is lower, and less has to be understood.',
  source: 'SimMIM §4.1.1 "Masking strategy", table of mask patch sizes',
  arms: [
    { label: '1×1 patch', change: { mask: { id: 'cells', unit: '1', ratio: 0.6 } } },
    { label: '2×2 patches', change: { mask: { id: 'cells', unit: '2', ratio: 0.6 } } },
    { label: '4×4 patches', change: { mask: { id: 'cells', unit: '4', ratio: 0.6 } } },
  ],
};

const objectMasks: Experiment = {
  label: 'Three masks of an object',
  summary:
    'Random, most of the object, all of it: with nothing of the object left, only the background can be filled in.',
  source: 'SimMIM §4.4 "Visualization", figure on three kinds of masks',
  arms: [
    { label: 'random patches', change: { mask: { id: 'random', ratio: 0.6 } } },
    { label: 'most of the object', change: { mask: { id: 'object-most' } } },
    { label: 'all of the object', change: { mask: { id: 'object-all' } } },
  ],
};

const maskShapes: Experiment = {
  label: 'Random, blocks or a grid',
  summary:
    'Blocks are hard and reconstruct blurred, the grid is easy and reconstructs sharp; MAE’s features are best with random masks.',
  source: 'MAE §4.1 "Mask sampling strategy", figure 6 and table 1f',
  arms: [
    { label: 'random, 75 %', change: { mask: { id: 'random', ratio: 0.75 } } },
    { label: 'blocks, 50 %', change: { mask: { id: 'block', ratio: 0.5 } } },
    { label: 'grid, 75 %', change: { mask: { id: 'grid', ratio: 0.75 } } },
  ],
};

const ratios: Experiment = {
  label: 'Four mask ratios',
  summary:
    'The same model at 40, 60, 75 and 90 %. The paper’s linear probing rises until 75 % and falls after it.',
  source: 'MAE §4.1 "Masking ratio", figure 5',
  arms: [
    { label: '40 %', change: { mask: { id: 'random', ratio: 0.4 } } },
    { label: '60 %', change: { mask: { id: 'random', ratio: 0.6 } } },
    { label: '75 %', change: { mask: { id: 'random', ratio: 0.75 } } },
    { label: '90 %', change: { mask: { id: 'random', ratio: 0.9 } } },
  ],
};

const targets: Experiment = {
  label: 'Pixels or normalised pixels',
  summary: 'The normalised target asks for shape and not for brightness; the paper’s features gain by it.',
  source: 'MAE §4.1 "Reconstruction target", table 1d',
  arms: [
    { label: 'pixels', change: { target: { id: 'pixels' } } },
    { label: 'normalised pixels', change: { target: { id: 'normalized-pixels' } } },
  ],
};

export const EXPERIMENTS = {
  'hidden-or-all': hiddenOrAll,
  'mask-units': maskUnits,
  'object-masks': objectMasks,
  'mask-shapes': maskShapes,
  'mask-ratios': ratios,
  targets,
} as const satisfies Record<string, Experiment>;

export type ExperimentId = keyof typeof EXPERIMENTS;
