// One workgroup per tensor: the lengths of its weights and of its step, and the factor they make.
struct Sizes { clips: u32 }
struct Hyper { learningRate: f32, momentum: f32, decay: f32, clip: f32, trust: f32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> hyper: array<Hyper>;
@group(0) @binding(2) var<storage, read> norm: array<f32>;
@group(0) @binding(3) var<storage, read> ranges: array<vec2i>;
@group(0) @binding(4) var<storage, read> gradients: array<f32>;
@group(0) @binding(5) var<storage, read> weights: array<f32>;
@group(0) @binding(6) var<storage, read_write> factors: array<f32>;

var<workgroup> sums: array<vec2f, 64>;

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let h = hyper[0];
  var scale = 1.0;
  if (u.clips == 1u && h.clip > 0.0) { scale = min(1.0, h.clip / norm[0]); }
  let first = u32(ranges[group.x].x);
  let end = first + u32(ranges[group.x].y);
  var sum = vec2f();
  for (var i = first + thread; i < end; i += 64u) {
    let w = weights[i];
    let g = gradients[i] * scale + h.decay * w;
    sum = fma(vec2f(w, g), vec2f(w, g), sum);
  }
  sums[thread] = sum;
  for (var half = 32u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { sums[thread] += sums[thread + half]; }
  }
  if (thread == 0u) {
    let lengths = sqrt(sums[0]);
    factors[group.x] = select(1.0, h.trust * lengths.x / lengths.y, lengths.x > 0.0 && lengths.y > 0.0);
  }
}
