/** @file One patch of a picture as a small picture. */

import { useLayoutEffect, useRef } from 'react';
import type { Cells } from './cells.ts';
import type { Pixels } from './pixels.ts';

interface PatchThumbProps {
  readonly pixels: Pixels | null;
  readonly cells: Cells;
  readonly patch: number;
}

export function PatchThumb({ pixels, cells, patch }: PatchThumbProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { cols } = cells;
  useLayoutEffect(() => {
    if (canvas.current === null || pixels === null) return;
    const size = Math.floor(pixels.side / cols);
    canvas.current.width = size;
    canvas.current.height = size;
    const image = new ImageData(size, size);
    const [top, left] = [Math.floor(patch / cols) * size, (patch % cols) * size];
    for (let y = 0; y < size; y++) {
      const from = 4 * ((top + y) * pixels.side + left);
      image.data.set(pixels.rgba.subarray(from, from + 4 * size), 4 * y * size);
    }
    canvas.current.getContext('2d')?.putImageData(image, 0, 0);
  }, [pixels, cols, patch]);
  return (
    <canvas
      ref={canvas}
      aria-hidden
      className="size-6 rounded-xs border border-line [image-rendering:pixelated]"
    />
  );
}
