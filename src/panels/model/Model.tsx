/** @file What the network is made of, and what that costs. */

import { presetOf } from '../../config/preset-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { HEADS, MODELS } from '../../mim/models/index.ts';
import { choosePreset, updateDraft } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Chip } from '../../ui/Chip.tsx';
import { KindPicker } from '../../ui/KindPicker.tsx';
import { ParamForm } from '../../ui/ParamForm.tsx';
import { Cost } from './Cost.tsx';
import { headRules, impossibleHeads, modelRules } from './rules.ts';
import { Target } from './Target.tsx';

/** Letters and words of the three sizes. */
const SIZES = [
  { id: 'mae-xs', letters: 'XS', parameters: '0.1 M' },
  { id: 'mae-s', letters: 'S', parameters: '0.4 M' },
  { id: 'mae-m', letters: 'M', parameters: '1.3 M' },
] as const;

export function Model() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config;
  return (
    <div className="flex flex-col gap-2">
      <KindPicker
        label={t('Method')}
        kinds={MODELS}
        value={draft.model.id}
        initial={preset.model.id}
        effect="cold"
        onChange={(id) => {
          updateDraft({ model: { id } });
        }}
      />
      <div role="group" aria-label={t('Size')} className="flex flex-wrap gap-1">
        {SIZES.map(({ id, letters, parameters }) => (
          <Chip
            key={id}
            isSelected={draft.preset === id}
            label={t('Size {{letters}}: {{parameters}} parameters', { letters, parameters })}
            onPress={() => {
              choosePreset(id);
            }}
          >
            <b className="font-semibold">{letters}</b> {parameters}
          </Chip>
        ))}
      </div>
      <ParamForm
        params={MODELS[draft.model.id].params}
        values={draft.model}
        defaults={draft.model.id === preset.model.id ? preset.model : {}}
        rules={modelRules(draft)}
        onChange={(key, value) => {
          updateDraft({ model: { [key]: value } });
        }}
      />
      <KindPicker
        label={t('Head')}
        kinds={HEADS}
        value={draft.head.id}
        initial={MODELS[draft.model.id].companions.head}
        effect="cold"
        impossible={impossibleHeads(draft)}
        onChange={(id) => {
          updateDraft({ head: { id } });
        }}
      />
      <ParamForm
        params={HEADS[draft.head.id].params}
        values={draft.head}
        defaults={draft.head.id === preset.head.id ? preset.head : {}}
        rules={headRules(draft)}
        moreLabel={t('Size of the head')}
        onChange={(key, value) => {
          updateDraft({ head: { [key]: value } });
        }}
      />
      <Target />
      <Cost />
    </div>
  );
}
