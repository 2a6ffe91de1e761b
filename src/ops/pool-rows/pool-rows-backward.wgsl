// One thread per vec4 of dx.
struct Sizes { rows: u32, tokens: u32, d4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let d4 = u.d4;
  if (i >= u.rows * d4) { return; }
  let r = i / d4;
  dx[i] = weight[r] * dy[(r / u.tokens) * d4 + i % d4];
}
