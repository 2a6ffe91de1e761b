/** @file Which whole config the form starts from. */

import { LayoutGrid } from 'lucide-react';
import { PRESETS, type PresetId } from '../../config/presets.ts';
import { useT } from '../../i18n/i18n.ts';
import { choosePreset, openDialog, useShipped } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { IconButton } from '../../ui/IconButton.tsx';
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
    <div className="flex items-center">
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
      <span className="max-sm:hidden">
        <IconButton
          label={t('All methods')}
          icon={<LayoutGrid aria-hidden size={16} />}
          onPress={() => {
            openDialog('methods');
          }}
        />
      </span>
    </div>
  );
}
