/** @file The picture of a film-strip frame; null until it is there, and where it cannot be had. */

import { useEffect, useState } from 'react';
import { loadFrame } from '../../store/frames.ts';
import { useApp } from '../../store/store.ts';
import type { Pixels } from '../../ui/canvas/pixels.ts';

export function useFrame(step: number): Pixels | null {
  const runId = useApp((s) => s.run?.id);
  const [pixels, setPixels] = useState<Pixels | null>(null);
  useEffect(() => {
    let isWanted = true;
    setPixels(null);
    loadFrame(step).then(
      (frame) => {
        if (isWanted) setPixels(frame.reconstruction);
      },
      () => undefined, // The step alone still says where the frame was.
    );
    return () => {
      isWanted = false;
    };
  }, [step, runId]);
  return pixels;
}
