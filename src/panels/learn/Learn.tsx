/** @file The cards: each says one thing, sets it on the page and points at it. */

import { Eye } from 'lucide-react';
import { useT } from '../../i18n/i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { pointAtOnceThere } from '../../ui/point-at.ts';
import { CARDS } from './cards.ts';

export function Learn() {
  const t = useT();
  return (
    <ol className="grid gap-3 p-3 sm:grid-cols-2 xl:grid-cols-3">
      {CARDS.map(({ title, source, words, Formula, show, look }, i) => (
        <li key={title} className="flex flex-col gap-2 rounded-lg border border-line bg-raised p-3 text-sm">
          <h3 className="font-semibold">
            <span aria-hidden className="mr-2 text-soft">
              {i + 1}
            </span>
            {t(title)}
          </h3>
          <p className="text-xs text-soft">{t(source)}</p>
          {words.map((sentence) => (
            <p key={sentence}>{t(sentence)}</p>
          ))}
          {Formula !== undefined && (
            <div className="overflow-x-auto py-1" tabIndex={0} role="group" aria-label={t('Formula')}>
              <Formula />
            </div>
          )}
          <div className="mt-auto pt-1">
            <Button
              icon={<Eye aria-hidden size={15} />}
              aria-label={t('Show me: {{title}}', { title: t(title) })}
              onPress={() => {
                show();
                pointAtOnceThere(look);
              }}
            >
              {t('Show me')}
            </Button>
          </div>
        </li>
      ))}
    </ol>
  );
}
