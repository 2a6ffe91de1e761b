/** @file A picture as it is, without tools. */

import { useEffect, useRef } from 'react';
import { putPixels, type Pixels } from '../../ui/canvas/pixels.ts';

/** @param label already translated */
export function Shot({ pixels, label }: { readonly pixels: Pixels; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current !== null) putPixels(canvas.current, pixels);
  }, [pixels]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className="size-32 rounded border border-line [image-rendering:pixelated]"
    />
  );
}
