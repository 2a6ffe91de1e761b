/** @file What the run is doing, in numbers. */

import { useEffect, useState } from 'react';
import { formatDuration, formatLoss, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { BACKENDS } from './backends.ts';

const currentLoss = ({ runs }: AppState): number | null =>
  runs.find(({ isCurrent }) => isCurrent)?.loss ?? null;

/** Seconds until the last step at the present pace; null where there is no last step or no pace. */
function secondsLeft({ run, imagesPerSecond, status }: AppState): number | null {
  if (run === null || run.config.steps === 0 || imagesPerSecond === null || status !== 'running') return null;
  return Math.round(
    (Math.max(0, run.config.steps - run.step) * run.config.batch) / Math.max(imagesPerSecond, 1e-9),
  );
}

export function Status() {
  const t = useT();
  const status = useApp((s) => s.status);
  const backend = useApp((s) => s.engine?.backend ?? null);
  const step = useApp((s) => s.run?.step ?? 0);
  const loss = useApp(currentLoss);
  const imagesPerSecond = useApp((s) => s.imagesPerSecond);
  const left = useApp(secondsLeft);
  return (
    <div
      role="group"
      aria-label={t('Status')}
      data-status={status}
      className="flex min-w-0 grow flex-wrap max-lg:max-h-11 max-sm:text-xs items-center gap-x-2 overflow-hidden text-sm text-soft lg:max-h-10"
    >
      {status === 'starting' && <span>{t('Starting…')}</span>}
      {status === 'compiling' && <Compiling />}
      {status === 'finished' && <span>{t('Finished')}</span>}
      {status === 'idle' && step === 0 && (
        <span>
          {backend === null ? t('Ready') : t('Ready · {{backend}}', { backend: BACKENDS[backend] })}
        </span>
      )}
      {step > 0 && (
        <span className="whitespace-nowrap text-ink">{t('step {{step}}', { step: formatNumber(step) })}</span>
      )}
      {loss !== null && (
        <span className="whitespace-nowrap text-ink">{t('loss {{loss}}', { loss: formatLoss(loss) })}</span>
      )}
      {imagesPerSecond !== null && (
        <span className="whitespace-nowrap text-ink">
          {t('{{n}} images/s', { n: formatNumber(imagesPerSecond, { maximumSignificantDigits: 3 }) })}
        </span>
      )}
      {left !== null && (
        <span className="whitespace-nowrap">{t('{{time}} left', { time: formatDuration(left) })}</span>
      )}
    </div>
  );
}

/** Counts the seconds, so that a slow compiler does not look like a hang. */
function Compiling() {
  const t = useT();
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      setSeconds((before) => before + 1);
    }, 1000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return <span>{t('Compiling GPU programs (first step only)… {{seconds}} s', { seconds })}</span>;
}
