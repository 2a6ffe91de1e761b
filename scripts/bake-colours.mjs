/** @file Writes src/ui/colour/luts.ts: colour maps of d3-scale-chromatic (ISC) as 256 RGB bytes each, so that the page ships no library for them. */

import { writeFileSync } from 'node:fs';
import { interpolateCividis, interpolatePuOr, interpolateViridis } from 'd3-scale-chromatic';

const ENTRIES = 256;

/** Bytes [256, 3] of a map, as base64; `at` takes 0..1 and gives `rgb(…)` or `#rrggbb`. */
export function bake(at) {
  const bytes = new Uint8Array(ENTRIES * 3);
  for (let i = 0; i < ENTRIES; i++) bytes.set(rgbOf(at(i / (ENTRIES - 1))), 3 * i);
  return Buffer.from(bytes).toString('base64');
}

function rgbOf(css) {
  if (css.startsWith('#')) return [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16));
  return css
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
}

export const MAPS = { viridis: interpolateViridis, cividis: interpolateCividis, puor: interpolatePuOr };

export function source() {
  const lines = Object.entries(MAPS).map(([name, at]) => `  ${name}:\n    '${bake(at)}',`);
  return [
    '/** @file Colour maps as base64 of bytes [256, 3]. Written by scripts/bake-colours.mjs from d3-scale-chromatic (ISC). */',
    '',
    `export const BAKED = {\n${lines.join('\n')}\n} as const;`,
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../src/ui/colour/luts.ts', import.meta.url), source());
}
