/** @file Puts the chosen theme on the document; the stylesheet does the rest. */

import { useEffect } from 'react';
import { useApp } from '../store/store.ts';

export function useTheme(): void {
  const theme = useApp((s) => s.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}
