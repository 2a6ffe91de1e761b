/** @file What a WebGPU kernel is, and how an op becomes dispatches of kernels. */

import type { Node, Value } from '../../graph/graph.ts';
import { sizeOf } from '../../graph/graph.ts';
import type { GemmFamily } from './gemm.ts';

export interface Kernel {
  /** Unique; pipelines are kept under it. Sizes are never part of it, only what changes the code. */
  readonly name: string;
  /**
   * WGSL. Binding 0 is the uniform `u`; then one storage buffer per entry of `access`, in order. Uniforms are copied
   * to `let` at the top of `main`: read inside a loop they cost a load each time on software adapters.
   */
  readonly code: string;
  readonly access: readonly ('read' | 'read_write')[];
}

/** Partial sums of one gradient, chunk after chunk, at a range of a buffer that all gradients share. */
export interface Partial {
  readonly kind: 'partials';
  /** Float where chunk 0 begins, a multiple of 64. */
  readonly first: number;
  /** Floats from chunk to chunk, a multiple of 64. */
  readonly stride: number;
  readonly chunks: number;
}

/** Whose bytes a binding shows. */
export type Place =
  | { readonly kind: 'value'; readonly value: Value }
  /** The whole of a flat buffer. */
  | { readonly kind: 'flat'; readonly which: 'weights' | 'gradients' | 'moment1' | 'moment2' }
  /** Chunks of a gradient that wait for the last reduction. */
  | Partial
  /** The buffer of all chunks; see {@link Partial} for where one gradient's lie. */
  | { readonly kind: 'all-partials' }
  /** Stands in for an optional input that is left out. */
  | { readonly kind: 'nothing' }
  /** Small sums of the gradient norm. */
  | { readonly kind: 'scratch' }
  /** Which gradient waits where; see `reduce-gradients`. */
  | { readonly kind: 'table' };

export interface Dispatch {
  readonly kernel: Kernel;
  readonly bindings: readonly Place[];
  /** Written as u32; fractions as the bits of an f32, see {@link f32Bits}. */
  readonly uniforms: readonly number[];
  readonly workgroups: readonly [number, number, number];
}

/** What lowering an op may ask for. */
export interface Lowering {
  /**
   * A place for `chunks` partial sums of a gradient that the last dispatch adds up in order; undefined for a value
   * that is no weight's gradient.
   */
  partial(gradient: Value, chunks: number): Partial | undefined;
  readonly decaySize: number;
  readonly trainableSize: number;
  /** How matrix products are made. */
  readonly gemm: GemmFamily;
}

export type Lower = (node: Node, lowering: Lowering) => readonly Dispatch[];

export const at = (value: Value | null | undefined): Place =>
  value === null || value === undefined ? { kind: 'nothing' } : { kind: 'value', value };

const LARGEST = 65_535;
export const THREADS = 64;

/** At least `groups` workgroups, in two dimensions where one is too short. */
export function foldedGroups(groups: number): readonly [number, number, number] {
  const rows = Math.ceil(groups / LARGEST);
  return [Math.ceil(groups / rows), rows, 1];
}

/** Workgroups of {@link THREADS} for `items`, folded where one dimension is too short. */
export const workgroupsFor = (items: number): readonly [number, number, number] =>
  foldedGroups(Math.ceil(items / THREADS));

/** WGSL for the item of this thread, for {@link workgroupsFor}. */
export const ITEM = `
fn item(id: vec3u, groups: vec3u) -> u32 { return id.x + id.y * groups.x * ${THREADS}u; }
`;

const bits = new DataView(new ArrayBuffer(4));
export function f32Bits(x: number): number {
  bits.setFloat32(0, x);
  return bits.getUint32(0);
}

export const sizeOfValue = (value: Value): number => sizeOf(value.shape);
