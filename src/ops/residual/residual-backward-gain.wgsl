// One thread per vec4 of columns and chunk of rows; chunks are added up by the last dispatch of the step.
struct Sizes { rows: u32, d4: u32, perImage: u32, hasKeeps: u32, firstKeep: u32, perChunk: u32, stride: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> z: array<vec4f>;
@group(0) @binding(3) var<storage, read> keeps: array<f32>;
@group(0) @binding(4) var<storage, read_write> dgain: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let d4 = u.d4;
  let perImage = u.perImage;
  let hasKeeps = u.hasKeeps == 1u;
  let firstKeep = u.firstKeep;
  let chunk = id.y;
  if (id.x >= d4) { return; }
  let to = min((chunk + 1u) * u.perChunk, u.rows);
  var sum = vec4f();
  for (var r = chunk * u.perChunk; r < to; r++) {
    var s = 1.0;
    if (hasKeeps) { s = keeps[firstKeep + r / perImage]; }
    sum = fma(s * dy[r * d4 + id.x], z[r * d4 + id.x], sum);
  }
  dgain[chunk * u.stride + id.x] = sum;
}
