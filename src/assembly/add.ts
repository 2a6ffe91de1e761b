/** @file The sum of two values. */

/** y = a + b.  count: floats, any number */
export function add(a: usize, b: usize, y: usize, count: i32): void {
  const bytes = <usize>count * 4;
  const whole = bytes & ~15;
  for (let i: usize = 0; i < whole; i += 16) {
    v128.store(y + i, f32x4.add(v128.load(a + i), v128.load(b + i)));
  }
  for (let i = whole; i < bytes; i += 4) f32.store(y + i, f32.load(a + i) + f32.load(b + i));
}
