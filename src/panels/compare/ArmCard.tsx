/** @file One arm of a comparison: its answer, and what it cost. */

import { formatDb, formatLoss, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import type { AppState } from '../../store/state.ts';
import { composite } from '../../ui/canvas/compose.ts';
import { Shot } from './Shot.tsx';

type Experiment = NonNullable<AppState['experiment']>;

interface ArmCardProps {
  readonly experiment: Experiment;
  readonly result: Experiment['results'][number];
}

export function ArmCard({ experiment, result }: ArmCardProps) {
  const t = useT();
  const { picture, mask } = experiment;
  const { label, step, heldOut, reconstruction, problem } = result;
  const title = t(label);
  const side = Math.sqrt(mask.length);
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-3 text-sm">
      <h3 className="font-semibold">{title}</h3>
      {problem === null ? (
        <>
          {reconstruction !== null && (
            <div className="flex flex-wrap gap-2">
              <Shot pixels={reconstruction} label={t('The whole answer: {{arm}}', { arm: title })} />
              {picture?.side === reconstruction.side && (
                <Shot
                  pixels={composite(picture, reconstruction, mask, { rows: side, cols: side })}
                  label={t('The answer in the gaps: {{arm}}', { arm: title })}
                />
              )}
            </div>
          )}
          {reconstruction === null && (
            <p className="text-soft">
              {t('It has other patches than the picture on screen, so it has no answer to it.')}
            </p>
          )}
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs">
            <dt className="text-soft">{t('Step')}</dt>
            <dd>{formatNumber(step)}</dd>
            {reconstruction !== null && (
              <>
                <dt className="text-soft">{t('This picture, same mask')}</dt>
                <dd>{formatDb(reconstruction.psnrDb)}</dd>
              </>
            )}
            {heldOut !== null && (
              <>
                <dt className="text-soft">{t('Held-out, own masks and loss')}</dt>
                <dd>{formatLoss(heldOut.loss)}</dd>
              </>
            )}
          </dl>
        </>
      ) : (
        <p className="text-error">{t(problem.template, problem.values)}</p>
      )}
    </li>
  );
}
