/** @file The images to learn from: which set, how they become squares, and the person's own. */

import { presetOf } from '../../config/preset-of.ts';
import { SIDES, type RunConfig } from '../../config/run-config.ts';
import { AUGMENT_PARAMS, DATA_PARAMS } from '../../config/shape.ts';
import { useT } from '../../i18n/i18n.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { updateDraft } from '../../store/actions.ts';
import { impossibleChanges } from '../../store/offers.ts';
import { useApp } from '../../store/store.ts';
import type { FieldRules } from '../../ui/ParamField.tsx';
import { More, ParamForm } from '../../ui/ParamForm.tsx';
import { ProgressSlot } from './ProgressSlot.tsx';
import { AddImages } from './AddImages.tsx';
import { Pictures } from './Pictures.tsx';
import { SourcePicker } from './SourcePicker.tsx';

const SQUARES = { side: DATA_PARAMS.side, fit: DATA_PARAMS.fit };

/** Sizes that do not go with the patch are shown with the reason. */
const sideRules = (draft: RunConfig): FieldRules => ({
  numbers: SIDES,
  impossible: impossibleChanges(
    draft,
    Object.fromEntries(SIDES.map((side) => [String(side), { data: { side } }])),
  ),
});

export function Data() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config.data;
  return (
    <div className="flex flex-col gap-2">
      <SourcePicker />
      <Pictures />
      <AddImages />
      <ProgressSlot />
      {draft.data.source === 'patterns' && (
        <More label={t('What is drawn')} isChanged={false}>
          <ParamForm
            params={SOURCES.patterns.params}
            values={draft.data.patterns}
            defaults={preset.patterns}
            onChange={(key, value) => {
              updateDraft({ data: { patterns: { [key]: value } } });
            }}
          />
        </More>
      )}
      <ParamForm
        params={SQUARES}
        values={{ side: draft.data.side, fit: draft.data.fit }}
        defaults={{ side: preset.side, fit: preset.fit }}
        rules={{ side: sideRules(draft) }}
        onChange={(key, value) => {
          updateDraft({ data: { [key]: value } });
        }}
      />
      <ParamForm
        params={AUGMENT_PARAMS}
        values={draft.data.augment}
        defaults={preset.augment}
        onChange={(key, value) => {
          updateDraft({ data: { augment: { [key]: value } } });
        }}
      />
    </div>
  );
}
