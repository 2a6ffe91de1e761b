/** @file Puts the chosen theme on the document; the stylesheet does the rest. */

import { useEffect } from 'react';
import type { AppState } from '../store/state.ts';
import { app } from '../store/store.ts';

/** Nothing is rendered again for it. */
export function useTheme(): void {
  useEffect(() => {
    show(app.getState().theme);
    return app.subscribe(({ theme }, before) => {
      if (theme !== before.theme) show(theme);
    });
  }, []);
}

function show(theme: AppState['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
