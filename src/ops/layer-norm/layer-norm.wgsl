// One thread per row: three passes over D / 4 vec4, no barrier.
struct Sizes { rows: u32, d4: u32, epsilon: f32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> gamma: array<vec4f>;
@group(0) @binding(3) var<storage, read> beta: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> stats: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let d4 = u.d4;
  if (r >= u.rows) { return; }
  let first = r * d4;
  var sum = vec4f();
  for (var i = 0u; i < d4; i++) { sum += x[first + i]; }
  let mean = dot(sum, vec4f(1.0)) / f32(d4 * 4u);
  var squares = vec4f();
  for (var i = 0u; i < d4; i++) {
    let d = x[first + i] - mean;
    squares = fma(d, d, squares);
  }
  let rstd = 1.0 / sqrt(dot(squares, vec4f(1.0)) / f32(d4 * 4u) + u.epsilon);
  for (var i = 0u; i < d4; i++) { y[first + i] = (x[first + i] - mean) * rstd * gamma[i] + beta[i]; }
  stats[r] = vec2f(mean, rstd);
}
