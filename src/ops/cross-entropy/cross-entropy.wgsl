// One thread per number that is classified; that of a row's last number also clears the padding.
struct Sizes { batch: u32, perImage: u32, prefix: u32, width: u32, columns: u32, bins: u32, idWidth: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> prediction: array<f32>;
@group(0) @binding(2) var<storage, read> ids: array<f32>;
@group(0) @binding(3) var<storage, read> weight: array<f32>;
@group(0) @binding(4) var<storage, read_write> gradient: array<f32>;
@group(0) @binding(5) var<storage, read_write> parts: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let width = u.width;
  let columns = u.columns;
  let bins = u.bins;
  let rows = u.perImage + u.prefix;
  if (i >= u.batch * rows * columns) { return; }
  let r = i / columns;
  let c = i % columns;
  let first = r * width + c * bins;
  if (c == columns - 1u) {
    for (var b = columns * bins; b < width; b++) { gradient[r * width + b] = 0.0; }
  }
  let t = r % rows;
  if (t < u.prefix) {
    for (var b = 0u; b < bins; b++) { gradient[first + b] = 0.0; }
    return;
  }
  let row = (r / rows) * u.perImage + t - u.prefix;
  let right = u32(ids[row * u.idWidth + c]);
  let counts = weight[row];
  var top = prediction[first];
  for (var b = 1u; b < bins; b++) { top = max(top, prediction[first + b]); }
  var total = 0.0;
  for (var b = 0u; b < bins; b++) { total += exp(prediction[first + b] - top); }
  let scale = counts / total;
  for (var b = 0u; b < bins; b++) {
    gradient[first + b] = exp(prediction[first + b] - top) * scale - select(0.0, counts, b == right);
  }
  parts[row * columns + c] = log(total) + (top - prediction[first + right]);
}
