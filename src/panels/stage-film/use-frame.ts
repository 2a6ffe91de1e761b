/** @file The picture of a film-strip frame; null until it is there, and where it cannot be had. */

import { useEffect, useState } from 'react';
import { loadFrame } from '../../store/frames.ts';
import type { Pixels } from '../../ui/canvas/pixels.ts';

/** The component's `key` must name the run: frames of another one have the same steps. */
export function useFrame(step: number): Pixels | null {
  const [pixels, setPixels] = useState<Pixels | null>(null);
  useEffect(() => {
    let isWanted = true;
    loadFrame(step).then(
      (frame) => {
        if (isWanted) setPixels(frame.reconstruction);
      },
      () => undefined, // The step alone still says where the frame was.
    );
    return () => {
      isWanted = false;
    };
  }, [step]);
  return pixels;
}
