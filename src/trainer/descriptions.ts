/** @file Between the numbers that weight files tell of a model and our config and shape. */

import { completeConfig } from '../config/parse.ts';
import { IMAGENET_DEVIATION, IMAGENET_MEAN } from '../config/presets.ts';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import type { ModelDescription } from '../io/layouts/layout.ts';
import type { MaeDescription } from '../io/mae/description.ts';
import type { SimmimSwinDescription, SimmimVitDescription } from '../io/simmim/description.ts';
import type { ExportedModel } from '../io/weight-files.ts';
import { MimError } from '../lib/errors.ts';
import type { MaeShape, ModelShape, SimmimSwinShape, SimmimVitShape } from '../model/shape.ts';

/** The largest ratio that the form offers; a file may say more. */
const MAX_RATIO = 0.95;

/** A whole config; throws `bad-config` where the numbers cannot be had here. */
export function configOf({ model, description }: ModelDescription): RunConfig {
  const { imageSide: side, mean = IMAGENET_MEAN, deviation = IMAGENET_DEVIATION } = description;
  const data = { side, mean, deviation };
  switch (model) {
    case 'mae':
      return completeConfig({ ...maeConfig(description), data });
    case 'simmim-vit':
      return completeConfig({ ...vitConfig(description), data });
    case 'simmim-swin':
      return completeConfig({ ...swinConfig(description), data });
  }
}

const maeConfig = (d: MaeDescription): DeepPartial<RunConfig> => ({
  mask: { id: 'random', ratio: Math.min(MAX_RATIO, d.maskRatio) },
  model: {
    id: 'mae',
    patch: d.patch,
    width: d.width,
    depth: d.depth,
    heads: d.heads,
    mlpRatio: d.mlpWidth / d.width,
    epsilon: d.epsilon,
  },
  head: {
    id: 'decoder',
    width: d.decoderWidth,
    depth: d.decoderDepth,
    heads: d.decoderHeads,
    mlpRatio: d.decoderMlpWidth / d.decoderWidth,
  },
  target: { id: d.normPix ? 'normalized-pixels' : 'pixels' },
});

const vitConfig = (d: SimmimVitDescription): DeepPartial<RunConfig> => ({
  model: {
    id: 'simmim-vit',
    patch: d.patch,
    width: d.width,
    depth: d.depth,
    heads: d.heads,
    mlpRatio: d.mlpWidth / d.width,
    epsilon: d.epsilon,
  },
});

function swinConfig(d: SimmimSwinDescription): DeepPartial<RunConfig> {
  checkWindows(d, 'bad-file');
  const stages = Object.fromEntries(
    d.depths.flatMap((depth, s) => [
      [`depth${s + 1}`, depth],
      [`heads${s + 1}`, d.heads[s]],
    ]),
  );
  const { patch, width, window, mlpRatio, epsilon } = d;
  return {
    model: { id: 'simmim-swin', patch, width, window, mlpRatio, epsilon, stages: d.depths.length, ...stages },
  };
}

/** A Swin of transformers has bias tables for whole windows, and fails where a stage has fewer tokens. */
function checkWindows(
  { imageSide, patch, window, depths }: SimmimSwinDescription,
  code: 'bad-file' | 'bad-config',
): void {
  const least = imageSide / patch / 2 ** (depths.length - 1);
  if (window <= least) return;
  throw new MimError(
    code,
    'windows of {{window}} tokens are larger than the {{side}} × {{side}} tokens of the last stage, which transformers cannot run',
    { values: { window, side: least }, hint: 'Use a smaller window or larger images.' },
  );
}

/** Throws `bad-config` where transformers has no class that computes the same. */
export function describe(
  shape: ModelShape,
  { mean, deviation }: Pick<RunConfig['data'], 'mean' | 'deviation'>,
  maskRatio: number,
): ExportedModel {
  const common = { imageSide: shape.side, patch: shape.patch, epsilon: shape.epsilon, mean, deviation };
  switch (shape.kind) {
    case 'mae':
      return { model: shape.kind, description: { ...common, ...maeSizes(shape), maskRatio } };
    case 'simmim-vit':
      return { model: shape.kind, description: { ...common, ...vitSizes(shape) } };
    case 'simmim-swin': {
      const description = { ...common, ...swinSizes(shape) };
      checkWindows(description, 'bad-config');
      return { model: shape.kind, description };
    }
  }
}

function maeSizes(shape: MaeShape): Omit<MaeDescription, 'imageSide' | 'patch' | 'epsilon' | 'maskRatio'> {
  const { head, objective, width, depth, heads, mlpWidth } = shape;
  const { id: target } = objective.target;
  if (head.kind !== 'decoder' || shape.sees !== 'visible') throw noClass();
  if (target !== 'pixels' && target !== 'normalized-pixels') throw noClass();
  return {
    width,
    depth,
    heads,
    mlpWidth,
    decoderWidth: head.width,
    decoderDepth: head.depth,
    decoderHeads: head.heads,
    decoderMlpWidth: head.mlpWidth,
    normPix: target === 'normalized-pixels',
  };
}

function vitSizes(shape: SimmimVitShape): Omit<SimmimVitDescription, 'imageSide' | 'patch' | 'epsilon'> {
  checkSimmim(shape);
  if (shape.layerScale > 0) throw noClass();
  const { width, depth, heads, mlpWidth, patch: stride } = shape;
  return { width, depth, heads, mlpWidth, stride };
}

function swinSizes(shape: SimmimSwinShape): Omit<SimmimSwinDescription, 'imageSide' | 'patch' | 'epsilon'> {
  checkSimmim(shape);
  const { width, depths, heads, window, mlpRatio, patch } = shape;
  return { width, depths, heads, window, mlpRatio, stride: patch * 2 ** (depths.length - 1) };
}

function checkSimmim({ head, objective }: SimmimVitShape | SimmimSwinShape): void {
  if (head.kind !== 'linear' || objective.target.id !== 'pixels') throw noClass();
}

const noClass = (): MimError =>
  new MimError('bad-config', 'transformers has no class for this model, so it cannot be exported', {
    hint: 'What can be exported: MAE with its decoder, predicting pixels; SimMIM with a linear head, predicting pixels, without layer scale.',
  });
