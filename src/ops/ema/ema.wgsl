// One thread per vec4 of the weights that train.
struct Sizes { count4: u32, at4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> share: array<f32>;
@group(0) @binding(2) var<storage, read_write> weights: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  if (i >= u.count4) { return; }
  let average = weights[u.at4 + i];
  weights[u.at4 + i] = average + share[0] * (weights[i] - average);
}
