// One thread per vec4 of an image's vector.
struct Sizes { batch: u32, tokens: u32, d4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let d4 = u.d4;
  let tokens = u.tokens;
  if (i >= u.batch * d4) { return; }
  let first = (i / d4) * tokens;
  let c = i % d4;
  var sum = vec4f();
  for (var t = first; t < first + tokens; t++) { sum += weight[t] * x[t * d4 + c]; }
  y[i] = sum;
}
