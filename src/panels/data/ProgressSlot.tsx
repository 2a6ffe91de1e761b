/** @file How far the reading of images is, with a way to stop it. */

import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { cancelTask } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

export function ProgressSlot() {
  const t = useT();
  const progress = useApp((s) => s.progress);
  if (progress === null || progress.task === 'compile' || progress.task === 'benchmark') return null;
  const { task, done, total } = progress;
  const values = { done: formatNumber(done), total: formatNumber(total) };
  return task === 'images' ? (
    <ProgressBar
      label={t('Reading images: {{done}} of {{total}}', values)}
      done={done}
      total={total}
      onStop={() => void cancelTask('images')}
    />
  ) : (
    <ProgressBar label={t('Preparing images: {{done}} of {{total}}', values)} done={done} total={total} />
  );
}
