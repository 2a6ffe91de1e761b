/** @file The masking strategies, each shown on the picture that is on screen. */

import { useT } from '../../i18n/i18n.ts';
import { MASKS, type MaskId } from '../../mim/masks/index.ts';
import { setMaskStrategy } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { MaskThumbnail } from './MaskThumbnail.tsx';

export function StrategyPicker() {
  const t = useT();
  const id = useApp((s) => s.draft.mask.id);
  const ids = Object.keys(MASKS) as MaskId[];
  return (
    <Segmented
      tiles
      label={t('Mask strategy')}
      value={id}
      onChange={setMaskStrategy}
      options={ids.map((strategy) => ({
        id: strategy,
        label: t(MASKS[strategy].label),
        hint: t(MASKS[strategy].summary),
        icon: <MaskThumbnail strategy={strategy} />,
      }))}
    />
  );
}
