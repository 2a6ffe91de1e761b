// One thread per vec4 of the table and chunk of rows; chunks are added up by the last dispatch of the step.
// Chunks begin at multiples of the table's rows, so that without an index a thread steps from one of its rows to the next.
struct Sizes { rows: u32, d4: u32, tableRows: u32, perChunk: u32, stride: u32, hasIndex: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> dy: array<vec4f>;
@group(0) @binding(2) var<storage, read> tableIndex: array<i32>;
@group(0) @binding(3) var<storage, read_write> dtable: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let d4 = u.d4;
  let tableRows = u.tableRows;
  let chunk = id.y;
  if (id.x >= tableRows * d4) { return; }
  let t = id.x / d4;
  let c = id.x % d4;
  let first = chunk * u.perChunk;
  let to = min(first + u.perChunk, u.rows);
  var sum = vec4f();
  if (u.hasIndex == 1u) {
    for (var r = first; r < to; r++) {
      if (u32(tableIndex[r]) == t) { sum += dy[r * d4 + c]; }
    }
  } else {
    for (var r = first + t; r < to; r += tableRows) { sum += dy[r * d4 + c]; }
  }
  dtable[chunk * u.stride + id.x] = sum;
}
