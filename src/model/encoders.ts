/** @file The encoder of every kind of model. */

import { invariant } from '../lib/assert.ts';
import type { Encoder } from './encoder.ts';
import { mae } from './mae.ts';
import type { ModelShape } from './shape.ts';
import { simmimSwin } from './simmim-swin.ts';
import { simmimVit } from './simmim-vit.ts';

const ENCODERS: { readonly [K in ModelShape['kind']]?: Encoder<Extract<ModelShape, { kind: K }>> } = {
  mae,
  'simmim-vit': simmimVit,
  'simmim-swin': simmimSwin,
};

export function encoderOf({ kind }: ModelShape): Encoder<ModelShape> {
  const encoder = ENCODERS[kind];
  invariant(encoder !== undefined, `no encoder of kind ${kind}`);
  return encoder as Encoder<ModelShape>;
}
