// One thread per row. dx = rstd (t - mean(t) - x̂ mean(t x̂)) + residual, t = dy γ
struct Sizes { rows: u32, d4: u32, hasResidual: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read> gamma: array<vec4f>;
@group(0) @binding(4) var<storage, read> stats: array<vec2f>;
@group(0) @binding(5) var<storage, read> residual: array<vec4f>;
@group(0) @binding(6) var<storage, read_write> dx: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let r = item(id, groups);
  let d4 = u.d4;
  if (r >= u.rows) { return; }
  let first = r * d4;
  let mean = stats[r].x;
  let rstd = stats[r].y;
  var sumT = vec4f();
  var sumTx = vec4f();
  for (var i = 0u; i < d4; i++) {
    let t = dy[first + i] * gamma[i];
    sumT += t;
    sumTx = fma(t, (x[first + i] - mean) * rstd, sumTx);
  }
  let meanT = dot(sumT, vec4f(1.0)) / f32(d4 * 4u);
  let meanTx = dot(sumTx, vec4f(1.0)) / f32(d4 * 4u);
  let hasResidual = u.hasResidual == 1u;
  for (var i = 0u; i < d4; i++) {
    let normal = (x[first + i] - mean) * rstd;
    let d = rstd * (dy[first + i] * gamma[i] - meanT - normal * meanTx);
    dx[first + i] = select(d, d + residual[first + i], hasResidual);
  }
}
