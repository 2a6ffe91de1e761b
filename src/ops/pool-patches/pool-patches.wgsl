// One thread per number of the result.
struct Sizes { rows: u32, width: u32, outWidth: u32, patchSide: u32, factor: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let outWidth = u.outWidth;
  let p = u.patchSide;
  let f = u.factor;
  if (i >= u.rows * outWidth) { return; }
  let r = i / outWidth;
  let at = i % outWidth;
  let small = p / f;
  if (at >= 3u * small * small) { y[i] = 0.0; return; }
  let cell = at / 3u;
  let first = r * u.width + ((cell / small) * f * p + (cell % small) * f) * 3u + at % 3u;
  var sum = 0.0;
  for (var row = 0u; row < f; row++) {
    for (var col = 0u; col < f; col++) { sum += x[first + (row * p + col) * 3u]; }
  }
  y[i] = sum / f32(f * f);
}
