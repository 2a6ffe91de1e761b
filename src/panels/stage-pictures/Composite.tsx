/** @file The visible patches as they are, and the model's answer in the gaps. */

import { useMemo } from 'react';
import { composite } from '../../ui/canvas/compose.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { useApp } from '../../store/store.ts';
import { HonestyBadge } from './HonestyBadge.tsx';
import { PictureFrame } from './PictureFrame.tsx';

export function Composite() {
  const picture = useApp((s) => s.picture);
  const answer = useApp((s) => s.reconstruction);
  const pixels = useMemo(
    () =>
      picture === null || answer === null
        ? (answer ?? picture)
        : composite(picture, answer, answer.mask, squareCells(answer.mask.length)),
    [picture, answer],
  );
  return (
    <PictureFrame
      number={4}
      title="Reconstruction + visible"
      summary="The visible patches as they are, and the model’s answer in the gaps."
      pixels={pixels}
    >
      <HonestyBadge />
    </PictureFrame>
  );
}
