// One thread per pixel of the result: bilinear, normalised, in the order of patches. Padding is written by the last
// pixel of its patch.
struct Sizes {
  batch: u32, side: u32, patchSide: u32, columns: u32, stored: u32,
  meanR: f32, meanG: f32, meanB: f32, deviationR: f32, deviationG: f32, deviationB: f32,
}
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> images: array<u32>;
@group(0) @binding(2) var<storage, read> crops: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> patches: array<f32>;

fn byteAt(i: u32) -> f32 { return f32((images[i / 4u] >> ((i % 4u) * 8u)) & 255u); }
fn pixel(first: u32, stored: u32, row: u32, col: u32) -> vec3f {
  let i = (first + row * stored + col) * 3u;
  return vec3f(byteAt(i), byteAt(i + 1u), byteAt(i + 2u));
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let side = u.side;
  let p = u.patchSide;
  let stored = u.stored;
  if (i >= u.batch * side * side) { return; }
  let b = i / (side * side);
  let row = (i / side) % side;
  let col = i % side;
  let where_ = crops[b * 2u];
  let rest = crops[b * 2u + 1u];
  let mirrored = select(col, side - 1u - col, rest.y > 0.5);
  let last = f32(stored - 1u);
  let x = clamp(where_.y + (f32(mirrored) + 0.5) * where_.w / f32(side) - 0.5, 0.0, last);
  let y = clamp(where_.z + (f32(row) + 0.5) * rest.x / f32(side) - 0.5, 0.0, last);
  let left = u32(floor(x)); let top = u32(floor(y));
  let right = min(left + 1u, stored - 1u); let bottom = min(top + 1u, stored - 1u);
  let fx = x - floor(x); let fy = y - floor(y);
  let first = u32(where_.x) * stored * stored;
  let tl = pixel(first, stored, top, left);
  let upper = tl + (pixel(first, stored, top, right) - tl) * fx;
  let bl = pixel(first, stored, bottom, left);
  let lower = bl + (pixel(first, stored, bottom, right) - bl) * fx;
  let rgb = (upper + (lower - upper) * fy) / 255.0;
  let normal = (rgb - vec3f(u.meanR, u.meanG, u.meanB)) / vec3f(u.deviationR, u.deviationG, u.deviationB);
  let across = side / p;
  let token = (b * across + row / p) * across + col / p;
  let at = token * u.columns + ((row % p) * p + col % p) * 3u;
  patches[at] = normal.x; patches[at + 1u] = normal.y; patches[at + 2u] = normal.z;
  if (row % p == p - 1u && col % p == p - 1u) {
    for (var c = 3u * p * p; c < u.columns; c++) { patches[token * u.columns + c] = 0.0; }
  }
}
