/** @file How much is hidden, in patches: one notch is one patch. */

import { presetOf } from '../../config/preset-of.ts';
import { formatPercent } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { hiddenCount, keptByRatio } from '../../mim/grid.ts';
import { MASKS, needsContent } from '../../mim/masks/index.ts';
import type { Params } from '../../lib/params.ts';
import { setHidden } from '../../store/actions.ts';
import { useApp } from '../../store/store.ts';
import { NumberBox } from '../../ui/NumberBox.tsx';
import { Slider } from '../../ui/Slider.tsx';

/** MAE found 75 % best, SimMIM 60 %; 40 and 90 frame them. */
const MARKS = [0.4, 0.6, 0.75, 0.9] as const;
/** SimMIM’s squares of 64, 96 and 128 px in 192. */
const SQUARES = [1 / 9, 1 / 4, 4 / 9] as const;
const MOST = 0.95;

export function RatioSlider() {
  const t = useT();
  const mask = useApp((s) => s.mask);
  const choice = useApp((s) => s.draft.mask);
  const preset = useApp((s) => s.draft.preset);
  const n = mask.length;
  const hidden = hiddenCount(mask);
  const most = Math.max(1, Math.floor(n * MOST));
  const params: Params = MASKS[choice.id].params;
  const presetMask = presetOf(preset).config.mask;
  const fallback = params['ratio']?.default;
  const initial =
    presetMask.id === choice.id && 'ratio' in presetMask
      ? presetMask.ratio
      : typeof fallback === 'number'
        ? fallback
        : null;
  const initialHidden = initial === null ? null : Math.round(initial * n);
  const share = t('{{hidden}} of {{total}} hidden ({{share}})', {
    hidden,
    total: n,
    share: formatPercent(hidden / n),
  });
  if (!('ratio' in choice) && choice.id !== 'painted') return <p className="text-xs text-soft">{share}</p>;
  // Where the picture decides how many are hidden, the slider is at the ratio that this starts from.
  const value = needsContent(choice) && 'ratio' in choice ? n - keptByRatio(n, choice.ratio) : hidden;
  return (
    <div>
      <Slider
        label={t('Mask ratio')}
        help={t(
          'The share of patches that is hidden. MAE found 75 % best: neighbours alone no longer give the answer away.',
        )}
        min={0}
        max={most}
        step={1}
        value={Math.min(value, most)}
        spoken={share}
        marks={(choice.id === 'square' ? SQUARES : MARKS).map((mark) => Math.round(mark * n))}
        onChange={setHidden}
        onReset={
          initialHidden === null || !('ratio' in choice) || choice.ratio === initial
            ? undefined
            : () => {
                setHidden(initialHidden);
              }
        }
        box={
          <NumberBox
            label={t('Mask ratio in percent')}
            className="w-12"
            min={0}
            max={MOST * 100}
            step={(now, direction) => ((Math.round((now / 100) * n) + direction) / n) * 100}
            unit="%"
            value={Math.round((value / n) * 100)}
            onChange={(percent) => {
              setHidden(Math.min(most, Math.round((percent / 100) * n)));
            }}
          />
        }
      />
      <p className="text-xs text-soft">{share}</p>
    </div>
  );
}
