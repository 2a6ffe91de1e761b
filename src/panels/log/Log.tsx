/** @file What happened, newest first. */

import { useMemo } from 'react';
import { localeTag, useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';

export function Log() {
  const t = useT();
  const lines = useApp((s) => s.log);
  const language = useApp((s) => s.language);
  const clock = useMemo(
    () => new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : localeTag(), { timeStyle: 'medium' }),
    [language],
  );
  if (lines.length === 0) return <p className="p-4 text-sm text-soft">{t('Nothing happened yet.')}</p>;
  return (
    <ol lang="en" className="p-2 font-mono text-xs">
      {lines.toReversed().map(({ at, text }, i) => (
        <li key={`${String(at)} ${String(lines.length - i)}`} className="flex gap-3 py-0.5">
          <time className="shrink-0 text-soft">{clock.format(at)}</time>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ol>
  );
}
