// One workgroup per image: first its mean grey, then its pixels.
struct Sizes {
  perImage: u32, width: u32, columns: u32,
  meanR: f32, meanG: f32, meanB: f32, deviationR: f32, deviationG: f32, deviationB: f32
}
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> patches: array<f32>;
@group(0) @binding(2) var<storage, read> factors: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;

const THREADS = 64u;
const GREY = vec3f(0.2989, 0.587, 0.114);
var<workgroup> sums: array<f32, THREADS>;

@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let image = group.x;
  let width = u.width;
  let columns = u.columns;
  let perImage = u.perImage;
  let mean = vec3f(u.meanR, u.meanG, u.meanB);
  let deviation = vec3f(u.deviationR, u.deviationG, u.deviationB);
  let factor = factors[image];
  let perPatch = columns / 3u;
  let count = perImage * perPatch;
  let first = image * perImage * width;
  var sum = 0.0;
  for (var i = thread; i < count; i += THREADS) {
    let at = first + (i / perPatch) * width + (i % perPatch) * 3u;
    let x = vec3f(patches[at], patches[at + 1u], patches[at + 2u]) * deviation + mean;
    sum += dot(clamp(factor.x * x, vec3f(0.0), vec3f(1.0)), GREY);
  }
  sums[thread] = sum;
  workgroupBarrier();
  for (var half = THREADS / 2u; half > 0u; half /= 2u) {
    if (thread < half) { sums[thread] += sums[thread + half]; }
    workgroupBarrier();
  }
  let middle = sums[0] / f32(count);
  for (var i = thread; i < count; i += THREADS) {
    let at = first + (i / perPatch) * width + (i % perPatch) * 3u;
    var x = vec3f(patches[at], patches[at + 1u], patches[at + 2u]) * deviation + mean;
    x = clamp(factor.x * x, vec3f(0.0), vec3f(1.0));
    x = clamp(factor.y * x + vec3f((1.0 - factor.y) * middle), vec3f(0.0), vec3f(1.0));
    x = clamp(factor.z * x + vec3f((1.0 - factor.z) * dot(x, GREY)), vec3f(0.0), vec3f(1.0));
    x = (x - mean) / deviation;
    out[at] = x.x;
    out[at + 1u] = x.y;
    out[at + 2u] = x.z;
  }
  let padding = width - columns;
  for (var i = thread; i < perImage * padding; i += THREADS) {
    out[first + (i / padding) * width + columns + i % padding] = 0.0;
  }
}
