// One thread per row: the logarithms of the sums of its row and, for both sides, of its column.
struct Sizes { rows: u32, group: u32, both: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> products: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;
@group(0) @binding(3) var<storage, read_write> losses: array<f32>;

fn logSumExp(first: u32, stride: u32, count: u32) -> f32 {
  var top = products[first];
  for (var k = 1u; k < count; k++) { top = max(top, products[first + k * stride]); }
  var sum = 0.0;
  for (var k = 0u; k < count; k++) { sum += exp(products[first + k * stride] - top); }
  return top + log(sum);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let group = u.group;
  if (i >= u.rows) { return; }
  let j = i % group;
  let own = products[i * group + j];
  let row = logSumExp(i * group, 1u, group);
  sums[i] = row;
  if (u.both == 0u) {
    sums[u.rows + i] = 0.0;
    losses[i] = row - own;
    return;
  }
  let column = logSumExp((i - j) * group + j, group, group);
  sums[u.rows + i] = column;
  losses[i] = 0.5 * (row + column) - own;
}
