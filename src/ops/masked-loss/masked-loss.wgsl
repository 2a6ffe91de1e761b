// One thread per row of the prediction: its error, and the gradient where it counts.
struct Sizes { batch: u32, perImage: u32, prefix: u32, width: u32, columns: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> prediction: array<f32>;
@group(0) @binding(2) var<storage, read> target_: array<f32>;
@group(0) @binding(3) var<storage, read> weight: array<f32>;
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(5) var<storage, read_write> errors: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let width = u.width;
  let columns = u.columns;
  let rows = u.perImage + u.prefix;
  if (r >= u.batch * rows) { return; }
  let t = r % rows;
  if (t < u.prefix) {
    for (var c = 0u; c < width; c++) { gradient[r * width + c] = 0.0; }
    return;
  }
  let row = (r / rows) * u.perImage + t - u.prefix;
  let counts = weight[row];
  var error = 0.0;
  for (var c = 0u; c < columns; c++) {
    let d = prediction[r * width + c] - target_[row * width + c];
    error = fma(d, d, error);
    gradient[r * width + c] = 2.0 * d * counts;
  }
  for (var c = columns; c < width; c++) { gradient[r * width + c] = 0.0; }
  errors[row] = error;
}
