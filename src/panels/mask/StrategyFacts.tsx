/** @file What a strategy does: in a sentence, as a formula, where it comes from, and what is not as there. */

import { useT } from '../../i18n/i18n.ts';
import { MASKS, type MaskId } from '../../mim/masks/index.ts';
import { More } from '../../ui/ParamForm.tsx';

export function StrategyFacts({ id }: { readonly id: MaskId }) {
  const t = useT();
  const strategy = MASKS[id];
  const differs = 'differs' in strategy ? strategy.differs : undefined;
  return (
    <div className="flex flex-col gap-1 text-xs text-soft">
      <p>{t(strategy.summary)}</p>
      <More label={t('Formula, source and what differs')} isChanged={false}>
        <p lang="en" className="font-serif text-sm text-ink">
          {strategy.formula}
        </p>
        <p>{t('M is the mask, 1 where hidden; N patches, H of them hidden; r is the mask ratio.')}</p>
        <p>
          {t('Source')}: <span lang="en">{strategy.source}</span>
        </p>
        {differs !== undefined && (
          <p>
            {t('What differs')}: {t(differs)}
          </p>
        )}
      </More>
    </div>
  );
}
