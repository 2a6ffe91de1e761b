// One thread per vec4 of the flat buffers; the first `decay4` of them decay.
struct Sizes { count4: u32, decay4: u32, clips: u32, hasRates: u32 }
struct Hyper { learningRate: f32, momentum: f32, decay: f32, clip: f32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> hyper: array<Hyper>;
@group(0) @binding(2) var<storage, read> norm: array<f32>;
@group(0) @binding(3) var<storage, read> rates: array<f32>;
@group(0) @binding(4) var<storage, read> gradients: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> weights: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> moment1: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  if (i >= u.count4) { return; }
  let h = hyper[0];
  var g = gradients[i];
  if (u.clips == 1u && h.clip > 0.0) { g *= min(1.0, h.clip / norm[0]); }
  if (i < u.decay4) { g += h.decay * weights[i]; }
  let m = h.momentum * moment1[i] + g;
  moment1[i] = m;
  var rate = h.learningRate;
  if (u.hasRates == 1u) { rate *= rates[i / 16u]; }
  weights[i] -= rate * m;
}
