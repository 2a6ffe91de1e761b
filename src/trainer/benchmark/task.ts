/** @file What every engine must do: one MAE step of a given size, from the same weights on the same batches. */

import { layOut, type ParameterLayout } from '../../graph/parameters.ts';
import { rngOf } from '../../lib/rng.ts';
import type { HostInputs } from '../../model/build.ts';
import { initialWeights } from '../../model/init.ts';
import { keptByNoise } from '../../model/kept.ts';
import { lossWeights } from '../../model/loss-weights.ts';
import {
  decoderIndices,
  encoderIndices,
  type DecoderIndices,
  type EncoderIndices,
} from '../../model/mae-indices.ts';
import { modelOf as modelOfShape, type Model as OurModel } from '../../model/model.ts';
import { patchLength, tokensOf, type MaeShape, type ModelShape } from '../../model/shape.ts';
import type { TensorSpec } from '../../model/tensor-spec.ts';
import type { Hyper } from '../../ops/adamw/adamw.ts';

/** The numbers of an MAE with its decoder; MLPs are four times as wide as their blocks. */
interface Sizes extends Pick<MaeShape, 'side' | 'patch' | 'width' | 'depth' | 'heads'> {
  readonly decoderWidth: number;
  readonly decoderDepth: number;
  readonly decoderHeads: number;
}

export interface Task {
  readonly shape: Sizes & Pick<MaeShape, 'epsilon'>;
  /** `all`: the encoder works on every token, as SimMIM's does; left out: on the visible ones. */
  readonly sees?: MaeShape['sees'];
  /** A model of another method, of the same side and patch; ours alone has these. */
  readonly instead?: ModelShape;
  /** B */
  readonly batch: number;
}

const taskOf = (batch: number, sizes: Sizes): Task => ({ batch, shape: { ...sizes, epsilon: 1e-6 } });

const TINY = {
  side: 32,
  patch: 4,
  width: 96,
  depth: 3,
  heads: 3,
  decoderWidth: 48,
  decoderDepth: 1,
  decoderHeads: 3,
};
const TARGET = {
  side: 64,
  patch: 8,
  width: 192,
  depth: 6,
  heads: 6,
  decoderWidth: 96,
  decoderDepth: 2,
  decoderHeads: 3,
};
export const SIZES = {
  tiny: taskOf(16, TINY),
  small: taskOf(32, {
    ...TINY,
    width: 128,
    depth: 4,
    heads: 4,
    decoderWidth: 64,
    decoderDepth: 2,
    decoderHeads: 4,
  }),
  'target-b16': taskOf(16, TARGET),
  target: taskOf(64, TARGET),
} as const satisfies Record<string, Task>;

/** What SimMIM's two encoders share: all tokens, a linear head, absolute differences. */
const SIMMIM = {
  side: TINY.side,
  patch: TINY.patch,
  dropPath: 0,
  head: { kind: 'linear' },
  objective: { target: { id: 'pixels' }, loss: { id: 'l1' }, terms: [] },
} as const;
const simmim = (instead: ModelShape): Task => ({ ...taskOf(16, TINY), instead });

/** The tiny size with one thing changed: what a doubling costs, beside what it costs in FLOPs. */
export const SCALED: Readonly<Record<string, Task>> = {
  base: SIZES.tiny,
  'batch × 2': taskOf(32, TINY),
  'tokens × 2.25 (48 px)': taskOf(16, { ...TINY, side: 48 }),
  'side × 2, as many tokens': taskOf(16, { ...TINY, side: 64, patch: 8 }),
  'all tokens encoded': { ...taskOf(16, TINY), sees: 'all' },
  'SimMIM ViT': simmim({
    ...SIMMIM,
    kind: 'simmim-vit',
    width: 96,
    depth: 3,
    heads: 3,
    mlpWidth: 384,
    positions: 'learned',
    layerScale: 0,
    epsilon: 1e-6,
  }),
  'SimMIM Swin': simmim({
    ...SIMMIM,
    kind: 'simmim-swin',
    width: 96,
    depths: [2, 2],
    heads: [3, 6],
    window: 4,
    mlpRatio: 4,
    epsilon: 1e-5,
  }),
  'depth × 2': taskOf(16, { ...TINY, depth: 6, decoderDepth: 2 }),
  'width × 2': taskOf(16, { ...TINY, width: 192, heads: 6, decoderWidth: 96, decoderHeads: 6 }),
};

