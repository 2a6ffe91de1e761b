/** @file Chooses a method: what it is, where it is from, what of that is not so here. */

import { Play } from 'lucide-react';
import { PRESET_GROUPS, PRESET_NOTES, type PresetNotes } from '../../config/preset-notes.ts';
import { PRESETS, type PresetId } from '../../config/presets.ts';
import { useT } from '../../i18n/i18n.ts';
import { choosePreset, openDialog, trainPreset } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

const GROUPS = Object.keys(PRESET_GROUPS) as readonly PresetNotes['group'][];
const IDS = Object.keys(PRESETS) as readonly PresetId[];

const close = (): void => {
  openDialog(null);
};

export function Methods() {
  const t = useT();
  return (
    <Dialog wide title={t('Methods')} onClose={close}>
      <div className="flex flex-col gap-5 text-sm">
        {GROUPS.map((group) => (
          <section key={group} className="flex flex-col gap-2">
            <h3 className="font-semibold">{t(PRESET_GROUPS[group])}</h3>
            <ul className="flex flex-col gap-2">
              {IDS.filter((id) => PRESET_NOTES[id].group === group).map((id) => (
                <Method key={id} id={id} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Method({ id }: { readonly id: PresetId }) {
  const t = useT();
  const isChosen = useApp((s) => s.draft.preset === id);
  const isReady = useApp((s) => s.engine !== null);
  const { label, summary } = PRESETS[id];
  const { source, differs } = PRESET_NOTES[id];
  const name = t(label);
  return (
    <li className="flex flex-col gap-1 rounded-lg border border-line bg-raised p-3">
      <h4 className="flex flex-wrap items-center gap-2 font-medium">
        {name}
        {isChosen && <Badge tone="accent">{t('chosen')}</Badge>}
      </h4>
      <p>{t(summary)}</p>
      <p lang="en" className="text-xs text-soft">
        {source}
      </p>
      <p className="text-xs text-soft">
        {t('Not as in the source:')} {t(differs)}
      </p>
      <div className="flex flex-wrap gap-2 pt-1">
        <Button
          tone="primary"
          isDisabled={!isReady}
          icon={<Play aria-hidden size={14} />}
          aria-label={t('Train it: {{name}}', { name })}
          onPress={() => {
            close();
            void trainPreset(id);
          }}
        >
          {t('Train it')}
        </Button>
        <Button
          aria-label={t('Only choose: {{name}}', { name })}
          onPress={() => {
            close();
            choosePreset(id);
          }}
        >
          {t('Only choose')}
        </Button>
      </div>
    </li>
  );
}
