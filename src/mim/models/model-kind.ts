/** @file What a model or a head is to the form and the config, and the parameters that several of them have. */

import { number, type NumberParam, type Params } from '../../lib/params.ts';
import type { LossId } from '../losses/index.ts';
import type { MaskId } from '../masks/index.ts';
import type { TargetId } from '../targets/index.ts';

export interface ModelKind<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
  /** What is chosen along with it, until something else is: as its paper has it. */
  readonly companions: Companions;
}
export interface Companions {
  readonly head: 'decoder' | 'linear' | 'mlp';
  readonly target: TargetId;
  readonly loss: LossId;
  readonly mask: MaskId;
}
export const defineModel = <const P extends Params>(model: ModelKind<P>): ModelKind<P> => model;

export interface HeadKind<P extends Params = Params> {
  readonly label: string;
  readonly summary: string;
  readonly source: string;
  readonly params: P;
}
export const defineHead = <const P extends Params>(head: HeadKind<P>): HeadKind<P> => head;

type Own = Partial<Omit<NumberParam, 'kind'>>;

export const patch = (own: Own = {}): NumberParam =>
  number({
    label: 'Patch',
    unit: 'px',
    min: 1,
    max: 64,
    step: 1,
    whole: true,
    default: 8,
    effect: 'cold',
    ...own,
  });

export const width = (own: Own = {}): NumberParam =>
  number({
    label: 'Width',
    help: 'Numbers per token inside the encoder.',
    min: 4,
    max: 1280,
    step: 4,
    whole: true,
    default: 96,
    effect: 'cold',
    ...own,
  });

export const depth = (own: Own = {}): NumberParam =>
  number({
    label: 'Depth',
    help: 'Transformer blocks in the encoder.',
    min: 0,
    max: 32,
    step: 1,
    whole: true,
    default: 3,
    effect: 'cold',
    ...own,
  });

export const heads = (own: Own = {}): NumberParam =>
  number({
    label: 'Heads',
    help: 'Attention heads per encoder block; they share the width.',
    min: 1,
    max: 32,
    step: 1,
    whole: true,
    default: 3,
    effect: 'cold',
    ...own,
  });

export const mlpRatio = (own: Own = {}): NumberParam =>
  number({
    label: 'MLP ratio',
    help: 'Hidden width of the MLP ÷ width.',
    min: 0.25,
    max: 8,
    step: 0.25,
    default: 4,
    effect: 'cold',
    advanced: true,
    ...own,
  });

export const epsilon = (own: Own = {}): NumberParam =>
  number({
    label: 'Layer-norm epsilon',
    min: 1e-12,
    max: 1e-3,
    step: 1e-7,
    default: 1e-6,
    log: true,
    effect: 'cold',
    advanced: true,
    ...own,
  });

export const dropPath = (): NumberParam =>
  number({
    label: 'Drop path',
    help: 'In training the last block is left out this often, for each sample anew; earlier blocks less, the first never.',
    min: 0,
    max: 0.9,
    step: 0.05,
    default: 0,
    percent: true,
    effect: 'cold',
    advanced: true,
  });
