// One workgroup: 256 interleaved sums, then a tree, so that thousands of rows lose no digits.
struct Sizes { rows: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> errors: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> loss: array<f32>;

var<workgroup> sums: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
  let rows = u.rows;
  var sum = 0.0;
  for (var r = thread; r < rows; r += 256u) { sum = fma(errors[r], weight[r], sum); }
  sums[thread] = sum;
  for (var half = 128u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { sums[thread] += sums[thread + half]; }
  }
  if (thread == 0u) { loss[0] = sums[0]; }
}
