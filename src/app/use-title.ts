/** @file The tab's title: how far training is, for those who look at another tab meanwhile. */

import { useEffect } from 'react';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.ts';
import type { AppState } from '../store/state.ts';
import { useApp } from '../store/store.ts';

function progressOf({ run, status }: AppState): string {
  if (run === null || status !== 'running') return '';
  const { steps } = run.config;
  return steps > 0 ? formatPercent(Math.floor((100 * run.step) / steps) / 100) : formatNumber(run.step);
}

export function useTitle(): void {
  const t = useT();
  const progress = useApp(progressOf);
  const name = t('MIM Playground');
  useEffect(() => {
    document.title = progress === '' ? name : `${progress} · ${name}`;
  }, [name, progress]);
}
