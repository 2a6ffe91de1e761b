// Stage 0: 256 workgroup sums of squares; stage 1: the root of their sum. No atomics: the order is fixed.
struct Sizes { count4: u32, groups: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> values: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> result: array<f32>;

var<workgroup> sums: array<f32, 64>;

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) group: vec3u) {
  let count4 = u.count4;
  let stride = u.groups * 64u;
  var sum = vec4f();
  for (var i = group.x * 64u + thread; i < count4; i += stride) {
    let g = values[i];
    if (FINISH) { sum += g; } else { sum = fma(g, g, sum); }
  }
  sums[thread] = dot(sum, vec4f(1.0));
  for (var half = 32u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { sums[thread] += sums[thread + half]; }
  }
  if (thread == 0u) {
    if (FINISH) { result[0] = sqrt(sums[0]); } else { result[group.x] = sums[0]; }
  }
}
