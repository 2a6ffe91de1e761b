// Each thread takes some vec4 of the flat buffers, so that it reads the rates once; the first `decay4` vec4 decay.
struct Sizes { count4: u32, decay4: u32, clips: u32, hasRates: u32 }
struct Hyper {
  learningRate: f32, beta1: f32, beta2: f32, epsilon: f32, decay: f32,
  correction1: f32, correction2: f32, clip: f32, take1: f32, take2: f32,
}
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> hyper: array<Hyper>;
@group(0) @binding(2) var<storage, read> norm: array<f32>;
@group(0) @binding(3) var<storage, read> rates: array<f32>;
@group(0) @binding(4) var<storage, read> gradients: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> weights: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> moment1: array<vec4f>;
@group(0) @binding(7) var<storage, read_write> moment2: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let count4 = u.count4;
  let decay4 = u.decay4;
  let hasRates = u.hasRates == 1u;
  let h = hyper[0];
  var scale = 1.0;
  if (u.clips == 1u && h.clip > 0.0) { scale = min(1.0, h.clip / norm[0]); }
  let threads = groups.x * groups.y * 64u;
  for (var i = item(id, groups); i < count4; i += threads) {
    let g = gradients[i] * scale;
    let m = h.beta1 * moment1[i] + h.take1 * g;
    let v = h.beta2 * moment2[i] + h.take2 * g * g;
    moment1[i] = m;
    moment2[i] = v;
    var rate = h.learningRate;
    if (hasRates) { rate *= rates[i / 16u]; }
    let kept = select(1.0, 1.0 - rate * h.decay, i < decay4);
    weights[i] = weights[i] * kept - rate * (m * h.correction1) / (sqrt(v * h.correction2) + h.epsilon);
  }
}
