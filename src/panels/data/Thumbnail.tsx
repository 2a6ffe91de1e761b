/** @file One small picture that can be pressed. */

import { useEffect, useRef } from 'react';
import { ToggleButton } from 'react-aria-components';
import type { Thumb } from './use-thumbnails.ts';

interface ThumbnailProps {
  readonly picture: Thumb | undefined;
  /** Already translated. */
  readonly label: string;
  readonly isSelected: boolean;
  readonly onPress: () => void;
}

export function Thumbnail({ picture, label, isSelected, onPress }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (picture === undefined || canvas.current === null) return;
    const image = new ImageData(new Uint8ClampedArray(picture.rgba), picture.side, picture.side);
    canvas.current.getContext('2d')?.putImageData(image, 0, 0);
  }, [picture]);
  return (
    <ToggleButton
      aria-label={label}
      isSelected={isSelected}
      onChange={onPress}
      className="aspect-square overflow-hidden rounded border-2 border-transparent bg-raised selected:border-accent"
    >
      <canvas
        ref={canvas}
        width={picture?.side ?? 1}
        height={picture?.side ?? 1}
        className="block size-full"
      />
    </ToggleButton>
  );
}