/** A quarter of the patches are visible. */
export const visibleOf = ({ shape }: Task): number => Math.round(tokensOf(shape) / 4);

/** AdamW as MAE uses it, at one learning rate. */
export const HYPER: Omit<Hyper, 't'> = {
  learningRate: 1e-3,
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.05,
  clip: 0,
};

/** Steps take these batches in turn. */
export const BATCHES = 4;

export interface Batch {
  /** [B N, P] */
  readonly patches: Float32Array<ArrayBuffer>;
  readonly indices: EncoderIndices & DecoderIndices;
  /** [B N] */
  readonly lossWeight: Float32Array<ArrayBuffer>;
  /** All that our graph reads beside the patches. */
  readonly inputs: HostInputs;
}

export function batchesOf(task: Task): readonly Batch[] {
  const { shape, batch } = task;
  const model = ourModel(task);
  const tokens = tokensOf(shape);
  const length = patchLength(shape);
  return Array.from({ length: BATCHES }, (_, t) => {
    const kept = Array.from({ length: batch }, (_, b) => {
      const rng = rngOf('bench', 'mask', t, b);
      const noise = Float32Array.from({ length: tokens }, () => rng.next());
      return keptByNoise(noise, Math.round(tokens / 4));
    });
    return {
      patches: pictures(batch, tokens, length, t),
      indices: { ...encoderIndices(kept, tokens), ...decoderIndices(kept, tokens) },
      lossWeight: lossWeights(kept, tokens, length, 'hidden'),
      inputs: model.canSkip(visibleOf(task)) ? model.hiddenInputs(kept) : model.inputs(kept, 'hidden'),
    };
  });
}

/** Waves with a little noise: something that can be learnt. */
function pictures(batch: number, tokens: number, length: number, t: number): Float32Array<ArrayBuffer> {
  const patches = new Float32Array(batch * tokens * length);
  for (let b = 0; b < batch; b++) {
    const rng = rngOf('bench', 'pixels', t, b);
    const [across, along, phase] = [1 + 4 * rng.next(), 1 + 4 * rng.next(), 6 * rng.next()];
    for (let i = 0; i < tokens * length; i++) {
      const angle = across * Math.floor(i / length) * 0.1 + along * (i % length) * 0.03 + phase;
      patches[b * tokens * length + i] = Math.sin(angle) + 0.05 * (rng.next() - 0.5);
    }
  }
  return patches;
}

export interface Model {
  readonly specs: readonly TensorSpec[];
  readonly layout: ParameterLayout;
  /** The flat weights, see graph/parameters.ts. */
  readonly weights: Float32Array<ArrayBuffer>;
}

export const ourModel = ({
  shape,
  sees = 'visible',
  instead,
}: Pick<Task, 'shape' | 'sees' | 'instead'>): OurModel =>
  modelOfShape(
    instead ?? {
      ...shape,
      kind: 'mae',
      sees,
      mlpWidth: 4 * shape.width,
      head: {
        kind: 'decoder',
        width: shape.decoderWidth,
        depth: shape.decoderDepth,
        heads: shape.decoderHeads,
        mlpWidth: 4 * shape.decoderWidth,
      },
      objective: { target: { id: 'pixels' }, loss: { id: 'l2' }, terms: [] },
    },
  );

export function modelOf(task: Task): Model {
  const { specs } = ourModel(task);
  return { specs, layout: layOut(specs), weights: initialWeights(specs, 1) };
}
