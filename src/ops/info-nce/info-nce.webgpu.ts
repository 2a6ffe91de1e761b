/** @file InfoNCE on WebGPU: products, their sums, slopes in place, and what the slopes make of the rows. */

import type { Value } from '../../graph/graph.ts';
import { weightedSum } from '../masked-loss/masked-loss.webgpu.ts';
import { at, ITEM, workgroupsFor, type Dispatch, type Kernel, type Lower } from '../webgpu/kernel.ts';
import gradientWgsl from './gradient.wgsl?raw';
import { infoNceAttrs } from './info-nce.ts';
import productsWgsl from './products.wgsl?raw';
import slopesWgsl from './slopes.wgsl?raw';
import sumsWgsl from './sums.wgsl?raw';

const PRODUCTS: Kernel = {
  name: 'info-nce-products',
  code: ITEM + productsWgsl,
  access: ['read', 'read', 'read', 'read', 'read_write'],
};
const SUMS: Kernel = {
  name: 'info-nce-sums',
  code: ITEM + sumsWgsl,
  access: ['read', 'read_write', 'read_write'],
};
const SLOPES: Kernel = {
  name: 'info-nce-slopes',
  code: ITEM + slopesWgsl,
  access: ['read', 'read', 'read', 'read_write'],
};
const GRADIENT: Kernel = {
  name: 'info-nce-gradient',
  code: ITEM + gradientWgsl,
  access: ['read', 'read', 'read_write'],
};

/** gradient_i = Σ_k slope_k other_k over the rows k of i's group, along the slopes' row of i or down its column. */
export const fromSlopes = (
  slopes: Value | undefined,
  other: Value | null | undefined,
  gradient: Value | undefined,
  along: 'row' | 'column',
): Dispatch => {
  const [rows = 0, d = 0] = gradient!.shape;
  return {
    kernel: GRADIENT,
    bindings: [at(slopes), at(other), at(gradient)],
    uniforms: [rows, slopes!.shape[1]!, d / 4, along === 'row' ? 0 : 1],
    workgroups: workgroupsFor((rows * d) / 4),
  };
};

export const lowerInfoNce: Lower = ({ inputs: [a, b, weight, scale], outputs, attrs }) => {
  const [loss, da, products, sums, losses, db] = outputs;
  const isBoth = infoNceAttrs(attrs).both;
  const both = isBoth ? 1 : 0;
  const [rows = 0, group = 0] = products!.shape;
  const d4 = a!.shape[1]! / 4;
  return [
    {
      kernel: PRODUCTS,
      bindings: [at(a), at(b), at(weight), at(scale), at(products)],
      uniforms: [rows, group, d4, 1 - both],
      workgroups: workgroupsFor(rows * group),
    },
    {
      kernel: SUMS,
      bindings: [at(products), at(sums), at(losses)],
      uniforms: [rows, group, both],
      workgroups: workgroupsFor(rows),
    },
    weightedSum(losses, weight, loss),
    {
      kernel: SLOPES,
      bindings: [at(sums), at(weight), at(scale), at(products)],
      uniforms: [rows, group, both],
      workgroups: workgroupsFor(rows * group),
    },
    fromSlopes(products, b, da, 'row'),
    ...(isBoth ? [fromSlopes(products, a, db, 'column')] : []),
  ];
};
