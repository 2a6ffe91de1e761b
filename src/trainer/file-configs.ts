/** @file The models of weight files as configs, and ours as files describe them. */

import { completeConfig } from '../config/parse.ts';
import { IMAGENET_DEVIATION, IMAGENET_MEAN } from '../config/presets.ts';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import type { ModelDescription } from '../io/layouts/layout.ts';
import type { MaeDescription } from '../io/mae/description.ts';
import type { SimmimSwinDescription, SimmimVitDescription } from '../io/simmim/description.ts';
import type { ExportedModel } from '../io/weight-files.ts';
import { MimError } from '../lib/errors.ts';
import type { MaeShape, SimmimSwinShape, SimmimVitShape } from '../model/shape.ts';
import type { Run } from './run.ts';

/** The largest ratio that the form offers; a file may say more. */
const MAX_RATIO = 0.95;

/** Throws `bad-config` for a model that is larger than the form allows. */
export function configOfFile(described: ModelDescription): RunConfig {
  const { imageSide, mean, deviation } = described.description;
  const data = { side: imageSide, mean: mean ?? IMAGENET_MEAN, deviation: deviation ?? IMAGENET_DEVIATION };
  return completeConfig({ data, ...modelOfFile(described) });
}

function modelOfFile(described: ModelDescription): DeepPartial<RunConfig> {
  switch (described.model) {
    case 'mae':
      return maeOf(described.description);
    case 'simmim-vit':
      return { ...SIMMIM, model: vitOf(described.description) };
    case 'simmim-swin':
      return { ...SIMMIM, model: swinOf(described.description) };
  }
}

function maeOf(d: MaeDescription): DeepPartial<RunConfig> {
  return {
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
  };
}

/** What `…ForMaskedImageModeling` computes. */
const SIMMIM: DeepPartial<RunConfig> = {
  mask: { id: 'cells' },
  head: { id: 'linear' },
  target: { id: 'pixels' },
  loss: { id: 'l1' },
};

const vitOf = (d: SimmimVitDescription): DeepPartial<RunConfig['model']> => ({
  id: 'simmim-vit',
  patch: d.patch,
  width: d.width,
  depth: d.depth,
  heads: d.heads,
  mlpRatio: d.mlpWidth / d.width,
  epsilon: d.epsilon,
  positions: 'learned',
});

function swinOf(d: SimmimSwinDescription): DeepPartial<RunConfig['model']> {
  const side = d.imageSide / d.stride;
  if (side < d.window) {
    // transformers makes bias tables for whole windows and then fails; ours are as small as the stage.
    throw new MimError(
      'bad-file',
      'windows of {{window}} tokens are larger than the {{side}} × {{side}} tokens of the last stage',
      { values: { window: d.window, side }, hint: 'Use weights of a smaller window or of larger images.' },
    );
  }
  const stages = Object.fromEntries(
    d.depths.flatMap((depth, i) => [
      [`depth${i + 1}`, depth],
      [`heads${i + 1}`, d.heads[i]!],
    ]),
  );
  return {
    id: 'simmim-swin',
    patch: d.patch,
    width: d.width,
    stages: d.depths.length,
    ...stages,
    window: d.window,
    mlpRatio: d.mlpRatio,
    epsilon: d.epsilon,
  };
}

/** Throws `bad-config` where transformers has no such model. */
export function describedAsFile(run: Run): ExportedModel {
  const { shape } = run.model;
  const { mean, deviation } = run.config.data;
  const { side: imageSide, patch, epsilon } = shape;
  const common = { imageSide, patch, epsilon, mean, deviation };
  checkTarget(shape.objective.target.id);
  switch (shape.kind) {
    case 'mae': {
      const normPix = shape.objective.target.id === 'normalized-pixels';
      const description = { ...common, ...maeNumbers(shape), maskRatio: run.maskRatio, normPix };
      return { model: shape.kind, description };
    }
    case 'simmim-vit':
      return { model: shape.kind, description: { ...common, ...vitNumbers(shape) } };
    case 'simmim-swin':
      return { model: shape.kind, description: { ...common, ...swinNumbers(shape) } };
  }
}

type Numbers<D> = Omit<D, 'imageSide' | 'patch' | 'epsilon' | 'mean' | 'deviation'>;

function maeNumbers({
  width,
  depth,
  heads,
  mlpWidth,
  head,
  sees,
}: MaeShape): Omit<Numbers<MaeDescription>, 'maskRatio' | 'normPix'> {
  if (head.kind !== 'decoder') throw withoutFile('a head other than the decoder');
  if (sees !== 'visible') throw withoutFile('mask tokens in the encoder');
  return {
    width,
    depth,
    heads,
    mlpWidth,
    decoderWidth: head.width,
    decoderDepth: head.depth,
    decoderHeads: head.heads,
    decoderMlpWidth: head.mlpWidth,
  };
}

function vitNumbers(shape: SimmimVitShape): Numbers<SimmimVitDescription> {
  const { width, depth, heads, mlpWidth, patch, layerScale } = shape;
  checkSimmim(shape);
  if (layerScale > 0) throw withoutFile('layer scale');
  return { width, depth, heads, mlpWidth, stride: patch };
}

function swinNumbers(shape: SimmimSwinShape): Numbers<SimmimSwinDescription> {
  const { width, depths, heads, window, mlpRatio, side, patch } = shape;
  checkSimmim(shape);
  const stride = patch * 2 ** (depths.length - 1);
  if (side / stride < window) throw withoutFile('a window that is larger than the last stage');
  return { width, depths, heads, window, mlpRatio, stride };
}

function checkSimmim({ head, objective }: SimmimVitShape | SimmimSwinShape): void {
  if (head.kind !== 'linear') throw withoutFile('a head other than the linear one');
  if (objective.target.id !== 'pixels') throw withoutFile('a target other than pixels');
}

/** Other targets have another number of outputs, or outputs that mean something else. */
function checkTarget(id: string): void {
  if (id !== 'pixels' && id !== 'normalized-pixels') throw withoutFile('a target other than pixels');
}

const withoutFile = (part: string): MimError =>
  new MimError('bad-config', 'transformers has no model with {{part}}, so these weights have no file there', {
    values: { part },
    hint: 'mim.weights() gives every tensor by name.',
  });
