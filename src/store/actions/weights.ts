/** @file Actions on weights and pictures as files: export, import, save. */

import { MimError } from '../../lib/errors.ts';
import type { ImportReport } from '../../protocol/api.ts';
import { call } from '../client.ts';
import { endComparison } from '../comparison.ts';
import { notify, shown } from '../notices.ts';
import { keptData, pause, showKeepingMask, wantsTraining } from '../run-control.ts';
import { app } from '../store.ts';

const ENCODER_ONLY =
  'This file has no decoder: similarity works, reconstruction does not. Look for a *_full or *visualize* file.';
/** Names of what is read from an archive; anything else in it stays compressed. */
const WEIGHTS = /\.safetensors$/i;
const CONFIG = /(^|\/)config\.json$/i;
const PREPROCESSOR = /(^|\/)preprocessor_config\.json$/i;
/** An archive that unpacks to more is refused before unpacking. */
const MAX_UNPACKED_BYTES = 2 ** 31;

/** The folder that transformers loads, as one zip. */
export async function exportHuggingFace(): Promise<void> {
  await shown(async () => {
    const files = await call.exportWeights('huggingface');
    const { zipSync } = await import('fflate');
    const name = fileName(currentName());
    const entries = files.map((file) => [`${name}/${file.name}`, file.bytes] as const);
    // Level 0: floating-point weights do not compress, and the page must not stall.
    const zip = zipSync(Object.fromEntries(entries), { level: 0 });
    download(`${name}.zip`, new Blob([zip], { type: 'application/zip' }));
  });
}

/** A canvas as it is, without theme or filter. */
export async function exportPng(name: string, canvas: HTMLCanvasElement): Promise<void> {
  await shown(async () => {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null)
      throw new MimError('internal', 'the picture {{name}} could not be written', { values: { name } });
    download(`${fileName(name)}.png`, blob);
  });
}

/** A safetensors file with its JSON files beside it, or a zip of these. The run is replaced only if all fits. */
export async function importFiles(files: readonly File[]): Promise<void> {
  await shown(async () => {
    const parts = await partsOf(files);
    await endComparison();
    if (wantsTraining()) await pause();
    const report = await importRun(parts.weights, parts.config, parts.preprocessor);
    app.setState({ dialog: null });
    sayImported(report);
  });
}

/** Replaces the run by imported weights and shows it; rejects without any change. */
export async function importRun(
  weights: Uint8Array,
  config?: string,
  preprocessor?: string,
): Promise<ImportReport> {
  const report = await call.importWeights(weights, config, preprocessor, keptData());
  const info = await showKeepingMask();
  if (!info.hasDecoder) notify({ tone: 'warning', template: ENCODER_ONLY });
  return report;
}

function sayImported({ matched, ignored, layout }: ImportReport): void {
  const total = matched + ignored.length;
  if (ignored.length === 0) {
    notify({
      tone: 'info',
      template: 'All {{matched}} tensors matched ({{layout}}).',
      values: { matched, layout },
    });
    return;
  }
  notify({
    tone: 'info',
    template: '{{matched}} of {{total}} tensors matched ({{layout}}); ignored: {{names}}.',
    values: {
      matched,
      total,
      layout,
      names: ignored.slice(0, 4).join(', ') + (ignored.length > 4 ? ', …' : ''),
    },
  });
}

interface Parts {
  readonly weights: Uint8Array;
  readonly config: string | undefined;
  readonly preprocessor: string | undefined;
}

async function partsOf(files: readonly File[]): Promise<Parts> {
  const found = new Map<string, Uint8Array>();
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (isZip(bytes)) for (const [name, part] of await unzipped(bytes, file.name)) found.set(name, part);
    else found.set(file.name, bytes);
  }
  const pick = (pattern: RegExp, not?: RegExp): Uint8Array | undefined =>
    [...found].find(([name]) => pattern.test(name) && not?.test(name) !== true)?.[1];
  const weights = pick(WEIGHTS);
  if (weights === undefined) {
    throw new MimError('bad-file', 'no weights among {{names}}', {
      values: { names: files.map(({ name }) => name).join(', ') },
      hint: 'Choose a .safetensors file, with its config.json beside it, or a zip of both.',
    });
  }
  return { weights, config: textOf(pick(CONFIG, PREPROCESSOR)), preprocessor: textOf(pick(PREPROCESSOR)) };
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

async function unzipped(bytes: Uint8Array, name: string): Promise<[string, Uint8Array][]> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  const filter = (entry: { readonly name: string; readonly originalSize: number }): boolean => {
    if (![WEIGHTS, CONFIG, PREPROCESSOR].some((pattern) => pattern.test(entry.name))) return false;
    total += entry.originalSize;
    if (total > MAX_UNPACKED_BYTES)
      throw new MimError('bad-file', '{{name}} unpacks to more than 2 GiB', { values: { name } });
    return true;
  };
  try {
    return Object.entries(unzipSync(bytes, { filter }));
  } catch (cause) {
    if (cause instanceof MimError) throw cause;
    throw new MimError('bad-file', '{{name}} is no readable zip archive', {
      values: { name },
      hint: 'Download it again, or choose the files in it instead.',
      cause,
    });
  }
}

const currentName = (): string => app.getState().runs.find(({ isCurrent }) => isCurrent)?.name ?? 'mim';

/** Letters of any script, digits, dots and dashes; the rest would trouble some file system. */
const fileName = (name: string): string => name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80);

/** The address must outlive the click; a minute is enough for any browser to start. */
const RELEASE_AFTER_MS = 60_000;

function download(name: string, blob: Blob): void {
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), RELEASE_AFTER_MS);
}
