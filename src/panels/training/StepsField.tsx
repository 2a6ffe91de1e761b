/** @file Where training ends by itself, or nowhere. */

import { RUN_PARAMS } from '../../config/shape.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useT } from '../../i18n/i18n.ts';
import { updateDraft } from '../../store/actions.ts';
import { FieldHead } from '../../ui/FieldHead.tsx';
import { NumberBox } from '../../ui/NumberBox.tsx';
import { Switch } from '../../ui/Switch.tsx';

const FIRST_END = 1000;
const { label, help, max } = RUN_PARAMS.steps;

const set = (steps: number): void => {
  updateDraft({ steps: Math.round(steps) });
};

export function StepsField({ steps, initial }: { readonly steps: number; readonly initial: number }) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-2">
      <FieldHead
        label={t(label)}
        help={help === undefined ? undefined : t(help)}
        onReset={
          steps === initial
            ? undefined
            : () => {
                set(initial);
              }
        }
      />
      <span className="flex items-center gap-2">
        <Switch
          label="∞"
          isSelected={steps === 0}
          onChange={(endless) => {
            set(endless ? 0 : FIRST_END);
          }}
        />
        {steps > 0 && (
          <NumberBox
            label={t(label)}
            className="w-20"
            min={1}
            max={max}
            step={100}
            value={steps}
            onChange={set}
          />
        )}
      </span>
      <span className="sr-only">{steps === 0 ? t('Without an end') : formatNumber(steps)}</span>
    </div>
  );
}
