/** @file The first pictures of the chosen set; a press shows one on the stage. Own pictures can be taken out. */

import { ChevronLeft, ChevronRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { chooseImage, removeImages } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import { PAGE, useThumbnails } from './use-thumbnails.ts';

export function Pictures() {
  const t = useT();
  const source = useApp((s) => s.draft.data.source);
  const shown = useApp((s) => s.image);
  const own = useApp((s) => s.ownImages);
  const count = useApp((s) => s.sources[s.draft.data.source]?.count ?? 0);
  const [wanted, setFirst] = useState({ source, first: 0 });
  const first = wanted.source === source && wanted.first < count ? wanted.first : 0;
  const pictures = useThumbnails(source, first);
  const chosen = source === 'own' && shown.source === 'own' ? own[shown.index] : undefined;
  const turn = (by: number): void => {
    setFirst({ source, first: Math.max(0, first + by) });
  };
  if (source === 'own' && count === 0) {
    return (
      <p className="rounded-md border border-dashed border-edge/60 p-3 text-xs text-soft">{t('None yet.')}</p>
    );
  }
  return (
    <div>
      <div className="flex items-center">
        <div role="group" aria-label={t('Pictures')} className="grid grow grid-cols-6 gap-1">
          {Array.from({ length: Math.min(PAGE, Math.max(count - first, 0)) || PAGE }, (_, i) => (
            <Thumbnail
              key={`${source} ${String(first + i)}`}
              picture={pictures[i]}
              label={t(pictures[i]?.name ?? '') || t('Picture {{n}}', { n: first + i + 1 })}
              isSelected={shown.source === source && shown.index === first + i}
              onPress={() => {
                chooseImage({ source, index: first + i });
              }}
            />
          ))}
        </div>
      </div>
      <div className="mt-1 flex flex-wrap items-center justify-end gap-1">
        {chosen !== undefined && (
          <Button
            tone="quiet"
            icon={<Trash2 aria-hidden size={14} />}
            onPress={() => void removeImages([chosen.id])}
            aria-label={t('Remove {{name}}', { name: chosen.name })}
            className="mr-auto max-w-40"
          >
            <span className="truncate">{t('Remove {{name}}', { name: chosen.name })}</span>
          </Button>
        )}
        {count > PAGE && (
          <>
            <span className="text-xs text-soft">
              {t('{{first}}–{{last}} of {{all}}', {
                first: formatNumber(first + 1),
                last: formatNumber(Math.min(first + PAGE, count)),
                all: formatNumber(count),
              })}
            </span>
            <IconButton
              label={t('Earlier pictures')}
              isDisabled={first === 0}
              icon={<ChevronLeft aria-hidden size={14} />}
              onPress={() => {
                turn(-PAGE);
              }}
            />
            <IconButton
              label={t('Later pictures')}
              isDisabled={first + PAGE >= count}
              icon={<ChevronRight aria-hidden size={14} />}
              onPress={() => {
                turn(PAGE);
              }}
            />
          </>
        )}
      </div>
    </div>
  );
}
