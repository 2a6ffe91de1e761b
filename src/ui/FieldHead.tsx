/** @file The line above a control: its label, what it is for, whether it restarts, whether it was changed. */

import { RotateCcw, Undo2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useT } from '../i18n/i18n.ts';
import { InfoTip } from './Tooltip.tsx';

interface FieldMarksProps {
  /** Already translated, as is `help`. */
  readonly label: string;
  readonly help?: string | undefined;
  readonly effect?: 'hot' | 'cold' | undefined;
  /** Given where the value differs from its default. */
  readonly onReset?: (() => void) | undefined;
}

/** The marks alone, for controls that carry their own label. */
export function FieldMarks({ label, help, effect, onReset }: FieldMarksProps) {
  const t = useT();
  return (
    <>
      {help !== undefined && <InfoTip about={label}>{help}</InfoTip>}
      {effect === 'cold' && (
        <span title={t('Needs a restart')} className="text-soft">
          <RotateCcw aria-hidden size={11} />
          <span className="sr-only">{t('Needs a restart')}</span>
        </span>
      )}
      {onReset !== undefined && (
        <>
          <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent" />
          <Button
            aria-label={t('Reset {{label}}', { label })}
            onPress={onReset}
            className="relative inline-flex size-5 items-center justify-center rounded text-soft hover:bg-raised hover:text-ink touch:after:absolute touch:after:-inset-3"
          >
            <Undo2 aria-hidden size={12} />
          </Button>
        </>
      )}
    </>
  );
}

interface FieldHeadProps extends FieldMarksProps {
  /** The control's element id. */
  readonly htmlFor?: string;
}

export function FieldHead({ htmlFor, ...marks }: FieldHeadProps) {
  return (
    <div className="flex min-h-5 min-w-0 items-center gap-1">
      {htmlFor === undefined ? (
        <span className="truncate text-xs text-soft">{marks.label}</span>
      ) : (
        <label htmlFor={htmlFor} className="truncate text-xs text-soft">
          {marks.label}
        </label>
      )}
      <FieldMarks {...marks} />
    </div>
  );
}
