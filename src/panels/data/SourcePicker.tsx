/** @file Which set of images. */

import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { SOURCES, type SourceId } from '../../mim/sources/index.ts';
import { chooseSource } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { InfoTip } from '../../ui/Tooltip.tsx';

export function SourcePicker() {
  const t = useT();
  const source = useApp((s) => s.draft.data.source);
  const info = useApp((s) => s.sources[s.draft.data.source]);
  const ids = Object.keys(SOURCES) as SourceId[];
  const { label, summary, credit } = SOURCES[source];
  return (
    <div className="flex flex-col gap-1">
      <Segmented
        tiles
        label={t('Images')}
        value={source}
        onChange={chooseSource}
        options={ids.map((id) => ({ id, label: t(SOURCES[id].label), hint: t(SOURCES[id].summary) }))}
      />
      <div className="flex items-start gap-1 text-xs text-soft">
        <p className="grow">
          {info === undefined
            ? t(summary)
            : t('{{all}} images: {{train}} to learn from, {{held}} kept apart.', {
                all: formatNumber(info.count),
                train: formatNumber(info.trainCount),
                held: formatNumber(info.heldOutCount),
              })}
          {info?.heldOutIsSeen === true && (
            <span className="block text-warn">
              {t(
                'Too few to keep any apart: the held-out loss is of other crops and masks of the same pictures.',
              )}
            </span>
          )}
        </p>
        <InfoTip about={t(label)}>
          <p>{t(summary)}</p>
          <p className="mt-1 text-soft">{t(credit)}</p>
        </InfoTip>
      </div>
    </div>
  );
}
