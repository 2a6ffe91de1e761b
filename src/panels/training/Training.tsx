/** @file How the model learns: batch, steps, optimiser, schedule, loss. */

import { presetOf } from '../../config/preset-of.ts';
import { RUN_PARAMS } from '../../config/shape.ts';
import { useT } from '../../i18n/i18n.ts';
import { OPTIMIZERS } from '../../mim/optimizers/index.ts';
import { SCHEDULES } from '../../mim/schedules/index.ts';
import { updateDraft } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { ParamForm } from '../../ui/ParamForm.tsx';
import { Slider } from '../../ui/Slider.tsx';
import { KindPicker } from '../../ui/KindPicker.tsx';
import { Losses } from './Losses.tsx';
import { StepsField } from './StepsField.tsx';

const { label, help, max } = RUN_PARAMS.batch;
const AVERAGE = { average: RUN_PARAMS.average, useAverage: RUN_PARAMS.useAverage } as const;

export function Training() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const preset = presetOf(draft.preset).config;
  return (
    <div className="flex flex-col gap-2">
      <Slider
        label={t(label)}
        help={help === undefined ? undefined : t(help)}
        min={1}
        max={max}
        step={1}
        log
        value={draft.batch}
        onReset={
          draft.batch === preset.batch
            ? undefined
            : () => {
                updateDraft({ batch: preset.batch });
              }
        }
        onChange={(batch) => {
          updateDraft({ batch: Math.round(batch) });
        }}
      />
      <KindPicker
        label={t('Optimiser')}
        kinds={OPTIMIZERS}
        value={draft.optimizer.id}
        initial={preset.optimizer.id}
        onChange={(id) => {
          updateDraft({ optimizer: { id } });
        }}
      />
      <ParamForm
        params={OPTIMIZERS[draft.optimizer.id].params}
        values={draft.optimizer}
        defaults={draft.optimizer.id === preset.optimizer.id ? preset.optimizer : {}}
        onChange={(key, value) => {
          updateDraft({ optimizer: { [key]: value } });
        }}
      />
      <KindPicker
        label={t('Schedule')}
        kinds={SCHEDULES}
        value={draft.schedule.id}
        initial={preset.schedule.id}
        onChange={(id) => {
          updateDraft({ schedule: { id } });
        }}
      />
      <ParamForm
        params={SCHEDULES[draft.schedule.id].params}
        values={draft.schedule}
        defaults={draft.schedule.id === preset.schedule.id ? preset.schedule : {}}
        onChange={(key, value) => {
          updateDraft({ schedule: { [key]: value } });
        }}
      />
      <StepsField steps={draft.steps} initial={preset.steps} />
      <Losses />
      <ParamForm
        params={AVERAGE}
        values={{ average: draft.average, useAverage: draft.useAverage }}
        defaults={{ average: preset.average, useAverage: preset.useAverage }}
        omit={draft.average > 0 ? [] : ['useAverage']}
        moreLabel={t('Averaged weights')}
        onChange={(key, value) => {
          // Without an average nothing can answer with it.
          updateDraft(value === 0 ? { average: 0, useAverage: false } : { [key]: value });
        }}
      />
    </div>
  );
}
