// One thread per row; the true length need not be a multiple of 4, so numbers are read one by one.
struct Sizes { rows: u32, width: u32, columns: u32, epsilon: f32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let width = u.width;
  let columns = u.columns;
  if (r >= u.rows) { return; }
  let first = r * width;
  var sum = 0.0;
  for (var c = 0u; c < columns; c++) { sum += x[first + c]; }
  let mean = sum / f32(columns);
  var squares = 0.0;
  for (var c = 0u; c < columns; c++) {
    let d = x[first + c] - mean;
    squares = fma(d, d, squares);
  }
  let scale = 1.0 / sqrt(squares / f32(columns - 1u) + u.epsilon);
  for (var c = 0u; c < width; c++) {
    y[first + c] = select(0.0, (x[first + c] - mean) * scale, c < columns);
  }
}
