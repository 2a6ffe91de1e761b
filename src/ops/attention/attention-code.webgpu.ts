/**
 * @file WGSL for attention, written out for one head size: each query's (or key's) numbers live in named registers,
 * which software adapters keep apart where they would spill an array.
 */

import { ITEM, THREADS } from '../webgpu/kernel.ts';
import { OTHER_REGION } from './attention-bias.ts';

/** What the code of a kernel depends on. */
export interface AttentionCode {
  /** vec4 of one head. */
  readonly h4: number;
  /** Nothing is added to scores; or a table's rows; or these, and the key kernel writes the gradients of scores. */
  readonly bias: 'none' | 'table' | 'scores';
  /**
   * Four threads of one subgroup, all of one head: what all of them read each loads a quarter of and tells the others.
   * Only for adapters whose subgroups are four threads. The bits are the same.
   */
  readonly inFours: boolean;
}

const SIZES = `struct Sizes { tokens: u32, heads: u32, width4: u32, scale: f32, batchHeads: u32, windows: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
`;
/** Bindings of the table and its pairs, from `first` on. */
const biasBindings = ({ bias }: AttentionCode, first: number): string =>
  bias === 'none'
    ? ''
    : `@group(0) @binding(${first}) var<storage, read> table: array<f32>;
@group(0) @binding(${first + 1}) var<storage, read> pairs: array<i32>;
fn biasOf(at: u32, heads: u32, h: u32) -> f32 {
  let pair = pairs[at];
  let far = pair < 0;
  return table[u32(select(pair, -1 - pair, far)) * heads + h] - select(0.0, ${OTHER_REGION}.0, far);
}
`;
/** Where the pairs of this thread's window begin. */
const window = ({ bias }: AttentionCode): string =>
  bias === 'none' ? '' : 'let window = (b % u.windows) * tokens * tokens;';
/** The addition to a score; `pair` is WGSL for where the pair stands in its window. */
const plus = ({ bias }: AttentionCode, pair: string): string =>
  bias === 'none' ? '' : ` + biasOf(window + ${pair}, heads, h)`;
/** One thread per token and (image, head). Rows of qkv have 3 D / 4 vec4. */
const mainOf = ({ h4, inFours, bias }: AttentionCode): string => `${
  inFours ? IN_FOURS : bias === 'none' ? PLAIN : WINDOWS
}
  let b = bh / heads; let h = bh % heads;
  let row = (b * tokens + t) * 3u * width4 + h * ${h4}u;
  let out = (b * tokens + t) * width4 + h * ${h4}u;`;
const LOCALS = `let tokens = u.tokens; let heads = u.heads; let width4 = u.width4; let scale = u.scale;`;
const PLAIN = `@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  ${LOCALS}
  let t = id.x; let bh = id.y; let isToken = true;
  if (t >= tokens || bh >= u.batchHeads) { return; }`;
/** Windows are small and many: threads are counted through, so that none of a workgroup is idle for its sake. */
const WINDOWS = `${ITEM}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  ${LOCALS}
  let thread = item(id, groups);
  let bh = thread / tokens; let t = thread % tokens; let isToken = true;
  if (bh >= u.batchHeads) { return; }`;
/** A thread past the last token goes along with it, so that none is missing when numbers are told. */
const IN_FOURS = `@compute @workgroup_size(4)
fn main(
  @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_id) local: vec3u, @builtin(subgroup_invocation_id) place: u32,
) {
  ${LOCALS}
  let lane = place % 4u;
  let tiles = (tokens + 3u) / 4u; let tile = group.y * groups.x + group.x;
  let bh = tile / tiles; let here = (tile % tiles) * 4u + local.x;
  if (bh >= u.batchHeads) { return; }
  let t = min(here, tokens - 1u); let isToken = here < tokens;`;
const preludeOf = ({ inFours }: AttentionCode): string => (inFours ? `enable subgroups;\n${SIZES}` : SIZES);
const elementOf = ({ inFours }: AttentionCode): string => (inFours ? 'f32' : 'vec4f');

const range = (n: number): readonly number[] => [...Array(n).keys()];
const each = (n: number, make: (i: number) => string): string => range(n).map(make).join(' ');
const dotOf = (n: number, a: string, b: (i: number) => string): string =>
  range(n)
    .map((i) => `dot(${a}${i}, ${b(i)})`)
    .join(' + ');

/** vec4 `index` of a buffer, for this thread alone. */
const own = ({ inFours }: AttentionCode, buffer: string, index: string): string =>
  inFours
    ? `vec4f(${range(4)
        .map((c) => `${buffer}[(${index}) * 4u + ${c}u]`)
        .join(', ')})`
    : `${buffer}[${index}]`;
/** Declares name0, name1, …: the vec4 of one head from `first` on, the same ones for all threads of a subgroup. */
const common = ({ h4, inFours }: AttentionCode, name: string, buffer: string, first: string): string =>
  each(h4, (i) =>
    inFours
      ? `let ${name}Part${i} = ${buffer}[(${first} + ${i}u) * 4u + lane]; let ${name}${i} = vec4f(${range(4)
          .map((c) => `subgroupBroadcast(${name}Part${i}, ${c}u)`)
          .join(', ')});`
      : `let ${name}${i} = ${buffer}[${first} + ${i}u];`,
  );

/** Numbers of bindings after the table and its pairs. */
const after = ({ bias }: AttentionCode, first: number): number => (bias === 'none' ? first : first + 2);

