/**
 * @file WGSL for attention, written out for one head size: each query's (or key's) numbers live in named registers,
 * which software adapters keep apart where they would spill an array.
 */

import { OTHER_REGION } from './attention-bias.ts';

/** What the code of a kernel depends on. */
export interface AttentionCode {
  /** vec4 of one head. */
  readonly h4: number;
  /** Nothing is added to scores; or a table's rows; or these, and the key kernel writes the gradients of scores. */
  readonly bias: 'none' | 'table' | 'scores';
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
const main = (h4: number): string => `@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let tokens = u.tokens; let heads = u.heads; let width4 = u.width4; let scale = u.scale;
  let t = id.x; let bh = id.y;
  if (t >= tokens || bh >= u.batchHeads) { return; }
  let b = bh / heads; let h = bh % heads;
  let row = (b * tokens + t) * 3u * width4 + h * ${h4}u;
  let out = (b * tokens + t) * width4 + h * ${h4}u;`;

const range = (n: number): readonly number[] => [...Array(n).keys()];
const each = (n: number, make: (i: number) => string): string => range(n).map(make).join(' ');
const dotOf = (n: number, a: string, b: (i: number) => string): string =>
  range(n)
    .map((i) => `dot(${a}${i}, ${b(i)})`)
    .join(' + ');

/** Numbers of bindings after the table and its pairs. */
const after = ({ bias }: AttentionCode, first: number): number => (bias === 'none' ? first : first + 2);

/** Bindings: qkv, [table, pairs,] o, lse. Online softmax: one pass over the keys. */
export const attentionWgsl = (code: AttentionCode, { h4 } = code): string => `${SIZES}
@group(0) @binding(1) var<storage, read> qkv: array<vec4f>;
${biasBindings(code, 2)}@group(0) @binding(${after(code, 2)}) var<storage, read_write> o: array<vec4f>;
@group(0) @binding(${after(code, 3)}) var<storage, read_write> lse: array<f32>;
${main(h4)}
  ${window(code)}
  ${each(h4, (i) => `let q${i} = qkv[row + ${i}u] * scale; var o${i} = vec4f();`)}
  var top = -1e30; var sum = 0.0;
  for (var j = 0u; j < tokens; j++) {
    let k = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    let s = ${dotOf(h4, 'q', (i) => `qkv[k + ${i}u]`)}${plus(code, 't * tokens + j')};
    let higher = max(top, s);
    let shrink = exp(top - higher); let p = exp(s - higher);
    sum = fma(sum, shrink, p); top = higher;
    ${each(h4, (i) => `o${i} = fma(vec4f(p), qkv[k + width4 + ${i}u], o${i} * shrink);`)}
  }
  let share = 1.0 / sum;
  ${each(h4, (i) => `o[out + ${i}u] = o${i} * share;`)}
  lse[bh * tokens + t] = top + log(sum);
}`;

/** Bindings: dO, qkv, o, lse, [table, pairs,] dqkv, delta. Writes dq and δ; one thread per query. */
export const attentionBackwardQueryWgsl = (code: AttentionCode, { h4 } = code): string => `${SIZES}
@group(0) @binding(1) var<storage, read> dOut: array<vec4f>;
@group(0) @binding(2) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(3) var<storage, read> o: array<vec4f>;
@group(0) @binding(4) var<storage, read> lse: array<f32>;
${biasBindings(code, 5)}@group(0) @binding(${after(code, 5)}) var<storage, read_write> dqkv: array<vec4f>;
@group(0) @binding(${after(code, 6)}) var<storage, read_write> delta: array<f32>;
${main(h4)}
  ${window(code)}
  ${each(h4, (i) => `let q${i} = qkv[row + ${i}u] * scale; let d${i} = dOut[out + ${i}u]; var g${i} = vec4f();`)}
  let own = ${dotOf(h4, 'd', (i) => `o[out + ${i}u]`)};
  let total = lse[bh * tokens + t];
  for (var j = 0u; j < tokens; j++) {
    let k = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    let p = exp(${dotOf(h4, 'q', (i) => `qkv[k + ${i}u]`)}${plus(code, 't * tokens + j')} - total);
    let ds = p * (${dotOf(h4, 'd', (i) => `qkv[k + width4 + ${i}u]`)} - own);
    ${each(h4, (i) => `g${i} = fma(vec4f(ds), qkv[k + ${i}u], g${i});`)}
  }
  ${each(h4, (i) => `dqkv[row + ${i}u] = g${i} * scale;`)}
  delta[bh * tokens + t] = own;
}`;

/** Bindings: dO, qkv, lse, delta, [table, pairs,] dqkv, [ds]. Writes dk, dv and perhaps ds; one thread per key. */
export const attentionBackwardKeyWgsl = (code: AttentionCode, { h4 } = code): string => `${SIZES}
@group(0) @binding(1) var<storage, read> dOut: array<vec4f>;
@group(0) @binding(2) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> delta: array<f32>;
${biasBindings(code, 5)}@group(0) @binding(${after(code, 5)}) var<storage, read_write> dqkv: array<vec4f>;
${code.bias === 'scores' ? `@group(0) @binding(8) var<storage, read_write> scores: array<f32>;` : ''}
${main(h4)}
  ${window(code)}
  ${each(h4, (i) => `let k${i} = qkv[row + width4 + ${i}u] * scale; let v${i} = qkv[row + 2u * width4 + ${i}u]; var gk${i} = vec4f(); var gv${i} = vec4f();`)}
  for (var j = 0u; j < tokens; j++) {
    let q = (b * tokens + j) * 3u * width4 + h * ${h4}u;
    let d = (b * tokens + j) * width4 + h * ${h4}u;
    let p = exp(${dotOf(h4, 'k', (i) => `qkv[q + ${i}u]`)}${plus(code, 'j * tokens + t')} - lse[bh * tokens + j]);
    let ds = p * (${dotOf(h4, 'v', (i) => `dOut[d + ${i}u]`)} - delta[bh * tokens + j]);${code.bias === 'scores' ? ' scores[(bh * tokens + j) * tokens + t] = ds;' : ''}
    ${each(h4, (i) => `gk${i} = fma(vec4f(ds), qkv[q + ${i}u], gk${i}); gv${i} = fma(vec4f(p), dOut[d + ${i}u], gv${i});`)}
  }
  ${each(h4, (i) => `dqkv[row + width4 + ${i}u] = gk${i} * scale; dqkv[row + 2u * width4 + ${i}u] = gv${i};`)}
}`;
