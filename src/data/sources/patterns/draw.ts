/** @file Turns a scene into pixels and their textures. */

import { hash, inside, noise } from './arithmetic.ts';
import { type Scene, type Surface, UNITS } from './scene.ts';
import { SHAPES } from './shapes.ts';
import { TEXTURES } from './textures.ts';

/** Brightness noise of a pixel, each way, in 0..255. */
const GRAIN = 5;
/** Light falls from the upper left: shadows lie this far down and right, in radii. */
const SHADOW = { x: 0.12, y: 0.16, darkness: 0.4 } as const;

/** Writes sRGB bytes [side, side, 3] into `pixels` and the id of the texture seen at each pixel [side, side] into `truth`. */
export function draw(scene: Scene, side: number, pixels: Uint8Array, truth: Uint8Array): void {
  const pixel = UNITS / side;
  const colour = new Float64Array(3);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const x = (column + 0.5) * pixel;
      const y = (row + 0.5) * pixel;
      const at = row * side + column;
      const ground = regionAt(scene, x, y);
      paint(ground, x, y, pixel, 1, 1, colour);
      truth[at] = ground.texture;
      for (const object of scene.objects) {
        const seen = paintObject(object, scene.shape, x, y, pixel, colour);
        if (seen >= 0.5) truth[at] = object.surface.texture;
      }
      const light =
        255 * (1 + scene.light[0] * (x / UNITS - 0.5) * 2 + scene.light[1] * (y / UNITS - 0.5) * 2);
      const grain = (2 * hash(column, row, scene.seed) - 1) * GRAIN + 0.5;
      for (let c = 0; c < 3; c++) {
        const value = colour[c]! * light + grain;
        pixels[at * 3 + c] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}

function regionAt({ regions, warp, seed }: Scene, x: number, y: number): Surface {
  const first = regions[0]!;
  if (regions.length === 1) return first.surface;
  const wx = x + warp * (noise(x / 12, y / 12, seed) - 0.5);
  const wy = y + warp * (noise(x / 12, y / 12, seed + 1) - 0.5);
  let best = first;
  let least = Infinity;
  for (const region of regions) {
    const distance = (wx - region.x) * (wx - region.x) + (wy - region.y) * (wy - region.y);
    if (distance < least) {
      least = distance;
      best = region;
    }
  }
  return best.surface;
}

/** Shadow, then the object itself; returns how much of the pixel the object covers. */
function paintObject(
  { surface, x: cx, y: cy, radius, turn }: Scene['objects'][number],
  shape: number,
  x: number,
  y: number,
  pixel: number,
  colour: Float64Array,
): number {
  const dx = (x - cx) / radius;
  const dy = (y - cy) / radius;
  if (dx * dx + dy * dy > 2) return 0;
  const { distance } = SHAPES[shape]!;
  const [cosine, sine] = turn;
  const size = pixel / radius;
  const sx = dx - SHADOW.x;
  const sy = dy - SHADOW.y;
  const shadow =
    1 - SHADOW.darkness * inside(distance(sx * cosine + sy * sine, sy * cosine - sx * sine), 8 * size);
  for (let c = 0; c < 3; c++) colour[c] = colour[c]! * shadow;
  const covered = inside(distance(dx * cosine + dy * sine, dy * cosine - dx * sine), size);
  if (covered > 0) {
    const glow = 1.1 - 0.12 * ((dx + 0.3) * (dx + 0.3) + (dy + 0.3) * (dy + 0.3));
    paint(surface, x, y, pixel, glow, covered, colour);
  }
  return covered;
}

/** Lays a surface over `colour` with the given opacity. */
function paint(
  { texture, low, high, across, down, frequency, shift, seed }: Surface,
  x: number,
  y: number,
  pixel: number,
  brightness: number,
  opacity: number,
  colour: Float64Array,
): void {
  const u = x * across + y * down + shift[0];
  const v = y * across - x * down + shift[1];
  const t = TEXTURES[texture]!.at(u, v, pixel * frequency, seed);
  for (let c = 0; c < 3; c++) {
    const value = (low[c]! + (high[c]! - low[c]!) * t) * brightness;
    colour[c] = colour[c]! + (value - colour[c]!) * opacity;
  }
}
