/** @file What a screen reader hears of training: start, pause, each tenth of a finite run; never each step. */

import { formatLoss, formatNumber } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.ts';
import { app, useApp } from '../store/store.ts';
import type { AppState } from '../store/state.ts';

const tenthsDone = ({ run }: AppState): number =>
  run === null || run.config.steps === 0 ? 0 : Math.floor((10 * run.step) / run.config.steps);

export function LiveRegion() {
  const t = useT();
  const status = useApp((s) => s.status);
  const tenths = useApp(tenthsDone);
  const { run, runs } = app.getState();
  const step = formatNumber(run?.step ?? 0);
  const loss = runs.find(({ isCurrent }) => isCurrent)?.loss ?? null;
  const said = (): string => {
    if (status === 'running' && tenths > 0) return t('{{n}} % trained.', { n: tenths * 10 });
    if (status === 'running') return t('Training started.');
    if (run === null || run.step === 0 || status === 'starting' || status === 'compiling') return '';
    return loss === null
      ? t('Training paused at step {{step}}.', { step })
      : t('Training paused at step {{step}}, loss {{loss}}.', { step, loss: formatLoss(loss) });
  };
  return (
    <p aria-live="polite" className="sr-only">
      {said()}
    </p>
  );
}
