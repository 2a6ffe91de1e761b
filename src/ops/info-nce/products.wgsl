// One thread per product of two rows of a group; a row that counts for nothing has none, unless its columns do.
struct Sizes { rows: u32, group: u32, d4: u32, skips: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> a: array<vec4f>;
@group(0) @binding(2) var<storage, read> b: array<vec4f>;
@group(0) @binding(3) var<storage, read> weight: array<f32>;
@group(0) @binding(4) var<storage, read> scale: array<f32>;
@group(0) @binding(5) var<storage, read_write> products: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = item(id, groups);
  let group = u.group;
  let d4 = u.d4;
  if (at >= u.rows * group) { return; }
  let i = at / group;
  if (u.skips == 1u && weight[i] == 0.0) { products[at] = 0.0; return; }
  let j = (i / group) * group + at % group;
  var sum = vec4f();
  for (var c = 0u; c < d4; c++) { sum = fma(a[i * d4 + c], b[j * d4 + c], sum); }
  products[at] = dot(sum, vec4f(1.0)) * scale[1];
}
