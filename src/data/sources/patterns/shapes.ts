/** @file The eight shapes: how far a point lies outside. */

/** Distance from the edge, negative inside, roughly true to scale; `y` grows downwards, the shape fills about -1..1. */
type Shape = (x: number, y: number) => number;

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

const disc: Shape = (x, y) => length(x, y) - 0.9;

const square: Shape = (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.78;

const triangle: Shape = (x, y) => Math.max(Math.abs(x) * 0.8660254 - (y - 0.15) * 0.5, y - 0.15) - 0.5;

/** Outward normals of a pentagon that stands on an edge; by symmetry the sides come in pairs. */
const PENTAGON = [
  [0, 1],
  [0.9510565, 0.309017],
  [-0.9510565, 0.309017],
  [0.5877853, -0.809017],
  [-0.5877853, -0.809017],
] as const;

/** A pentagram is where at most one of a pentagon's five sides lies on the wrong side: the second largest counts. */
const star: Shape = (x, y) => {
  let largest = -9;
  let second = -9;
  for (const [nx, ny] of PENTAGON) {
    const distance = nx * x + ny * y;
    if (distance > largest) {
      second = largest;
      largest = distance;
    } else if (distance > second) second = distance;
  }
  return second - 0.33;
};

const ring: Shape = (x, y) => Math.abs(length(x, y) - 0.66) - 0.24;

const cross: Shape = (x, y) => {
  const across = Math.abs(x);
  const down = Math.abs(y);
  return Math.min(Math.max(across - 0.29, down - 0.9), Math.max(across - 0.9, down - 0.29));
};

/** A square on its tip with a disc on each upper edge. */
const heart: Shape = (x, y) => {
  const across = Math.abs(x);
  const tip = (across + Math.abs(y - 0.15) - 0.75) * Math.SQRT1_2;
  return Math.min(tip, length(across - 0.375, y + 0.225) - 0.53);
};

const crescent: Shape = (x, y) => Math.max(length(x, y) - 0.9, 0.72 - length(x - 0.42, y + 0.15));

/** In the order of their ids, in which labels count. */
export const SHAPES: readonly { readonly label: string; readonly distance: Shape }[] = [
  { label: 'Disc', distance: disc },
  { label: 'Square', distance: square },
  { label: 'Triangle', distance: triangle },
  { label: 'Star', distance: star },
  { label: 'Ring', distance: ring },
  { label: 'Cross', distance: cross },
  { label: 'Heart', distance: heart },
  { label: 'Crescent', distance: crescent },
];
