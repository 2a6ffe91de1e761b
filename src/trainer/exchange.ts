/** @file Weights in and out: between a run and the files of other programs. */

import { completeConfig } from '../config/parse.ts';
import type { ModelDescription } from '../io/layouts/layout.ts';
import type { ImportedWeights } from '../io/layouts/import.ts';
import { exportHuggingFace, importWeights } from '../io/weight-files.ts';
import { MimError } from '../lib/errors.ts';
import type { ExportedFile, ExportFormat, ImportReport, KeptData } from '../protocol/api.ts';
import { configOfFile, describedAsFile } from './file-configs.ts';
import type { Run, RunStart } from './run.ts';

/** What `Run` starts from; nothing is allocated yet. An encoder-only file gets a fresh head that nobody shows. */
export function readWeights(
  bytes: Uint8Array,
  configJson?: string,
  preprocessorJson?: string,
): { readonly start: Omit<RunStart, 'id'>; readonly report: ImportReport } {
  const imported = importWeights(bytes, configJson, preprocessorJson);
  const { layout, model, matched, ignored, hasDecoder, weights } = imported;
  return {
    start: {
      config: configOfFile(withSomeDecoder(imported)),
      origin: 'imported',
      hasDecoder,
      step: 0,
      ...(imported.model === 'mae' && { fileRatio: imported.description.maskRatio }),
      weights,
    },
    report: { layout, model, matched, ignored, hasDecoder },
  };
}

/** The same start with the person's images in place of those that the weights came with. */
export function keepingData<T extends { readonly config: RunStart['config'] }>(
  start: T,
  keep: KeptData = {},
): T {
  const { config } = start;
  return { ...start, config: completeConfig({ ...config, data: { ...config.data, ...keep } }) };
}

/** The decoder's numbers are meaningless in an encoder-only file; a small one that fits anything stands in. */
function withSomeDecoder(imported: ImportedWeights): ModelDescription {
  if (imported.model !== 'mae' || imported.hasDecoder) return imported;
  const decoder = { decoderWidth: 64, decoderDepth: 1, decoderHeads: 4, decoderMlpWidth: 256 };
  return { model: 'mae', description: { ...imported.description, ...decoder } };
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
  const model = describedAsFile(run);
  const weights = run.tensorsOf(await run.readWeights(), 'weights');
  return exportHuggingFace(new Map(Object.entries(weights)), model);
}
