/** @file The browser's side of baking: what the page will show first, computed by the product's own engine. */

import type { EngineApi, Picture, Reconstruction, Similarity } from '../../src/protocol/api.ts';
import { initialState } from '../../src/store/store.ts';
import { Engine } from '../../src/trainer/engine.ts';
import { matrixPixels, offDiagonal, rasterOrder } from '../../src/ui/canvas/matrix.ts';
import { scaleOf } from '../../src/ui/colour/scale.ts';

/** Device pixels per picture pixel where stripes are drawn; stripes are one of them wide. */
const ENLARGED = 4;
/** As on the page (src/ui/canvas/overlay.ts). */
const HATCH = ['#b9bec7', '#9aa0ab'] as const;

const canvasOf = (side: number): [HTMLCanvasElement, CanvasRenderingContext2D] => {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  return [canvas, canvas.getContext('2d')!];
};

function drawn(rgba: Uint8Array | Uint8ClampedArray, side: number): HTMLCanvasElement {
  const [canvas, context] = canvasOf(side);
  context.putImageData(new ImageData(new Uint8ClampedArray(rgba), side, side), 0, 0);
  return canvas;
}

/** Visible patches from the picture, hidden ones from `hidden`: another picture, or a hatch. */
function combined(
  picture: Picture,
  { mask, patch }: Reconstruction,
  hidden: HTMLCanvasElement | 'hatch',
): HTMLCanvasElement {
  const scale = hidden === 'hatch' ? ENLARGED : 1;
  const [canvas, context] = canvasOf(picture.side * scale);
  context.imageSmoothingEnabled = false;
  context.drawImage(drawn(picture.rgba, picture.side), 0, 0, canvas.width, canvas.width);
  const across = picture.side / patch;
  mask.forEach((bit, i) => {
    if (bit === 0) return;
    const left = (i % across) * patch;
    const top = Math.floor(i / across) * patch;
    if (hidden !== 'hatch') context.drawImage(hidden, left, top, patch, patch, left, top, patch, patch);
    else hatch(context, left * scale, top * scale, patch * scale);
  });
  return canvas;
}

function hatch(context: CanvasRenderingContext2D, left: number, top: number, size: number): void {
  for (let y = top; y < top + size; y++) {
    for (let x = left; x < left + size; x++) {
      context.fillStyle = HATCH[(x + 8 * size - y) % 8 < 4 ? 0 : 1];
      context.fillRect(x, y, 1, 1);
    }
  }
}

function matrixPicture({ matrix, n }: Similarity): HTMLCanvasElement {
  const scale = scaleOf('auto', offDiagonal(matrix, n));
  const pixels = matrixPixels({ values: matrix, n, order: rasterOrder(n) }, scale);
  return drawn(new Uint8ClampedArray(pixels.buffer), n);
}

const png = (canvas: HTMLCanvasElement): string => canvas.toDataURL('image/png').split(',')[1]!;

/** File name → base64 of the pictures that index.html shows before any script. */
async function bake(): Promise<Record<string, string>> {
  const engine: EngineApi = new Engine(() => undefined);
  await engine.start({ backend: 'wasm', baseUrl: new URL('/', location.href).href });
  const { image, mask, matrix } = initialState();
  const { side } = await engine.openShipped().then(({ config }) => config.data);
  const picture = await engine.picture(image, side);
  const answer = await engine.reconstruct({ image, mask, by: 'shipped', trueStatistics: false });
  const alike = await engine.similarity({ image, layer: matrix.layer, by: 'shipped' });
  const reconstruction = drawn(answer.rgba, side);
  return {
    'original.png': png(drawn(picture.rgba, side)),
    'masked.png': png(combined(picture, answer, 'hatch')),
    'reconstruction.png': png(reconstruction),
    'composite.png': png(combined(picture, answer, reconstruction)),
    'matrix.png': png(matrixPicture(alike)),
  };
}

declare global {
  interface Window {
    bake: typeof bake;
  }
}
window.bake = bake;
