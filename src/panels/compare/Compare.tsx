/** @file Chooses a comparison, runs it and shows what came out. */

import { FlaskConical, Square } from 'lucide-react';
import { useState } from 'react';
import { EXPERIMENTS, type Experiment, type ExperimentId } from '../../config/experiments.ts';
import { brokenRules } from '../../config/rules.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useT, type Translate } from '../../i18n/i18n.ts';
import { runExperiment, stopExperiment } from '../../store/actions/experiments.ts';
import { merged } from '../../store/changes.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { NumberBox } from '../../ui/NumberBox.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Select } from '../../ui/Select.tsx';
import { ArmCard } from './ArmCard.tsx';

const IDS = Object.keys(EXPERIMENTS) as readonly ExperimentId[];
const STEPS = 300;

export function Compare() {
  const t = useT();
  const [id, setId] = useState<ExperimentId>('hidden-or-all');
  const [steps, setSteps] = useState(STEPS);
  const draft = useApp((s) => s.draft);
  const experiment = useApp((s) => s.experiment);
  const isReady = useApp((s) => s.engine !== null);
  const chosen: Experiment = EXPERIMENTS[id];
  const isRunning = experiment?.isRunning === true;
  const why = whyNot(chosen, draft, t);
  return (
    <div className="flex flex-col gap-3 p-3 text-sm">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('Comparison')}
          options={IDS.map((one) => ({ id: one, label: t(EXPERIMENTS[one].label) }))}
          value={id}
          onChange={setId}
          className="w-72 max-w-full"
        />
        <label className="flex items-center gap-2 text-xs text-soft">
          {t('Steps each')}
          <NumberBox
            label={t('Steps each')}
            value={steps}
            min={1}
            max={100_000}
            step={100}
            onChange={setSteps}
          />
        </label>
        <Button
          tone="primary"
          isDisabled={!isRunning && (!isReady || why !== null)}
          icon={isRunning ? <Square aria-hidden size={13} /> : <FlaskConical aria-hidden size={15} />}
          onPress={() => void (isRunning ? stopExperiment() : runExperiment(id, steps))}
        >
          {isRunning ? t('Stop') : t('Run the comparison')}
        </Button>
      </div>
      <p>
        {t(chosen.summary)}{' '}
        <span lang="en" className="text-soft">
          {chosen.source}
        </span>
      </p>
      <p className="text-xs text-soft">
        {why ??
          t(
            'The model, images, seed and optimiser are those of the settings; at a few hundred steps of a small model the papers’ effects may not show. Whatever comes out is shown.',
          )}
      </p>
      {isRunning && <Progress experiment={experiment} />}
      {experiment !== null && experiment.results.length > 0 && (
        <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
          {experiment.results.map((result) => (
            <ArmCard key={result.label} experiment={experiment} result={result} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** Why the comparison makes no sense with these settings, translated; null where it does. */
function whyNot({ arms }: Experiment, draft: AppState['draft'], t: Translate): string | null {
  for (const { change } of arms) {
    const [issue] = brokenRules(merged(draft, change));
    if (issue !== undefined) return t(issue.template, issue.values);
  }
  return null;
}

function Progress({ experiment }: { readonly experiment: NonNullable<AppState['experiment']> }) {
  const t = useT();
  const step = useApp((s) => s.run?.step ?? 0);
  const arms: Experiment['arms'] = EXPERIMENTS[experiment.id].arms;
  const arm = arms[experiment.results.length];
  const total = arms.length * experiment.steps;
  return (
    <ProgressBar
      label={t('{{arm}}: step {{step}} of {{steps}}', {
        arm: t(arm?.label ?? ''),
        step: formatNumber(Math.min(step, experiment.steps)),
        steps: formatNumber(experiment.steps),
      })}
      done={experiment.results.length * experiment.steps + Math.min(step, experiment.steps)}
      total={total}
    />
  );
}
