import { readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { MimError } from '../lib/errors.ts';
import { classic, differences } from './fixtures/spellings.ts';
import { preprocessorConfigJson, toHuggingFace } from './huggingface/export.ts';
import { fromTensors, type ImportedWeights } from './layouts/import.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import type { Tensor } from './tensor.ts';
import { exportHuggingFace, importWeights } from './weight-files.ts';
import { writeZip } from './zip.ts';

const CASES = ['mae-32-p4', 'mae-64-p8-normpix', 'mae-48-p16-odd'];
const bytesOf = (name: string): Uint8Array => readFileSync(`golden/${name}/model.safetensors`);
const configOf = (name: string): string => readFileSync(`golden/${name}/config.json`, 'utf8');
const tensorsOf = (name: string): Map<string, Tensor> => new Map(readSafetensors(bytesOf(name)).tensors);
function imported(name: string): Extract<ImportedWeights, { readonly model: 'mae' }> {
  const file = fromTensors(tensorsOf(name), configOf(name));
  if (file.model !== 'mae') throw new Error(`${name} is no MAE`);
  return file;
}

function refusal(run: () => unknown): MimError {
  try {
    run();
  } catch (error) {
    if (error instanceof MimError && error.code === 'bad-file') return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('toHuggingFace', () => {
  it.each(CASES)('gives %s back bit for bit under the names that every transformers loads', (name) => {
    expect(differences(toHuggingFace(imported(name).weights, 'mae'), classic(tensorsOf(name)))).toEqual([]);
  });
});

describe('exportHuggingFace', () => {
  const mean = [0.485, 0.456, 0] as const;
  const deviation = [0.25, 1, 0.225] as const;
  const files = (name: string) => {
    const { weights, description } = imported(name);
    return exportHuggingFace(weights, { model: 'mae', description: { ...description, mean, deviation } });
  };
  const textOf = (name: string, file: string): string =>
    new TextDecoder().decode(files(name).find((f) => f.name === file)?.bytes);

  it.each(CASES)('says of %s what transformers wrote itself', (name) => {
    const ours = JSON.parse(textOf(name, 'config.json')) as Record<string, unknown>;
    const {
      dtype,
      transformers_version: _,
      ...theirs
    } = JSON.parse(configOf(name)) as Record<string, unknown>;
    expect(ours).toEqual({ ...theirs, torch_dtype: dtype });
  });

  it('writes floats as Python floats, which strict configurations tell from integers', () => {
    const config = textOf('mae-32-p4', 'config.json');
    expect(config).toContain('"hidden_dropout_prob": 0.0,');
    expect(config).toContain('"layer_norm_eps": 0.000001,');
    expect(textOf('mae-32-p4', 'preprocessor_config.json')).toContain('"image_mean": [0.485, 0.456, 0.0]');
  });

  it('describes the processing of images', () => {
    expect(JSON.parse(preprocessorConfigJson({ imageSide: 64, mean, deviation }))).toEqual({
      image_processor_type: 'ViTImageProcessor',
      do_resize: true,
      size: { height: 64, width: 64 },
      resample: 2,
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [...mean],
      image_std: [...deviation],
    });
  });

  it.each(CASES)('is read back whole from a zip: %s', (name) => {
    const { weights, description } = imported(name);
    const back = importWeights(writeZip(files(name)));
    expect(differences(back.weights, weights)).toEqual([]);
    expect(back.description).toEqual({ ...description, mean: [...mean], deviation: [...deviation] });
  });

  it('is read back from a folder in a zip that macOS packed', () => {
    const inFolder = Object.fromEntries(files('mae-32-p4').map((f) => [`mae/${f.name}`, f.bytes]));
    const attributes = {
      '__MACOSX/mae/._model.safetensors': new Uint8Array(9),
      'mae/.DS_Store': new Uint8Array(9),
    };
    const back = importWeights(zipSync({ ...attributes, ...inFolder }));
    expect(back.description.mean).toEqual([...mean]);
  });
});

describe('importWeights', () => {
  it('reads a file with its configuration beside it, and ignores integers', () => {
    const file = readSafetensors(bytesOf('mae-32-p4'));
    expect(importWeights(bytesOf('mae-32-p4'), configOf('mae-32-p4')).matched).toBe(file.tensors.size);
    const header = '{"ids":{"dtype":"I64","shape":[0],"data_offsets":[0,0]}}';
    const integers = new Uint8Array(8 + header.length);
    integers[0] = header.length;
    integers.set(new TextEncoder().encode(header), 8);
    expect(readSafetensors(integers).ignored).toEqual(['ids']);
  });

  it('prefers the config.json that was dropped to the one in the archive', () => {
    const archive = zipSync({ 'model.safetensors': bytesOf('mae-32-p4'), 'config.json': new Uint8Array(1) });
    expect(importWeights(archive, configOf('mae-32-p4')).hasDecoder).toBe(true);
  });

  it('refuses an archive with no weights or several', () => {
    const of = (...names: string[]) =>
      zipSync(Object.fromEntries(names.map((name) => [name, bytesOf('mae-32-p4')])));
    expect(refusal(() => importWeights(of('config.json'))).message).toContain('0 .safetensors files');
    const several = of('model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors');
    expect(refusal(() => importWeights(several)).message).toContain('2 .safetensors files');
  });

  it('names PyTorch pickles as what they are', () => {
    const zipped = zipSync({ 'archive/data.pkl': new Uint8Array(3), 'archive/data/0': new Uint8Array(8) });
    const bare = Uint8Array.of(0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9);
    for (const bytes of [zipped, bare]) {
      expect(refusal(() => importWeights(bytes)).message).toContain('PyTorch pickle');
    }
  });

  it('does not take a header of 640 bytes for a pickle', () => {
    const metadata = { note: 'x'.repeat(598) };
    const file = writeSafetensors([], { metadata });
    expect([...file.subarray(0, 8)]).toEqual([0x80, 2, 0, 0, 0, 0, 0, 0]);
    expect(refusal(() => importWeights(file)).message).toContain('no known layout');
  });
});
