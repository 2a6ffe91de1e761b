/** @file Weights in and out: between a run and the files of other programs. */

import { completeConfig } from '../config/parse.ts';
import { IMAGENET_DEVIATION, IMAGENET_MEAN } from '../config/presets.ts';
import type { DeepPartial, RunConfig } from '../config/run-config.ts';
import type { MaeDescription } from '../io/mae/description.ts';
import type { ImportedWeights } from '../io/layouts/import.ts';
import { exportHuggingFace, importWeights, type ExportedModel } from '../io/weight-files.ts';
import { invariant } from '../lib/assert.ts';
import { MimError } from '../lib/errors.ts';
import type { ExportedFile, ExportFormat, ImportReport, KeptData } from '../protocol/api.ts';
import type { Run, RunStart } from './run.ts';

/** The largest ratio that the form offers; a file may say more. */
const MAX_RATIO = 0.95;

export function configOfDescription(d: MaeDescription): RunConfig {
  const partial: DeepPartial<RunConfig> = {
    data: { side: d.imageSide, mean: d.mean ?? IMAGENET_MEAN, deviation: d.deviation ?? IMAGENET_DEVIATION },
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
  return completeConfig(partial);
}

/** What `Run` starts from; nothing is allocated yet. An encoder-only file gets a fresh decoder that nobody shows. */
export function readWeights(
  bytes: Uint8Array,
  configJson?: string,
  preprocessorJson?: string,
): { readonly start: Omit<RunStart, 'id'>; readonly report: ImportReport } {
  const imported = importWeights(bytes, configJson, preprocessorJson);
  const { layout, model, matched, ignored, hasDecoder, weights } = imported;
  if (imported.model !== 'mae') {
    throw new MimError('bad-file', 'this is a {{layout}}, which cannot be trained here', {
      values: { layout },
      hint: 'Use the weights of a ViTMAE model.',
    });
  }
  const config = configOfDescription(withSomeDecoder(imported));
  return {
    start: {
      config,
      origin: 'imported',
      hasDecoder,
      step: 0,
      fileRatio: imported.description.maskRatio,
      weights,
    },
    report: { layout, model, matched, ignored, hasDecoder },
  };
}

/** The same start with the person's images in place of those that the weights came with. */
export function keepingData<T extends { readonly config: RunConfig }>(start: T, keep: KeptData = {}): T {
  const { config } = start;
  return { ...start, config: completeConfig({ ...config, data: { ...config.data, ...keep } }) };
}

type ImportedMae = Extract<ImportedWeights, { readonly model: 'mae' }>;

/** The decoder's numbers are meaningless in an encoder-only file; a small one that fits anything stands in. */
function withSomeDecoder({ description, hasDecoder }: ImportedMae): MaeDescription {
  if (hasDecoder) return description;
  return { ...description, decoderWidth: 64, decoderDepth: 1, decoderHeads: 4, decoderMlpWidth: 256 };
}

export async function writeWeights(run: Run, format: ExportFormat): Promise<ExportedFile[]> {
  const known: readonly string[] = ['huggingface'] satisfies ExportFormat[];
  if (!known.includes(format)) {
    throw new MimError('bad-config', 'export format: {{format}} is not known', {
      values: { format },
      hint: 'Use huggingface.',
    });
  }
  run.needDecoder();
  const weights = run.tensorsOf(await run.parameters.read('weights'), 'weights');
  return exportHuggingFace(new Map(Object.entries(weights)), modelOf(run));
}

function modelOf(run: Run): ExportedModel {
  const { shape } = run.model;
  const { mean, deviation } = run.config.data;
  const common = { imageSide: shape.side, patch: shape.patch, epsilon: shape.epsilon, mean, deviation };
  invariant(shape.kind === 'mae' && shape.head.kind === 'decoder', 'a model that has a layout');
  const description = {
    ...common,
    width: shape.width,
    depth: shape.depth,
    heads: shape.heads,
    mlpWidth: shape.mlpWidth,
    decoderWidth: shape.head.width,
    decoderDepth: shape.head.depth,
    decoderHeads: shape.head.heads,
    decoderMlpWidth: shape.head.mlpWidth,
    maskRatio: run.maskRatio,
    normPix: shape.objective.target.id === 'normalized-pixels',
  };
  return { model: 'mae', description };
}
