/**
 * @file WGSL for attention, written out for one head size: each query's (or key's) numbers live in named registers,
 * which software adapters keep apart where they would spill an array.
 */

const SIZES = `struct Sizes { tokens: u32, heads: u32, width4: u32, scale: f32, batchHeads: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
`;
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

/** Bindings: qkv, o, lse. Online softmax: one pass over the keys. */
export const attentionWgsl = (h4: number): string => `${SIZES}
@group(0) @binding(1) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> o: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> lse: array<f32>;
${main(h4)}
  ${each(h4, (i) => `let q${i} = qkv[row + ${i}u] * scale; var o${i} = vec4f();`)}
  var top = -1e30; var sum = 0.0;
  for (var j = 0u; j < tokens; j++) {
    let k = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    let s = ${dotOf(h4, 'q', (i) => `qkv[k + ${i}u]`)};
    let higher = max(top, s);
    let shrink = exp(top - higher); let p = exp(s - higher);
    sum = fma(sum, shrink, p); top = higher;
    ${each(h4, (i) => `o${i} = fma(vec4f(p), qkv[k + width4 + ${i}u], o${i} * shrink);`)}
  }
  let share = 1.0 / sum;
  ${each(h4, (i) => `o[out + ${i}u] = o${i} * share;`)}
  lse[bh * tokens + t] = top + log(sum);
}`;

/** Bindings: dO, qkv, o, lse, dqkv, delta. Writes dq and δ; one thread per query. */
export const attentionBackwardQueryWgsl = (h4: number): string => `${SIZES}
@group(0) @binding(1) var<storage, read> dOut: array<vec4f>;
@group(0) @binding(2) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(3) var<storage, read> o: array<vec4f>;
@group(0) @binding(4) var<storage, read> lse: array<f32>;
@group(0) @binding(5) var<storage, read_write> dqkv: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> delta: array<f32>;
${main(h4)}
  ${each(h4, (i) => `let q${i} = qkv[row + ${i}u] * scale; let d${i} = dOut[out + ${i}u]; var g${i} = vec4f();`)}
  let own = ${dotOf(h4, 'd', (i) => `o[out + ${i}u]`)};
  let total = lse[bh * tokens + t];
  for (var j = 0u; j < tokens; j++) {
    let k = (b * tokens + j) * 3u * width4 + width4 + h * ${h4}u;
    let p = exp(${dotOf(h4, 'q', (i) => `qkv[k + ${i}u]`)} - total);
    let ds = p * (${dotOf(h4, 'd', (i) => `qkv[k + width4 + ${i}u]`)} - own);
    ${each(h4, (i) => `g${i} = fma(vec4f(ds), qkv[k + ${i}u], g${i});`)}
  }
  ${each(h4, (i) => `dqkv[row + ${i}u] = g${i} * scale;`)}
  delta[bh * tokens + t] = own;
}`;

/** Bindings: dO, qkv, lse, delta, dqkv. Writes dk and dv; one thread per key. */
export const attentionBackwardKeyWgsl = (h4: number): string => `${SIZES}
@group(0) @binding(1) var<storage, read> dOut: array<vec4f>;
@group(0) @binding(2) var<storage, read> qkv: array<vec4f>;
@group(0) @binding(3) var<storage, read> lse: array<f32>;
@group(0) @binding(4) var<storage, read> delta: array<f32>;
@group(0) @binding(5) var<storage, read_write> dqkv: array<vec4f>;
${main(h4)}
  ${each(h4, (i) => `let k${i} = qkv[row + width4 + ${i}u] * scale; let v${i} = qkv[row + 2u * width4 + ${i}u]; var gk${i} = vec4f(); var gv${i} = vec4f();`)}
  for (var j = 0u; j < tokens; j++) {
    let q = (b * tokens + j) * 3u * width4 + h * ${h4}u;
    let d = (b * tokens + j) * width4 + h * ${h4}u;
    let p = exp(${dotOf(h4, 'k', (i) => `qkv[q + ${i}u]`)} - lse[bh * tokens + j]);
    let ds = p * (${dotOf(h4, 'v', (i) => `dOut[d + ${i}u]`)} - delta[bh * tokens + j]);
    ${each(h4, (i) => `gk${i} = fma(vec4f(ds), qkv[q + ${i}u], gk${i}); gv${i} = fma(vec4f(p), dOut[d + ${i}u], gv${i});`)}
  }
  ${each(h4, (i) => `dqkv[row + width4 + ${i}u] = gk${i} * scale; dqkv[row + 2u * width4 + ${i}u] = gv${i};`)}
}`;
