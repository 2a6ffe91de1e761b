// One thread per vec4 of the result. Without x it is the gradient of the branch.
struct Sizes { rows: u32, d4: u32, perImage: u32, hasX: u32, hasGain: u32, hasKeeps: u32, firstKeep: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> z: array<vec4f>;
@group(0) @binding(3) var<storage, read> gain: array<vec4f>;
@group(0) @binding(4) var<storage, read> keeps: array<f32>;
@group(0) @binding(5) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let d4 = u.d4;
  if (i >= u.rows * d4) { return; }
  var value = z[i];
  if (u.hasGain == 1u) { value *= gain[i % d4]; }
  if (u.hasKeeps == 1u) { value *= keeps[u.firstKeep + i / d4 / u.perImage]; }
  if (u.hasX == 1u) { value += x[i]; }
  y[i] = value;
}
