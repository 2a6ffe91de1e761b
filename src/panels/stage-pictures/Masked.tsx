/** @file What is left of the picture for the model: dragging over it hides and reveals patches. */

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hiddenCount } from '../../mim/grid.ts';
import { useApp } from '../../store/store.ts';
import { drawHatch } from '../../ui/canvas/overlay.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { ToggleButton } from '../../ui/IconButton.tsx';
import { CoachMark } from './CoachMark.tsx';
import { PictureFrame } from './PictureFrame.tsx';
import { usePainting } from './use-painting.ts';

export function Masked() {
  const t = useT();
  const picture = useApp((s) => s.picture);
  const mask = useApp((s) => (s.shownFrame === null ? s.mask : (s.reconstruction?.mask ?? s.mask)));
  const pinned = useApp((s) => s.pinned);
  const [byTouch, setByTouch] = useState(false);
  const cells = squareCells(mask.length);
  const painting = usePainting(cells);
  const hidden = hiddenCount(mask);
  return (
    <PictureFrame
      number={2}
      title="What the model sees"
      summary="Hatched patches are hidden from the model. Drag to hide or reveal: a drag does the opposite of the first patch it touches, and Alt always reveals."
      pixels={picture}
      state={t('{{hidden}} hidden', { hidden })}
      marks={{ hidden: mask, pinned, selection: painting.selection }}
      finish={(context) => drawHatch(context, cells, mask, 2)}
      onStroke={painting.onStroke}
      onKey={painting.onKey}
      paintByTouch={byTouch}
      over={<CoachMark />}
    >
      <span className="hidden touch:block">
        <ToggleButton
          label={t('Paint with the finger')}
          icon={<Pencil aria-hidden size={15} />}
          isSelected={byTouch}
          onChange={setByTouch}
        >
          {t('Paint')}
        </ToggleButton>
      </span>
      <span className="text-xs text-soft">
        {t('{{hidden}} of {{total}} hidden ({{share}})', {
          hidden,
          total: mask.length,
          share: formatPercent(hidden / mask.length),
        })}
      </span>
    </PictureFrame>
  );
}
