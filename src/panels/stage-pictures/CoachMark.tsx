/** @file The one hint of a first visit: that the masked picture can be painted on. */

import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useT } from '../../i18n/i18n.ts';
import { useApp } from '../../store/store.ts';
import { markUsed, wasUsed } from '../../ui/first-use.ts';

const PAINTING = 'painting';

export function CoachMark() {
  const t = useT();
  const isReady = useApp((s) => s.picture !== null);
  const isPainted = useApp((s) => s.draft.mask.id === 'painted');
  const [isKnown, setKnown] = useState(() => wasUsed(PAINTING));
  if (isPainted && !isKnown) setKnown(true);
  useEffect(() => {
    if (isKnown) markUsed(PAINTING);
  }, [isKnown]);
  if (!isReady || isKnown) return null;
  return (
    <p
      data-coach-mark
      className="pointer-events-none absolute inset-x-2 bottom-2 z-10 flex items-center justify-between gap-2 rounded-md border border-line bg-surface/95 py-1 pr-1 pl-2.5 text-sm text-ink shadow-raised"
    >
      {t('Paint over the picture – the model fills it in.')}
      <Button
        aria-label={t('Got it')}
        onPress={() => {
          setKnown(true);
        }}
        className="pointer-events-auto inline-flex size-6 shrink-0 items-center justify-center rounded text-soft hover:text-ink touch:size-11"
      >
        <X aria-hidden size={14} />
      </Button>
    </p>
  );
}
