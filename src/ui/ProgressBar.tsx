/** @file How far a task is, with a way to stop it. */

import { useT } from '../i18n/i18n.ts';
import { Button } from './Button.tsx';

interface ProgressBarProps {
  /** Verb, object and amount, already translated: "Reading images 12 of 40". */
  readonly label: string;
  readonly done: number;
  /** 0 where nobody knows. */
  readonly total: number;
  readonly onStop?: () => void;
}

export function ProgressBar({ label, done, total, onStop }: ProgressBarProps) {
  const t = useT();
  return (
    <div className="flex items-center gap-2">
      <label className="min-w-0 grow text-xs text-soft">
        <span className="block truncate">{label}</span>
        <progress className="block h-1.5 w-full" {...(total > 0 && { value: done, max: total })} />
      </label>
      {onStop !== undefined && <Button onPress={onStop}>{t('Stop')}</Button>}
    </div>
  );
}
