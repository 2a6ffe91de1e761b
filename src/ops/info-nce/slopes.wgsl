// One thread per product, which becomes the slope of the loss in it, times lambda.
struct Sizes { rows: u32, group: u32, both: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> sums: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read> scale: array<f32>;
@group(0) @binding(4) var<storage, read_write> products: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = item(id, groups);
  let group = u.group;
  if (at >= u.rows * group) { return; }
  let i = at / group;
  let j = (i / group) * group + at % group;
  let own = select(0.0, 1.0, i == j);
  let s = products[at];
  let row = weight[i] * (exp(s - sums[i]) - own);
  var column = row;
  if (u.both == 1u) { column = weight[j] * (exp(s - sums[u.rows + j]) - own); }
  // A row without weight has no products: 0 times an exponential of anything must still be 0.
  let slope = 0.5 * (row + column) * scale[0] * scale[1];
  products[at] = select(slope, 0.0, u.both == 0u && weight[i] == 0.0);
}
