// One thread per vec4 of the result.
struct Sizes { rows: u32, d4: u32, hasFill: u32, tableRows: u32, hasTableIndex: u32, perImage: u32, imageSources: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<vec4f>;
@group(0) @binding(2) var<storage, read> index: array<i32>;
@group(0) @binding(3) var<storage, read> fill: array<vec4f>;
@group(0) @binding(4) var<storage, read> table: array<vec4f>;
@group(0) @binding(5) var<storage, read> tableIndex: array<i32>;
@group(0) @binding(6) var<storage, read_write> y: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let d4 = u.d4;
  if (i >= u.rows * d4) { return; }
  let r = i / d4;
  let c = i % d4;
  let perImage = u.perImage;
  let source = index[r % perImage];
  var moved = vec4f();
  if (source >= 0) { moved = x[((r / perImage) * u.imageSources + u32(source)) * d4 + c]; } else if (u.hasFill == 1u) { moved = fill[c]; }
  if (u.tableRows > 0u) {
    var at = r % u.tableRows;
    if (u.hasTableIndex == 1u) { at = u32(tableIndex[r]); }
    moved += table[at * d4 + c];
  }
  y[i] = moved;
}
