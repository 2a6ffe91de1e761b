/** @file What one generated picture shows: drawn by lot from its seed, before any pixel is. */

import type { ValuesOf } from '../../../lib/params.ts';
import { type Rng, rngOf } from '../../../lib/rng.ts';
import type { SOURCES } from '../../../mim/sources/index.ts';
import { fraction } from './arithmetic.ts';
import { SHAPES } from './shapes.ts';

export type PatternKnobs = ValuesOf<(typeof SOURCES)['patterns']['params']>;

/** RGB, 0..1. */
type Colour = readonly [number, number, number];

/** A texture in its two colours, turned, scaled and shifted. Lengths are in 64ths of the picture's side. */
export interface Surface {
  readonly texture: number;
  readonly low: Colour;
  readonly high: Colour;
  /** The first row of the map from picture to texture coordinates; the second is (-down, across). */
  readonly across: number;
  readonly down: number;
  /** Texture units per picture unit. */
  readonly frequency: number;
  readonly shift: readonly [number, number];
  readonly seed: number;
}

export interface Scene {
  /** Background regions: every point belongs to the nearest centre. */
  readonly regions: readonly { readonly surface: Surface; readonly x: number; readonly y: number }[];
  /** All of one shape; later ones lie on top. `turn` is [cosine, sine]. */
  readonly objects: readonly {
    readonly surface: Surface;
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly turn: readonly [number, number];
  }[];
  readonly shape: number;
  /** Change of brightness across and down the picture. */
  readonly light: readonly [number, number];
  /** How far, in 64ths of the side, region borders wander. */
  readonly warp: number;
  readonly seed: number;
}

/** Pictures are drawn in a square of this many units, whatever their pixels. */
export const UNITS = 64;

/** The same seed and knobs give the same scene. */
export function sceneOf(seed: number, knobs: PatternKnobs): Scene {
  const rng = rngOf('patterns', seed);
  const shape = rng.int(SHAPES.length);
  const regions = Array.from({ length: knobs.regions }, () => ({
    surface: surfaceOf(rng, knobs),
    x: rng.next() * UNITS,
    y: rng.next() * UNITS,
  }));
  // With several regions the shape is the label, so there must be one if the knob allows it.
  const least = knobs.regions > 1 ? Math.min(1, knobs.objects) : 0;
  const objects = Array.from({ length: least + rng.int(knobs.objects - least + 1) }, () => {
    const radius = UNITS * (0.2 + 0.16 * rng.next());
    return {
      surface: surfaceOf(rng, knobs),
      radius,
      x: radius + rng.next() * (UNITS - 2 * radius),
      y: radius + rng.next() * (UNITS - 2 * radius),
      turn: turnOf((rng.next() - 0.5) * 0.6),
    };
  });
  return {
    regions,
    objects,
    shape,
    light: [(rng.next() - 0.5) * 0.5, (rng.next() - 0.5) * 0.5],
    warp: rng.next() * 8,
    seed: rng.int(2 ** 16),
  };
}

function surfaceOf(rng: Rng, { textures, scaleSpread, freePalette }: PatternKnobs): Surface {
  const texture = rng.int(textures);
  const stretch = (2 * rng.next() - 1) * scaleSpread * 1.5;
  const frequency = (stretch < 0 ? 1 / (1 - stretch) : 1 + stretch) / 8;
  const [cosine, sine] = turnOf(2 * rng.next() - 1);
  return {
    texture,
    ...coloursOf(rng, freePalette),
    across: cosine * frequency,
    down: sine * frequency,
    frequency,
    shift: [rng.next() * UNITS, rng.next() * UNITS],
    seed: rng.int(2 ** 16),
  };
}

/** [cosine, sine] of the angle whose half has the tangent `t`: -1..1 is half a turn. */
function turnOf(t: number): readonly [number, number] {
  const scale = 1 / (1 + t * t);
  return [(1 - t * t) * scale, 2 * t * scale];
}

/** Hues of the fixed palette: red, orange, green, teal, blue and purple, each with its light partner's. */
const FIXED_HUES = [
  [0, 0.1],
  [0.07, 0.15],
  [0.3, 0.2],
  [0.48, 0.4],
  [0.6, 0.52],
  [0.78, 0.9],
] as const;

function coloursOf(rng: Rng, free: boolean): { readonly low: Colour; readonly high: Colour } {
  const lightness = 0.2 + 0.3 * rng.next();
  const lift = 0.25 + 0.25 * rng.next();
  const saturation = 0.35 + 0.55 * rng.next();
  const hue = rng.next();
  const partner = hue + 0.08 + 0.3 * rng.next();
  const [fixed, fixedPartner] = FIXED_HUES[Math.floor(hue * FIXED_HUES.length)]!;
  return {
    low: colourOf(free ? hue : fixed, saturation, lightness),
    high: colourOf(free ? partner : fixedPartner, saturation, lightness + lift),
  };
}

/** RGB from hue, saturation and lightness, each 0..1; the hue wraps around. */
function colourOf(hue: number, saturation: number, lightness: number): Colour {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const sector = 12 * fraction(hue + offset);
    return lightness - chroma * Math.max(-1, Math.min(sector - 3, 9 - sector, 1));
  };
  return [channel(0), channel(2 / 3), channel(1 / 3)];
}
