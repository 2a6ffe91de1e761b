// One thread per histogram: a cell of a patch in one channel.
struct Sizes { count: u32, rows: u32, cols: u32, patchSide: u32, cell: u32, width: u32, outWidth: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

fn reflect_(i: i32, size: i32) -> u32 {
  if (i < 0) { return u32(-i); }
  if (i >= size) { return u32(2 * size - 2 - i); }
  return u32(i);
}

fn pixel(image: u32, row: i32, col: i32, channel: u32) -> f32 {
  let p = u.patchSide;
  let i = reflect_(row, i32(u.rows * p));
  let j = reflect_(col, i32(u.cols * p));
  let token = image + (i / p) * u.cols + j / p;
  return x[token * u.width + ((i % p) * p + j % p) * 3u + channel];
}

// atan of t in 0..1 to 2e-8; built-in ones may be off by thousands of units in the last place.
// Source: Abramowitz & Stegun 4.4.49.
fn arc(t: f32) -> f32 {
  let s = t * t;
  var q = 0.0028662257 * s - 0.0161657367;
  q = q * s + 0.0429096138;
  q = q * s - 0.0752896400;
  q = q * s + 0.1065626393;
  q = q * s - 0.1420889944;
  q = q * s + 0.1999355085;
  q = q * s - 0.3333314528;
  return t + t * s * q;
}

// The angle of (cos, sin) over pi, in -1..1.
fn turn(sine: f32, cosine: f32) -> f32 {
  let a = abs(cosine);
  let b = abs(sine);
  var angle = arc(min(a, b) / max(a, b)) / 3.14159265358979;
  if (b > a) { angle = 0.5 - angle; }
  if (cosine < 0.0) { angle = 1.0 - angle; }
  return select(angle, -angle, sine < 0.0);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  let p = u.patchSide;
  let cells = p / u.cell;
  let parts = cells * cells * 3u;
  if (i >= u.count * parts) { return; }
  let r = i / parts;
  let part = i % parts;
  let outWidth = u.outWidth;
  if (part == parts - 1u) {
    for (var c = parts * 9u; c < outWidth; c++) { y[r * outWidth + c] = 0.0; }
  }
  let perImage = u.rows * u.cols;
  let image = (r / perImage) * perImage;
  let token = r % perImage;
  let channel = part % 3u;
  let place = part / 3u;
  let top = i32((token / u.cols) * p + (place / cells) * u.cell);
  let left = i32((token % u.cols) * p + (place % cells) * u.cell);
  let side = i32(u.cell);
  var histogram = array<f32, 9>();
  for (var row = top; row < top + side; row++) {
    for (var col = left; col < left + side; col++) {
      let ul = pixel(image, row - 1, col - 1, channel);
      let ur = pixel(image, row - 1, col + 1, channel);
      let ll = pixel(image, row + 1, col - 1, channel);
      let lr = pixel(image, row + 1, col + 1, channel);
      let gx = ul + 2.0 * pixel(image, row, col - 1, channel) + ll
        - (ur + 2.0 * pixel(image, row, col + 1, channel) + lr);
      let gy = ul + 2.0 * pixel(image, row - 1, col, channel) + ur
        - (ll + 2.0 * pixel(image, row + 1, col, channel) + lr);
      let size = sqrt(gx * gx + gy * gy);
      if (size == 0.0) { continue; }
      let angle = (turn(gx, gy) + 1.0) * 9.0;
      let share = angle - floor(angle);
      let bin = u32(floor(angle)) % 9u;
      histogram[bin] += size * (1.0 - share);
      histogram[(bin + 1u) % 9u] += size * share;
    }
  }
  var squares = 0.0;
  for (var b = 0u; b < 9u; b++) { squares += histogram[b] * histogram[b]; }
  let norm = max(sqrt(squares), 1e-12);
  for (var b = 0u; b < 9u; b++) { y[r * outWidth + part * 9u + b] = histogram[b] / norm; }
}
