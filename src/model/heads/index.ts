/** @file Every head. */

import type { HeadShape } from '../shape.ts';
import { decoder } from './decoder.ts';
import type { Head } from './head.ts';
import { inverseSwin } from './inverse-swin.ts';
import { linear } from './linear.ts';
import { mlp } from './mlp.ts';

const HEADS: { readonly [K in HeadShape['kind']]: Head<Extract<HeadShape, { kind: K }>> } = {
  decoder,
  linear,
  mlp,
  'inverse-swin': inverseSwin,
};

export const headOf = ({ kind }: HeadShape): Head<HeadShape> => HEADS[kind];