/** Bindings: qkv, [table, pairs,] o, lse. Online softmax: one pass over the keys. */
export const attentionWgsl = (code: AttentionCode, { h4 } = code): string => `${preludeOf(code)}
@group(0) @binding(1) var<storage, read> qkv: array<${elementOf(code)}>;
${biasBindings(code, 2)}@group(0) @binding(${after(code, 2)}) var<storage, read_write> o: array<vec4f>;
@group(0) @binding(${after(code, 3)}) var<storage, read_write> lse: array<f32>;
${mainOf(code)}
  ${window(code)}
  ${each(h4, (i) => `let q${i} = ${own(code, 'qkv', `row + ${i}u`)} * scale; var o${i} = vec4f();`)}
  var top = -1e30; var sum = 0.0;
  for (var j = 0u; j < tokens; j++) {
    let first = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    ${common(code, 'k', 'qkv', 'first')}
    ${common(code, 'v', 'qkv', 'first + width4')}
    let s = ${dotOf(h4, 'q', (i) => `k${i}`)}${plus(code, 't * tokens + j')};
    let higher = max(top, s);
    let shrink = exp(top - higher); let p = exp(s - higher);
    sum = fma(sum, shrink, p); top = higher;
    ${each(h4, (i) => `o${i} = fma(vec4f(p), v${i}, o${i} * shrink);`)}
  }
  if (!isToken) { return; }
  let share = 1.0 / sum;
  ${each(h4, (i) => `o[out + ${i}u] = o${i} * share;`)}
  lse[bh * tokens + t] = top + log(sum);
}`;

/** Bindings: dO, qkv, o, lse, [table, pairs,] dqkv, delta. Writes dq and δ; one thread per query. */
export const attentionBackwardQueryWgsl = (code: AttentionCode, { h4 } = code): string => `${preludeOf(code)}
@group(0) @binding(1) var<storage, read> dOut: array<vec4f>;
@group(0) @binding(2) var<storage, read> qkv: array<${elementOf(code)}>;
@group(0) @binding(3) var<storage, read> o: array<vec4f>;
@group(0) @binding(4) var<storage, read> lse: array<f32>;
${biasBindings(code, 5)}@group(0) @binding(${after(code, 5)}) var<storage, read_write> dqkv: array<vec4f>;
@group(0) @binding(${after(code, 6)}) var<storage, read_write> delta: array<f32>;
${mainOf(code)}
  ${window(code)}
  ${each(h4, (i) => `let q${i} = ${own(code, 'qkv', `row + ${i}u`)} * scale; let d${i} = dOut[out + ${i}u]; var g${i} = vec4f();`)}
  let own = ${dotOf(h4, 'd', (i) => `o[out + ${i}u]`)};
  let total = lse[bh * tokens + t];
  for (var j = 0u; j < tokens; j++) {
    let first = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    ${common(code, 'k', 'qkv', 'first')}
    ${common(code, 'v', 'qkv', 'first + width4')}
    let p = exp(${dotOf(h4, 'q', (i) => `k${i}`)}${plus(code, 't * tokens + j')} - total);
    let ds = p * (${dotOf(h4, 'd', (i) => `v${i}`)} - own);
    ${each(h4, (i) => `g${i} = fma(vec4f(ds), k${i}, g${i});`)}
  }
  if (!isToken) { return; }
  ${each(h4, (i) => `dqkv[row + ${i}u] = g${i} * scale;`)}
  delta[bh * tokens + t] = own;
}`;

/** Bindings: dO, qkv, lse, delta, [table, pairs,] dqkv, [ds]. Writes dk, dv and perhaps ds; one thread per key. */
export const attentionBackwardKeyWgsl = (code: AttentionCode, { h4 } = code): string => `${preludeOf(code)}
@group(0) @binding(1) var<storage, read> dOut: array<${elementOf(code)}>;
@group(0) @binding(2) var<storage, read> qkv: array<${elementOf(code)}>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> delta: array<f32>;
${biasBindings(code, 5)}@group(0) @binding(${after(code, 5)}) var<storage, read_write> dqkv: array<vec4f>;
${code.bias === 'scores' ? `@group(0) @binding(8) var<storage, read_write> scores: array<f32>;` : ''}
${mainOf(code)}
  ${window(code)}
  ${each(h4, (i) => `let k${i} = ${own(code, 'qkv', `row + width4 + ${i}u`)} * scale; let v${i} = ${own(code, 'qkv', `row + 2u * width4 + ${i}u`)}; var gk${i} = vec4f(); var gv${i} = vec4f();`)}
  for (var j = 0u; j < tokens; j++) {
    let first = (b * tokens + j) * 3u * width4 + h * ${h4}u;
    let given = (b * tokens + j) * width4 + h * ${h4}u;
    ${common(code, 'q', 'qkv', 'first')}
    ${common(code, 'd', 'dOut', 'given')}
    let p = exp(${dotOf(h4, 'k', (i) => `q${i}`)}${plus(code, 'j * tokens + t')} - lse[bh * tokens + j]);
    let ds = p * (${dotOf(h4, 'v', (i) => `d${i}`)} - delta[bh * tokens + j]);${code.bias === 'scores' ? ' if (isToken) { scores[(bh * tokens + j) * tokens + t] = ds; }' : ''}
    ${each(h4, (i) => `gk${i} = fma(vec4f(ds), q${i}, gk${i}); gv${i} = fma(vec4f(p), d${i}, gv${i});`)}
  }
  if (!isToken) { return; }
  ${each(h4, (i) => `dqkv[row + width4 + ${i}u] = gk${i} * scale; dqkv[row + 2u * width4 + ${i}u] = gv${i};`)}
}`;
