// One thread per number of the table and chunk of windows; chunks are added up by the last dispatch of the step.
struct Sizes { rows: u32, heads: u32, most: u32, perHead: u32, batch: u32, perChunk: u32, stride: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> ds: array<f32>;
@group(0) @binding(2) var<storage, read> pairsOf: array<i32>;
@group(0) @binding(3) var<storage, read_write> dtable: array<f32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let heads = u.heads; let most = u.most; let perHead = u.perHead;
  if (id.x >= u.rows * heads) { return; }
  let h = id.x % heads;
  let list = (id.x / heads) * most;
  let first = id.y * u.perChunk;
  let to = min(first + u.perChunk, u.batch);
  var sum = 0.0;
  for (var m = 0u; m < most; m++) {
    let pair = pairsOf[list + m];
    if (pair < 0) { break; }
    for (var b = first; b < to; b++) { sum += ds[(b * heads + h) * perHead + u32(pair)]; }
  }
  dtable[id.y * u.stride + id.x] = sum;
}
