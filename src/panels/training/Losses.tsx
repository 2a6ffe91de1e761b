/** @file What the model is told about its errors: the reconstruction loss, and losses that are added to it. */

import { presetOf } from '../../config/preset-of.ts';
import { useT } from '../../i18n/i18n.ts';
import { LOSSES, type LossId } from '../../mim/losses/index.ts';
import { TERM_IDS, TERMS, type TermId } from '../../mim/terms/index.ts';
import { updateDraft } from '../../store/actions.ts';
import { impossibleChanges } from '../../store/offers.ts';
import { useApp } from '../../store/store.ts';
import { KindPicker } from '../../ui/KindPicker.tsx';
import { More, ParamForm } from '../../ui/ParamForm.tsx';

const LOSS_IDS = Object.keys(LOSSES) as LossId[];

export function Losses() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config;
  const { loss, terms } = draft;
  const changes = Object.fromEntries(LOSS_IDS.map((id) => [id, { loss: { id } }]));
  return (
    <>
      <KindPicker
        label={t('Loss')}
        kinds={LOSSES}
        value={loss.id}
        initial={preset.loss.id}
        impossible={impossibleChanges(draft, changes)}
        onChange={(id) => {
          updateDraft({ loss: { id } });
        }}
      />
      <ParamForm
        params={LOSSES[loss.id].params}
        values={loss}
        defaults={loss.id === preset.loss.id ? preset.loss : {}}
        onChange={(key, value) => {
          updateDraft({ loss: { [key]: value } });
        }}
      />
      <More label={t('Further losses')} isChanged={TERM_IDS.some((id) => terms[id].weight > 0)}>
        {TERM_IDS.map((id) => (
          <TermForm key={id} id={id} />
        ))}
      </More>
    </>
  );
}

function TermForm({ id }: { readonly id: TermId }) {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config;
  const { label, summary, params } = TERMS[id];
  return (
    <section aria-label={t(label)} className="flex flex-col gap-1 border-t border-line pt-2">
      <p className="text-xs text-soft">{t(summary)}</p>
      <ParamForm
        params={params}
        values={draft.terms[id]}
        defaults={preset.terms[id]}
        onChange={(key, value) => {
          updateDraft({ terms: { [id]: { [key]: value } } });
        }}
      />
    </section>
  );
}
