/** @file Every op. Adding one: write its folder, add its line here, and its kernels where executors list them. */

import { adamw } from './adamw/adamw.ts';
import { add } from './add/add.ts';
import { attention } from './attention/attention.ts';
import { attentionBackward } from './attention/attention-backward.ts';
import { attentionBackwardTable } from './attention/attention-backward-table.ts';
import { gatherRows } from './gather-rows/gather-rows.ts';
import { gatherRowsBackwardFill } from './gather-rows/gather-rows-backward-fill.ts';
import { gatherRowsBackwardTable } from './gather-rows/gather-rows-backward-table.ts';
import { geluBackward } from './gelu/gelu.ts';
import { gradNorm } from './grad-norm/grad-norm.ts';
import { layerNorm } from './layer-norm/layer-norm.ts';
import { layerNormBackwardInput } from './layer-norm/layer-norm-backward-input.ts';
import { layerNormBackwardWeight } from './layer-norm/layer-norm-backward-weight.ts';
import { linear } from './linear/linear.ts';
import { linearBackwardInput } from './linear/linear-backward-input.ts';
import { linearBackwardWeight } from './linear/linear-backward-weight.ts';
import { maskedLoss } from './masked-loss/masked-loss.ts';
import { colorBins } from './color-bins/color-bins.ts';
import { crossEntropy } from './cross-entropy/cross-entropy.ts';
import { ema } from './ema/ema.ts';
import { hog } from './hog/hog.ts';
import { infoNce } from './info-nce/info-nce.ts';
import { lars } from './lars/lars.ts';
import { poolPatches } from './pool-patches/pool-patches.ts';
import { poolRows, poolRowsBackward } from './pool-rows/pool-rows.ts';
import { sgd } from './sgd/sgd.ts';
import { uniformity } from './uniformity/uniformity.ts';
import { unitRows, unitRowsBackward } from './unit-rows/unit-rows.ts';
import { jitterColors } from './jitter-colors/jitter-colors.ts';
import { residual } from './residual/residual.ts';
import { residualBackward } from './residual/residual-backward.ts';
import { residualBackwardGain } from './residual/residual-backward-gain.ts';
import { samplePatches } from './sample-patches/sample-patches.ts';
import { standardizeRows } from './standardize-rows/standardize-rows.ts';

export const OPS = {
  linear,
  'linear-backward-input': linearBackwardInput,
  'linear-backward-weight': linearBackwardWeight,
  'gelu-backward': geluBackward,
  'layer-norm': layerNorm,
  'layer-norm-backward-input': layerNormBackwardInput,
  'layer-norm-backward-weight': layerNormBackwardWeight,
  attention,
  'attention-backward': attentionBackward,
  'attention-backward-table': attentionBackwardTable,
  'gather-rows': gatherRows,
  'gather-rows-backward-fill': gatherRowsBackwardFill,
  'gather-rows-backward-table': gatherRowsBackwardTable,
  add,
  residual,
  'residual-backward': residualBackward,
  'residual-backward-gain': residualBackwardGain,
  'sample-patches': samplePatches,
  'jitter-colors': jitterColors,
  'standardize-rows': standardizeRows,
  'masked-loss': maskedLoss,
  'cross-entropy': crossEntropy,
  'pool-patches': poolPatches,
  'color-bins': colorBins,
  hog,
  'unit-rows': unitRows,
  'unit-rows-backward': unitRowsBackward,
  'pool-rows': poolRows,
  'pool-rows-backward': poolRowsBackward,
  'info-nce': infoNce,
  uniformity,
  'grad-norm': gradNorm,
  adamw,
  sgd,
  lars,
  ema,
} as const;

export type OpName = keyof typeof OPS;
