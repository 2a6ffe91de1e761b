/** @file Renders all words below it again when the language changes: in slices, so that the page still listens. */

import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { currentLanguage, onLanguage, ShownLanguage } from './i18n.ts';

export function Words({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(currentLanguage);
  useEffect(
    () =>
      onLanguage(() => {
        startTransition(() => setLanguage(currentLanguage()));
      }),
    [],
  );
  return <ShownLanguage value={language}>{children}</ShownLanguage>;
}
