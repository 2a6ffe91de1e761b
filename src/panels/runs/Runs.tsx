/** @file The runs of this visit, newest first. */

import { Trash2 } from 'lucide-react';
import { formatLoss, formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { removeRun, renameRun } from '../../store/actions.ts';
import type { RunRecord } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { LineSample } from './LineSample.tsx';

const CELL = 'px-2 py-1 text-left align-middle font-normal';

export function Runs() {
  const t = useT();
  const runs = useApp((s) => s.runs);
  const removed = useApp((s) => s.removedRuns);
  const listed = runs.filter(({ id }) => !removed.includes(id)).toReversed();
  if (listed.length === 0) {
    return <p className="p-4 text-sm text-soft">{t('Press Space to train your first run.')}</p>;
  }
  return (
    <table className="w-full text-sm">
      <thead className="text-xs text-soft">
        <tr>
          <th className={`${CELL} w-px`}>{t('Name')}</th>
          <th className={`${CELL} w-24`}>{t('Step')}</th>
          <th className={`${CELL} w-24`}>{t('Loss')}</th>
          <th className={`${CELL} max-sm:hidden`}>{t('Changes')}</th>
          <th className={CELL}>
            <span className="sr-only">{t('Remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map((run) => (
          <RunRow key={run.id} run={run} />
        ))}
      </tbody>
    </table>
  );
}

function RunRow({ run }: { readonly run: RunRecord }) {
  const t = useT();
  const { id, name, step, loss, style, isCurrent, changes } = run;
  const words = changes.map(({ template, values }) => t(template, values)).join(', ');
  return (
    <tr className="border-t border-line">
      <td className={CELL}>
        <span className="flex items-center gap-2">
          <LineSample style={style} />
          <input
            aria-label={t('Name of the run')}
            defaultValue={name}
            key={name}
            maxLength={60}
            onBlur={(event) => {
              const next = event.target.value.trim();
              if (next !== '' && next !== name) renameRun(id, next);
              else event.target.value = name;
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
            className="h-7 w-40 min-w-0 max-sm:w-32 rounded border border-transparent bg-transparent px-1 hover:border-line focus:border-edge touch:h-11"
          />
          {isCurrent && (
            <span className="shrink-0 whitespace-nowrap">
              <Badge tone="accent">{t('current')}</Badge>
            </span>
          )}
        </span>
      </td>
      <td className={CELL}>{formatNumber(step)}</td>
      <td className={CELL}>{loss === null ? '–' : formatLoss(loss)}</td>
      <td className={`${CELL} text-soft max-sm:hidden`}>{words === '' ? '–' : words}</td>
      <td className={`${CELL} text-right`}>
        {!isCurrent && (
          <IconButton
            label={t('Remove {{name}}', { name })}
            icon={<Trash2 aria-hidden size={14} />}
            onPress={() => {
              removeRun(id);
            }}
          />
        )}
      </td>
    </tr>
  );
}
