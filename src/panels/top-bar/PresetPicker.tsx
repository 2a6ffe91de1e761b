/** @file Which whole config the form starts from. */

import { PRESETS, type PresetId } from '../../config/presets.ts';
import { useT } from '../../i18n/i18n.ts';
import { choosePreset, useShipped } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Select, type SelectOption } from '../../ui/Select.tsx';

const CONTINUE_SHIPPED = 'shipped';
const trainOnShipped = useShipped;

export function PresetPicker() {
  const t = useT();
  const preset = useApp((s) => s.draft.preset);
  const isShipped = useApp((s) => s.run?.origin === 'shipped');
  const options: readonly SelectOption<PresetId | typeof CONTINUE_SHIPPED>[] = [
    ...(Object.keys(PRESETS) as PresetId[]).map((id) => ({
      id,
      label: t(PRESETS[id].label),
      detail: t(PRESETS[id].summary),
    })),
    {
      id: CONTINUE_SHIPPED,
      label: t('Shipped model'),
      detail: t('Trains on from the weights that came with the page.'),
    },
  ];
  return (
    <Select
      bare
      label={t('Preset')}
      className="w-40 max-lg:w-32 max-sm:w-36"
      options={options}
      value={isShipped ? CONTINUE_SHIPPED : (preset as PresetId)}
      onChange={(id) => {
        if (id === CONTINUE_SHIPPED) void trainOnShipped();
        else choosePreset(id);
      }}
    />
  );
}
