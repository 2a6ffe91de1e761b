// One thread per row of dx, prefix rows included: they become 0.
struct Sizes { rows: u32, perImage: u32, prefix: u32, d4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> y: array<vec4f>;
@group(0) @binding(3) var<storage, read> scale: array<f32>;
@group(0) @binding(4) var<storage, read_write> dx: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let to = item(id, groups);
  let d4 = u.d4;
  if (to >= u.rows) { return; }
  let each = u.perImage + u.prefix;
  let t = to % each;
  if (t < u.prefix) {
    for (var c = 0u; c < d4; c++) { dx[to * d4 + c] = vec4f(); }
    return;
  }
  let first = ((to / each) * u.perImage + t - u.prefix) * d4;
  let factor = scale[first / d4];
  var sums = vec4f();
  for (var c = 0u; c < d4; c++) { sums = fma(y[first + c], dy[first + c], sums); }
  let along = dot(sums, vec4f(1.0));
  for (var c = 0u; c < d4; c++) { dx[to * d4 + c] = factor * (dy[first + c] - y[first + c] * along); }
}
