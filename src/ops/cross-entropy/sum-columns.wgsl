// One thread per row: the sum of its numbers.
struct Sizes { rows: u32, width: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> sums: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let width = u.width;
  if (r >= u.rows) { return; }
  var sum = 0.0;
  for (var c = 0u; c < width; c++) { sum += x[r * width + c]; }
  sums[r] = sum;
}
