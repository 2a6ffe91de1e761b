/** @file What the model predicts for a patch. A target of another kind brings its loss along. */

import { matchingLoss } from '../../config/matching-loss.ts';
import type { DeepPartial, RunConfig } from '../../config/run-config.ts';
import { presetOf } from '../../config/preset-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { TARGETS, type TargetId } from '../../mim/targets/index.ts';
import { updateDraft } from '../../store/actions.ts';
import { impossibleChanges } from '../../store/offers.ts';
import { useApp } from '../../store/store.ts';
import { KindPicker } from '../../ui/KindPicker.tsx';
import { ParamForm } from '../../ui/ParamForm.tsx';
import { targetRules } from './rules.ts';

const TARGET_IDS = Object.keys(TARGETS) as TargetId[];

/** Only a loss of another kind is changed too. */
function changeTo(id: TargetId, draft: RunConfig): DeepPartial<RunConfig> {
  const loss = matchingLoss(id, draft.loss.id);
  return { target: { id }, ...(loss !== draft.loss.id && { loss: { id: loss } }) };
}

export function Target() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config;
  const { target } = draft;
  const changes = Object.fromEntries(TARGET_IDS.map((id) => [id, changeTo(id, draft)]));
  return (
    <>
      <KindPicker
        label={t('Target')}
        kinds={TARGETS}
        value={target.id}
        initial={preset.target.id}
        effect="cold"
        impossible={impossibleChanges(draft, changes)}
        onChange={(id) => {
          updateDraft(changeTo(id, draft));
        }}
      />
      <ParamForm
        params={TARGETS[target.id].params}
        values={target}
        defaults={target.id === preset.target.id ? preset.target : {}}
        rules={targetRules(draft)}
        onChange={(key, value) => {
          updateDraft({ target: { [key]: value } });
        }}
      />
    </>
  );
}
