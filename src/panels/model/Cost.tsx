/** @file What the model on the form would cost on this device, before anything is allocated. */

import { useEffect } from 'react';
import { gridOf } from '../../config/run-config.ts';
import { formatBytes, formatCount, formatDuration } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { patchCount } from '../../mim/grid.ts';
import { expectedHidden } from '../../mim/masks/index.ts';
import { predict } from '../../store/actions.ts';
import { app, useApp } from '../../store/store.ts';

/** A dragged slider asks once it rests. */
const REST_MS = 200;
const STEPS = 100;

export function Cost() {
  const t = useT();
  const draft = useApp((s) => s.draft);
  const isReady = useApp((s) => s.engine !== null);
  const cost = useApp((s) => s.prediction);
  useEffect(() => {
    if (!isReady) return;
    let timer = setTimeout(() => void predict(), 0);
    const stop = app.subscribe((now, before) => {
      if (now.draft === before.draft) return;
      clearTimeout(timer);
      timer = setTimeout(() => void predict(), REST_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isReady]);
  const grid = gridOf(draft);
  const all = patchCount(grid);
  const visible = all - expectedHidden(grid, draft.mask);
  const rows: readonly (readonly [string, string])[] = [
    [t('Parameters'), cost === null ? '–' : formatCount(cost.parameters)],
    [t('Tokens, visible of all'), t('{{visible}} of {{all}}', { visible, all })],
    [t('FLOPs per step'), cost === null ? '–' : formatCount(cost.flops)],
    [t('Memory'), cost === null ? '–' : formatBytes(cost.bytes)],
    [
      t('Time for {{n}} steps', { n: STEPS }),
      cost === null ? '–' : formatDuration(cost.secondsPerStep * STEPS),
    ],
  ];
  return (
    <>
      <dl
        aria-label={t('Cost on this device')}
        className="grid grid-cols-[1fr_auto] gap-x-2 gap-y-0.5 rounded-md bg-raised p-2 text-xs"
      >
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="text-right text-ink">{value}</dd>
          </div>
        ))}
      </dl>
      {cost !== null && cost.bytes > cost.limit && (
        <p role="status" className="rounded-md bg-warn-soft p-2 text-xs text-warn">
          {t('This needs {{bytes}} and the device gives {{limit}}: take a smaller batch or model.', {
            bytes: formatBytes(cost.bytes),
            limit: formatBytes(cost.limit),
          })}
        </p>
      )}
    </>
  );
}
