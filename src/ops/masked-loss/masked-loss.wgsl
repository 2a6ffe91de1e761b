// One thread per row of the prediction: its error, and the gradient where it counts. kind: 0 l2, 1 l1, 2 smooth-l1.
struct Sizes { batch: u32, perImage: u32, prefix: u32, width: u32, columns: u32, kind: u32, beta: f32 }
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
  let kind = u.kind;
  let beta = u.beta;
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
  if (kind == 0u) {
    for (var c = 0u; c < columns; c++) {
      let d = prediction[r * width + c] - target_[row * width + c];
      error = fma(d, d, error);
      gradient[r * width + c] = 2.0 * d * counts;
    }
  } else {
    for (var c = 0u; c < columns; c++) {
      let d = prediction[r * width + c] - target_[row * width + c];
      let far = abs(d);
      if (kind == 2u && far < beta) {
        error += 0.5 * d * d / beta;
        gradient[r * width + c] = d / beta * counts;
      } else {
        error += far - select(0.0, 0.5 * beta, kind == 2u);
        gradient[r * width + c] = sign(d) * counts;
      }
    }
  }
  for (var c = columns; c < width; c++) { gradient[r * width + c] = 0.0; }
  errors[row] = error;
}
