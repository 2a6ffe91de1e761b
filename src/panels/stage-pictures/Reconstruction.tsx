/** @file What the model makes of what it sees: alone, with the visible patches, as an error, or beside the original. */

import { useMemo, useState } from 'react';
import { formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { setReconstructionView, setTrueStatistics } from '../../store/actions.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { ColourBar } from '../../ui/canvas/ColourBar.tsx';
import { coloured, composite, differences, differenceScale } from '../../ui/canvas/compose.ts';
import { squareCells } from '../../ui/canvas/words.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { HonestyBadge } from './HonestyBadge.tsx';
import { PictureFrame } from './PictureFrame.tsx';

const VIEWS = [
  { id: 'reconstruction', label: 'Answer' },
  { id: 'composite', label: '+ visible' },
  { id: 'error', label: 'Difference' },
  { id: 'split', label: 'Split' },
] as const satisfies readonly { id: AppState['reconstructionView']; label: string }[];

export function Reconstruction() {
  const t = useT();
  const view = useApp((s) => s.reconstructionView);
  const picture = useApp((s) => s.picture);
  const answer = useApp((s) => s.reconstruction);
  const [part, setPart] = useState(0.5);
  const shown = useMemo(() => shownPicture(view, picture, answer), [view, picture, answer]);
  return (
    <PictureFrame
      number={3}
      title="Reconstruction"
      summary="What the model makes of the visible patches. Visible patches look worse than hidden ones, because the loss never asks the model to copy what it was given."
      pixels={shown.pixels}
      split={view === 'split' && picture !== null && answer !== null ? { pixels: picture, part } : null}
      over={
        <>
          {view === 'split' && answer !== null && <SplitHandle part={part} onChange={setPart} />}
          {shown.scale !== null && (
            <div className="pointer-events-none absolute bottom-1 left-1 flex h-16 rounded bg-surface/90 p-1">
              <ColourBar scale={shown.scale} label={t('Difference per pixel')} />
            </div>
          )}
        </>
      }
    >
      <Segmented
        label={t('View of the reconstruction')}
        options={VIEWS.map(({ id, label }) => ({ id, label: t(label) }))}
        value={view}
        onChange={setReconstructionView}
      />
      <HonestyBadge />
      <TrueStatistics />
    </PictureFrame>
  );
}

function shownPicture(
  view: AppState['reconstructionView'],
  picture: AppState['picture'],
  answer: AppState['reconstruction'],
) {
  if (picture === null || answer === null) return { pixels: answer, scale: null };
  if (view === 'composite') {
    return { pixels: composite(picture, answer, answer.mask, squareCells(answer.mask.length)), scale: null };
  }
  if (view !== 'error') return { pixels: answer, scale: null };
  const values = differences(picture, answer);
  const scale = differenceScale(values);
  return { pixels: coloured(values, picture.side, scale), scale };
}

/** Only a normalised target leaves a choice. */
function TrueStatistics() {
  const t = useT();
  const isNormalised = useApp(
    (s) => s.reconstruction?.shows === 'normalized' || s.reconstruction?.shows === 'true-statistics',
  );
  const isOn = useApp((s) => s.trueStatistics);
  if (!isNormalised) return null;
  return <Switch label={t('True mean and variance')} isSelected={isOn} onChange={setTrueStatistics} />;
}

function SplitHandle({
  part,
  onChange,
}: {
  readonly part: number;
  readonly onChange: (part: number) => void;
}) {
  const t = useT();
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white outline outline-black/60"
        style={{ left: `${100 * part}%` }}
      />
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={part}
        aria-label={t('How much of the original is shown')}
        aria-valuetext={formatPercent(part)}
        onChange={(event) => onChange(Number(event.target.value))}
        onPointerDown={(event) => event.stopPropagation()}
        onPointerUp={(event) => event.stopPropagation()}
        className="absolute inset-x-0 bottom-1 w-full touch:h-11"
      />
    </>
  );
}
