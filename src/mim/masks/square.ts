/** @file Square masking: hides one square, in the middle, anywhere or where it is put. */

import { choice, number } from '../../lib/params.ts';
import { patchCount, visibleMask, type Grid, type PatchMask } from '../grid.ts';
import { defineMask } from './mask.ts';
import { ratioParam } from './ratio.ts';

/** More places than this are sampled. */
const MAX_LISTED = 256;

/** In patches. */
interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

const place = (label: string, help: string) =>
  number({ label, help, min: 0, max: 1, step: 0.05, default: 0.5, percent: true, effect: 'hot' });

export const square = defineMask({
  label: 'Square',
  summary: 'Hides one square: in the middle, somewhere else in every image, or where you drag it.',
  formula: 's = round(√(r N)),  H = s²',
  source:
    'SimMIM §4.1.2 "Masking strategy", square masks of 64, 96 and 128 px in images of 192 px (r = 1/9, 1/4, 4/9)',
  differs:
    'Its sides are whole patches. The paper’s code for it was not released; in “anywhere” every position is as likely.',
  params: {
    ratio: ratioParam(0.25),
    place: choice({
      label: 'Where the square is',
      options: ['centre', 'anywhere', 'here'],
      optionLabels: { centre: 'in the middle', anywhere: 'anywhere', here: 'where I put it' },
      default: 'centre',
      effect: 'hot',
    }),
    x: place(
      'Square, from the left',
      'Where the square is put: 0 % is at the left edge, 100 % at the right one.',
    ),
    y: place(
      'Square, from the top',
      'Where the square is put: 0 % is at the top edge, 100 % at the bottom one.',
    ),
  },
  hiddenCount(grid, { ratio }) {
    const [height, width] = sizeOf(grid, ratio);
    return height * width;
  },
  sample(grid, values, rng) {
    const boxes = boxesOf(grid, values);
    return masked(grid, boxes[rng.int(boxes.length)]!);
  },
  law(grid, values) {
    const boxes = boxesOf(grid, values);
    return boxes.length > MAX_LISTED
      ? undefined
      : { kind: 'one-of', masks: boxes.map((box) => masked(grid, box)) };
  },
});

/** The slack between square and picture, in patches, for each axis: positions are 0 … slack. */
export function slackOf(grid: Grid, ratio: number): { readonly rows: number; readonly cols: number } {
  const [height, width] = sizeOf(grid, ratio);
  return { rows: grid.rows - height, cols: grid.cols - width };
}

/** Height and width in patches, of the picture's shape; one patch at least is hidden and one visible. */
function sizeOf(grid: Grid, ratio: number): readonly [number, number] {
  if (ratio === 0 || patchCount(grid) === 1) return [0, 0];
  const share = Math.sqrt(ratio);
  const height = Math.max(1, Math.round(share * grid.rows));
  const width = Math.max(1, Math.round(share * grid.cols));
  if (height < grid.rows || width < grid.cols) return [height, width];
  // The smaller square of a square grid; a strip loses one patch only.
  return [Math.max(1, height - 1), Math.max(1, width - 1)];
}

/** Every place that the square may take. */
function boxesOf(
  grid: Grid,
  {
    ratio,
    place,
    x,
    y,
  }: { readonly ratio: number; readonly place: string; readonly x: number; readonly y: number },
): readonly Box[] {
  const [height, width] = sizeOf(grid, ratio);
  if (height === 0) return [{ top: 0, left: 0, height, width }];
  const slack = { rows: grid.rows - height, cols: grid.cols - width };
  if (place === 'anywhere') {
    return Array.from({ length: (slack.rows + 1) * (slack.cols + 1) }, (_, i) => ({
      top: Math.floor(i / (slack.cols + 1)),
      left: i % (slack.cols + 1),
      height,
      width,
    }));
  }
  const [down, right] = place === 'here' ? [y, x] : [0.5, 0.5];
  return [{ top: Math.round(down * slack.rows), left: Math.round(right * slack.cols), height, width }];
}

function masked(grid: Grid, box: Box): PatchMask {
  const mask = visibleMask(grid);
  for (let row = box.top; row < box.top + box.height; row++) {
    mask.fill(1, row * grid.cols + box.left, row * grid.cols + box.left + box.width);
  }
  return mask;
}
