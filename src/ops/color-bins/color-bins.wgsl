// One thread per number.
struct Sizes {
  rows: u32, width: u32, columns: u32, bins: f32,
  meanR: f32, meanG: f32, meanB: f32, deviationR: f32, deviationG: f32, deviationB: f32,
}
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> ids: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let width = u.width;
  if (i >= u.rows * width) { return; }
  let c = i % width;
  let channel = c % 3u;
  let mean = select(select(u.meanB, u.meanG, channel == 1u), u.meanR, channel == 0u);
  let deviation = select(select(u.deviationB, u.deviationG, channel == 1u), u.deviationR, channel == 0u);
  let v = 255.0 * (x[i] * deviation + mean);
  let bin = clamp(floor((v + 0.5) * u.bins / 256.0), 0.0, u.bins - 1.0);
  ids[i] = select(0.0, bin, c < u.columns);
}
