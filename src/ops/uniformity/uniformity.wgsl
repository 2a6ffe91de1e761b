// One thread per row: its part of the loss, and the slope of the loss in each of its products, times lambda.
struct Sizes { rows: u32, d4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> z: array<vec4f>;
@group(0) @binding(2) var<storage, read> scale: array<f32>;
@group(0) @binding(3) var<storage, read_write> slopes: array<f32>;
@group(0) @binding(4) var<storage, read_write> parts: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let rows = u.rows;
  let d4 = u.d4;
  if (i >= rows) { return; }
  let share = 1.0 / (f32(rows) * f32(rows));
  let factor = 4.0 * scale[0] * share;
  var part = 0.0;
  for (var j = 0u; j < rows; j++) {
    var sum = vec4f();
    for (var c = 0u; c < d4; c++) { sum = fma(z[i * d4 + c], z[j * d4 + c], sum); }
    let product = dot(sum, vec4f(1.0));
    slopes[i * rows + j] = factor * product;
    part = fma(product, product, part);
  }
  parts[i] = part * share;
}
