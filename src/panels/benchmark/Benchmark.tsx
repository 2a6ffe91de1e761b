/** @file Measures this device: one training step on each of its executors, and a report to take along. */

import { Clipboard, Gauge, Square } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { cancelTask, openDialog } from '../../store/actions.ts';
import { copyBenchmark, runBenchmark } from '../../store/actions/benchmark.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Rows } from './Rows.tsx';
import { SIZE_LABELS, SIZES, type Size } from './words.ts';

export function Benchmark() {
  const t = useT();
  const [largest, setLargest] = useState<Size>('tiny');
  const isRunning = useApp((s) => s.benchmark.isRunning);
  const report = useApp((s) => s.benchmark.report);
  const progress = useApp((s) => (s.progress?.task === 'benchmark' ? s.progress : null));
  return (
    <Dialog
      wide
      title={t('Benchmark')}
      onClose={() => {
        if (isRunning) void cancelTask('benchmark');
        openDialog(null);
      }}
    >
      <div className="flex flex-col gap-4 text-sm">
        <p>
          {t(
            'Trains the same small MAE, from the same weights on the same pictures, on every executor that this device has. Ten losses must agree before anything is timed; rounds alternate, so that other work falls on all alike. Training pauses meanwhile; nothing is sent anywhere.',
          )}
        </p>
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label={t('Up to size')}
            options={SIZES.map((id) => ({ id, label: t(SIZE_LABELS[id]) }))}
            value={largest}
            onChange={setLargest}
          />
          {/* One button for both: a disabled one would lose the focus, and Esc with it. */}
          <Button
            tone="primary"
            icon={isRunning ? <Square aria-hidden size={13} /> : <Gauge aria-hidden size={15} />}
            onPress={() => void (isRunning ? cancelTask('benchmark') : runBenchmark(largest))}
          >
            {isRunning ? t('Stop') : t('Measure')}
          </Button>
          <Button
            isDisabled={report === null}
            icon={<Clipboard aria-hidden size={15} />}
            onPress={() => void copyBenchmark()}
          >
            {t('Copy the report')}
          </Button>
        </div>
        {isRunning && (
          <ProgressBar
            label={t('Measuring: {{done}} of {{total}}', {
              done: formatNumber(progress?.done ?? 0),
              total: formatNumber(progress?.total ?? 0),
            })}
            done={progress?.done ?? 0}
            total={progress?.total ?? 0}
          />
        )}
        {report === null ? (
          <p className="text-soft">{t('Nothing was measured yet.')}</p>
        ) : (
          <Rows rows={report.rows} />
        )}
      </div>
    </Dialog>
  );
}
