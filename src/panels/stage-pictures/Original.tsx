/** @file The picture itself, with the similarity of the focused patch to every other. */

import { useT } from '../../i18n/i18n.ts';
import { formatPercent } from '../../i18n/format.ts';
import { setHeat } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Switch } from '../../ui/Switch.tsx';
import { PictureFrame } from './PictureFrame.tsx';
import { useHeat } from './use-patches.ts';

export function Original() {
  const t = useT();
  const picture = useApp((s) => s.picture);
  const isOn = useApp((s) => s.heat);
  const opacity = useApp((s) => s.heatOpacity);
  const heat = useHeat();
  return (
    <PictureFrame
      number={1}
      title="Original"
      summary="The picture itself. Point at a patch: colours show how similar the model finds every other patch to it. Click to lock, Shift-click to compare with a second one."
      pixels={picture}
      marks={heat === null ? {} : { heat }}
    >
      <Switch label={t('Similarity heat')} isSelected={isOn} onChange={(on) => setHeat(on)} />
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={opacity}
        disabled={!isOn}
        aria-label={t('Opacity of the similarity heat')}
        aria-valuetext={formatPercent(opacity)}
        onChange={(event) => setHeat(true, Number(event.target.value))}
        className="w-16 touch:h-11"
      />
    </PictureFrame>
  );
}
