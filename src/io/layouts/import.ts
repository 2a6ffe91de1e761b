/** @file From the tensors of a file, in any known layout, to our names, with every shape checked. */

import { MimError } from '../../lib/errors.ts';
import { parsePreprocessor } from '../huggingface/config.ts';
import { countNonFinite, elementsOf, listNames, shorten, type Tensor, type Tensors } from '../tensor.ts';
import { LAYOUTS } from './index.ts';
import type { Described, Layout, ModelDescription, Naming } from './layout.ts';
import { missingTensors } from './missing-tensors.ts';

export type ImportedWeights = ModelDescription & {
  /** English; the key of its translation. */
  readonly layout: string;
  /** Under our names (facebookresearch/mae's; for SimMIM those of its files, without `vit.` or `swin.`), encoder first. */
  readonly weights: Tensors;
  /** How many tensors of the file are in use. */
  readonly matched: number;
  /** Names of those that are not. */
  readonly ignored: readonly string[];
  /** False for an encoder-only file. */
  readonly hasDecoder: boolean;
};

/** The first layout that knows these names, with the way it spells them; undefined where none does. */
export function detectLayout(names: Iterable<string>): { layout: Layout; naming: Naming } | undefined {
  const all = new Set(names);
  for (const layout of LAYOUTS) {
    const naming = layout.naming(all);
    if (naming !== undefined) return { layout, naming };
  }
  return undefined;
}

/**
 * Throws `bad-file` for an unknown layout, a missing or contradictory configuration, missing or misshapen tensors,
 * parts within blocks that our model does not have, and values that are not finite. Further tensors (a classifier's
 * head, an optimiser's state) are listed and left alone.
 */
export function fromTensors(
  tensors: Tensors,
  configJson?: string,
  preprocessorJson?: string,
): ImportedWeights {
  const found = detectLayout(tensors.keys());
  if (found === undefined) {
    throw new MimError('bad-file', 'the names of these tensors belong to no known layout: {{names}}', {
      values: { names: listNames(tensors.keys()) || '–' },
      hint: 'Use the weights of a ViTMAE (Hugging Face, facebookresearch/mae), of a plain ViT encoder (timm) or of a SimMIM ViT or Swin (Hugging Face).',
    });
  }
  const { layout, naming } = found;
  const described = layout.describe(tensors, naming, configJson);
  const { shapes, hasDecoder } = described;
  checkComplete(tensors, naming, shapes.keys());
  const weights = new Map<string, Tensor>();
  const used = new Set<string>();
  for (const [ours, shape] of shapes) {
    const names = naming(ours);
    weights.set(
      ours,
      joined(
        names.map((name) => partOf(tensors, name, shape, names.length)),
        shape,
      ),
    );
    for (const name of names) used.add(name);
  }
  const ignored = [...tensors.keys()].filter((name) => !used.has(name));
  checkIgnored(ignored);
  return {
    ...withPreprocessor(described, preprocessorJson),
    layout: layout.label,
    weights,
    matched: used.size,
    ignored,
    hasDecoder,
  };
}

/** The model with the mean and deviation of its pixels, where they are told. */
function withPreprocessor({ model, description }: Described, text: string | undefined): ModelDescription {
  const statistics = text === undefined ? {} : parsePreprocessor(text);
  return { model, description: { ...description, ...statistics } } as ModelDescription;
}

function checkComplete(tensors: Tensors, naming: Naming, ours: Iterable<string>): void {
  const missing = [...ours].flatMap((name) => naming(name)).filter((name) => !tensors.has(name));
  if (missing.length > 0) throw missingTensors(missing);
}

/** One of the `parts` tensors that make one of ours of this shape. */
function partOf(
  tensors: Tensors,
  name: string,
  [rows = 1, ...rest]: readonly number[],
  parts: number,
): Tensor['data'] {
  const tensor = tensors.get(name);
  const wanted = [rows / parts, ...rest].join(', ');
  if (tensor?.shape.join(', ') !== wanted) {
    throw new MimError('bad-file', '{{name}} has the shape [{{got}}], but the model needs [{{wanted}}]', {
      values: { name: shorten(name), got: shorten(tensor?.shape.join(', ') ?? ''), wanted },
      hint: 'Check that config.json belongs to these weights.',
    });
  }
  const bad = countNonFinite(tensor.data);
  if (bad > 0) {
    throw new MimError('bad-file', '{{name}} has values that are not finite ({{count}})', {
      values: { name: shorten(name), count: bad },
      hint: 'The training that made these weights has diverged; use an earlier checkpoint.',
    });
  }
  return tensor.data;
}

/** The parts one after the other; a single one is not copied. */
function joined(parts: readonly Tensor['data'][], shape: readonly number[]): Tensor {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return { shape, data: first };
  const data = new Float32Array(elementsOf(shape));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return { shape, data };
}

/** Buffers that follow from the configuration, which older versions of transformers saved. */
const COMPUTED = /\.relative_position_index$/;

/** An unknown tensor inside a block (layer scale, one block too many) means that the model computes something else. */
function checkIgnored(ignored: readonly string[]): void {
  const strange = ignored.filter(
    (name) => /(?:^|\.)(?:decoder_)?(?:blocks|layers?)\.\d+\./.test(name) && !COMPUTED.test(name),
  );
  if (strange.length === 0) return;
  throw new MimError(
    'bad-file',
    'the blocks of this model have parts that ours do not ({{count}}): {{names}}',
    {
      values: { count: strange.length, names: listNames(strange) },
      hint: 'Use the weights of an unmodified ViT or Swin, and the config.json that belongs to them.',
    },
  );
}
