/** @file The visible patches as they are, and the model's answer in the gaps. */

import { useMemo } from 'react';
import { formatDb, formatLoss } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { AppState } from '../../store/state.ts';
import { composite } from '../../ui/canvas/compose.ts';
import { drawHatch } from '../../ui/canvas/overlay.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { useApp } from '../../store/store.ts';
import { HonestyBadge } from './HonestyBadge.tsx';
import { PictureFrame } from './PictureFrame.tsx';
import { stillOf } from './stills.ts';

export function Composite() {
  const picture = useApp((s) => s.picture);
  const answer = useApp((s) => s.reconstruction);
  const mask = useApp((s) => s.mask);
  const hasStill = useApp((s) => stillOf(4, s) !== undefined);
  const gaps = answer === null && !hasStill ? mask : null;
  const pixels = useMemo(() => {
    if (picture === null || answer === null) return answer;
    return composite(picture, answer, answer.mask, squareCells(answer.mask.length));
  }, [picture, answer]);
  return (
    <PictureFrame
      number={4}
      title="Reconstruction + visible"
      summary="The visible patches as they are, and the answer of the model in the gaps."
      pixels={gaps === null ? pixels : picture}
      {...(gaps !== null && {
        marks: { hidden: gaps },
        finish: (context: CanvasRenderingContext2D) => {
          drawHatch(context, squareCells(gaps.length), gaps, 2);
        },
      })}
    >
      <HonestyBadge />
      {answer !== null && <Measures answer={answer} />}
    </PictureFrame>
  );
}

function Measures({ answer }: { readonly answer: NonNullable<AppState['reconstruction']> }) {
  const t = useT();
  return (
    <span
      className="text-xs text-soft"
      title={t(
        'PSNR counts hidden pixels only. Visible patches look worse than they are: no loss asks the model to copy them.',
      )}
    >
      {t('PSNR {{psnr}}, loss {{loss}}', { psnr: formatDb(answer.psnrDb), loss: formatLoss(answer.loss) })}
    </span>
  );
}
