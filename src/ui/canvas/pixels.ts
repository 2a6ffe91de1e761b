/** @file Pictures as bytes on a canvas: exactly those bytes, whatever the theme. */

/** sRGB bytes [side, side, 4]. */
export interface Pixels {
  readonly side: number;
  readonly rgba: Uint8Array<ArrayBuffer>;
}

/** The canvas gets the picture's own size; style sheets enlarge it without smoothing. */
export function putPixels(canvas: HTMLCanvasElement, { side, rgba }: Pixels): void {
  if (canvas.width !== side || canvas.height !== side) {
    canvas.width = side;
    canvas.height = side;
  }
  const bytes = new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  canvas.getContext('2d')?.putImageData(new ImageData(bytes, side, side), 0, 0);
}

/** A copy enlarged by a whole factor to at least `least` pixels, for saving. */
export function enlarged(pixels: Pixels, least: number): HTMLCanvasElement {
  const small = document.createElement('canvas');
  putPixels(small, pixels);
  const factor = Math.max(1, Math.ceil(least / pixels.side));
  const large = document.createElement('canvas');
  large.width = factor * pixels.side;
  large.height = factor * pixels.side;
  const context = large.getContext('2d');
  if (context !== null) {
    context.imageSmoothingEnabled = false;
    context.drawImage(small, 0, 0, large.width, large.height);
  }
  return large;
}
