/** @file The tab's title: how far training is, for those who look at another tab meanwhile. */

import { useEffect } from 'react';
import { formatNumber, formatPercent } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.ts';
import type { AppState } from '../store/state.ts';
import { app } from '../store/store.ts';

function progressOf({ run, status }: AppState): string {
  if (run === null || status !== 'running') return '';
  const { steps } = run.config;
  return steps > 0 ? formatPercent(Math.floor((100 * run.step) / steps) / 100) : formatNumber(run.step);
}

/** Follows every step without rendering anything: a selector here would render the whole page each time. */
export function useTitle(): void {
  const name = useT()('MIM Playground');
  useEffect(() => {
    const write = (): void => {
      const progress = progressOf(app.getState());
      const title = progress === '' ? name : `${progress} · ${name}`;
      if (document.title !== title) document.title = title;
    };
    write();
    return app.subscribe(write);
  }, [name]);
}
