/** @file Weights as files: what a person drops, and what a person takes home. */

import { invariant } from '../lib/assert.ts';
import { MimError } from '../lib/errors.ts';
import { configJson, exportedNames, preprocessorConfigJson, toHuggingFace } from './huggingface/export.ts';
import { fromTensors, type ImportedWeights } from './layouts/import.ts';
import type { ModelDescription } from './layouts/layout.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import type { Tensors } from './tensor.ts';
import { parseDirectory } from './zip-directory.ts';
import { isZip, readZip, type NamedBytes } from './zip.ts';

const CONFIG = 'config.json';
const PREPROCESSOR = 'preprocessor_config.json';

/** With the mean and deviation of the pixels that the model has been trained on. */
export type ExportedModel = ModelDescription & {
  readonly description: Required<Pick<ModelDescription['description'], 'mean' | 'deviation'>>;
};

/**
 * model.safetensors, config.json and preprocessor_config.json, for `from_pretrained` of `ViTMAEForPreTraining`,
 * `ViTForMaskedImageModeling` or `SwinForMaskedImageModeling`.
 */
export function exportHuggingFace(
  weights: Tensors,
  model: ExportedModel,
): { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[] {
  const encoder = new TextEncoder();
  const exported = new Map(
    exportedNames(model).map((name) => {
      const tensor = weights.get(name);
      invariant(tensor !== undefined, `no weight ${name}`);
      return [name, tensor];
    }),
  );
  return [
    { name: 'model.safetensors', bytes: writeSafetensors(toHuggingFace(exported, model.model)) },
    { name: CONFIG, bytes: encoder.encode(configJson(model)) },
    { name: PREPROCESSOR, bytes: encoder.encode(preprocessorConfigJson(model.description)) },
  ];
}

/**
 * Reads a safetensors file, or a zip of one with its configuration beside it; what is given as an argument goes
 * before what lies in the archive. Throws `bad-file`; see {@link readSafetensors}, {@link readZip}, {@link fromTensors}.
 */
export function importWeights(
  bytes: Uint8Array,
  configText?: string,
  preprocessorText?: string,
): ImportedWeights {
  refusePickle(bytes);
  const files = isZip(bytes) ? unpack(bytes) : { weights: bytes };
  const { tensors, ignored } = readSafetensors(files.weights);
  const imported = fromTensors(tensors, configText ?? files.config, preprocessorText ?? files.preprocessor);
  return { ...imported, ignored: [...imported.ignored, ...ignored] };
}

interface Unpacked {
  readonly weights: Uint8Array;
  readonly config?: string;
  readonly preprocessor?: string;
}

function unpack(bytes: Uint8Array): Unpacked {
  const files = readZip(bytes, (name) => isOurs(name));
  const names = [...files.keys()].filter((name) => name.endsWith('.safetensors'));
  const [path] = names;
  const weights = path === undefined ? undefined : files.get(path);
  if (path === undefined || weights === undefined || names.length > 1) {
    throw new MimError('bad-file', 'the archive has {{count}} .safetensors files, but one is needed', {
      values: { count: names.length },
      hint: 'Drop a single .safetensors file, with its config.json.',
    });
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const config = textOf(files.get(folder + CONFIG));
  const preprocessor = textOf(files.get(folder + PREPROCESSOR));
  return {
    weights,
    ...(config !== undefined && { config }),
    ...(preprocessor !== undefined && { preprocessor }),
  };
}

/** macOS adds a folder of its own attributes, with names like those of the files. */
const isOurs = (name: string): boolean =>
  !name.startsWith('__MACOSX/') &&
  (name.endsWith('.safetensors') || name.endsWith(`/${PREPROCESSOR}`) || name.endsWith(CONFIG));

const textOf = (bytes: NamedBytes['bytes'] | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

/** PyTorch's own format: a zip of a pickle, which is a program; older files start as a bare pickle. */
function refusePickle(bytes: Uint8Array): void {
  // A safetensors header of 640 bytes starts with 0x80 0x02 as well, but its length ends in zeros.
  const bare = bytes[0] === 0x80 && bytes.subarray(4, 8).some((byte) => byte !== 0);
  const zipped = isZip(bytes) && parseDirectory(bytes).some(({ name }) => name.endsWith('/data.pkl'));
  if (!bare && !zipped) return;
  throw new MimError('bad-file', 'this is a PyTorch pickle (.pth, .pt, .bin), which cannot be read safely', {
    hint: "Save the weights as safetensors: from safetensors.torch import save_file; save_file(state_dict, 'model.safetensors').",
  });
}
