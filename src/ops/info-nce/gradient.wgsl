// One thread per vec4 of a gradient: Σ_k slope_k other_k along a row of the slopes, or down a column.
struct Sizes { rows: u32, group: u32, d4: u32, down: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> slopes: array<f32>;
@group(0) @binding(2) var<storage, read> other: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gradient: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = item(id, groups);
  let group = u.group;
  let d4 = u.d4;
  if (at >= u.rows * d4) { return; }
  let i = at / d4;
  let c = at % d4;
  let first = (i / group) * group;
  var from_ = i * group;
  var stride = 1u;
  if (u.down == 1u) { from_ = first * group + i % group; stride = group; }
  var sum = vec4f();
  for (var k = 0u; k < group; k++) { sum += slopes[from_ + k * stride] * other[(first + k) * d4 + c]; }
  gradient[at] = sum;
}
