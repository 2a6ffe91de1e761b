// One thread per row of the result; `prefix` rows of x lead each image and are skipped.
struct Sizes { rows: u32, perImage: u32, prefix: u32, d4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> scale: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let d4 = u.d4;
  if (r >= u.rows) { return; }
  let from_ = (r + (r / u.perImage + 1u) * u.prefix) * d4;
  var squares = vec4f();
  for (var c = 0u; c < d4; c++) { squares = fma(x[from_ + c], x[from_ + c], squares); }
  let factor = 1.0 / sqrt(dot(squares, vec4f(1.0)) + 1e-12);
  scale[r] = factor;
  for (var c = 0u; c < d4; c++) { y[r * d4 + c] = x[from_ + c] * factor; }
}
