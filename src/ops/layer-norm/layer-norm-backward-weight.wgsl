// One thread per vec4 of columns and chunk of rows; chunks are added up by the last dispatch of the step.
struct Sizes { rows: u32, d4: u32, perChunk: u32, scaleStride: u32, shiftStride: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read> stats: array<vec2f>;
@group(0) @binding(4) var<storage, read_write> dgamma: array<vec4f>;
@group(0) @binding(5) var<storage, read_write> dbeta: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let d4 = u.d4;
  let chunk = id.y;
  if (id.x >= d4) { return; }
  let to = min((chunk + 1u) * u.perChunk, u.rows);
  var scale = vec4f();
  var shift = vec4f();
  for (var r = chunk * u.perChunk; r < to; r++) {
    let d = dy[r * d4 + id.x];
    let s = stats[r];
    scale = fma(d, (x[r * d4 + id.x] - s.x) * s.y, scale);
    shift += d;
  }
  dgamma[chunk * u.scaleStride + id.x] = scale;
  dbeta[chunk * u.shiftStride + id.x] = shift;
}
