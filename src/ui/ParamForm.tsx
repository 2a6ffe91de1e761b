/** @file A form for any set of parameters: the only place where their declarations become controls. */

import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Params } from '../lib/params.ts';
import { ParamField, type FieldRules } from './ParamField.tsx';

type Values = Readonly<Record<string, unknown>>;

const NONE = {};
const NO_KEYS: readonly string[] = [];

export interface ParamFormProps {
  readonly params: Params;
  readonly values: Values;
  readonly onChange: (key: string, value: string | number | boolean) => void;
  /** What "reset" goes back to, where it is not the parameter's own default: the preset's values. */
  readonly defaults?: Values;
  /** Per parameter: fixed choices, impossible ones and their reasons (already translated). */
  readonly rules?: Readonly<Record<string, FieldRules>>;
  /** Keys that a panel draws by itself. */
  readonly omit?: readonly string[];
  /** Title of the fold with the rare settings, already translated; "More" otherwise. */
  readonly moreLabel?: string;
}

export function ParamForm({
  params,
  values,
  onChange,
  defaults = NONE,
  rules = NONE,
  omit = NO_KEYS,
  moreLabel,
}: ParamFormProps) {
  const t = useT();
  const shown = Object.entries(params).filter(([key, { kind }]) => kind !== 'text' && !omit.includes(key));
  const isChanged = ([key, param]: (typeof shown)[number]): boolean =>
    (values[key] ?? param.default) !== (defaults[key] ?? param.default);
  const fields = (entries: typeof shown) =>
    entries.map(([key, param]) => (
      <ParamField
        key={key}
        param={param}
        value={values[key] ?? param.default}
        initial={defaults[key] ?? param.default}
        rules={rules[key]}
        onChange={(value) => {
          onChange(key, value);
        }}
      />
    ));
  const advanced = shown.filter(([, { advanced }]) => advanced === true);
  return (
    <div className="flex flex-col gap-2">
      {fields(shown.filter(([, { advanced }]) => advanced !== true))}
      {advanced.length > 0 && (
        <More label={moreLabel ?? t('More')} isChanged={advanced.some(isChanged)}>
          {fields(advanced)}
        </More>
      )}
    </div>
  );
}

interface MoreProps {
  readonly label: string;
  readonly isChanged: boolean;
  readonly children: ReactNode;
}

/** Folds rare settings away, and shows by a dot that one of them was changed. */
export function More({ label, isChanged, children }: MoreProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
        className="flex h-6 items-center gap-1 rounded text-xs text-soft hover:text-ink touch:h-11"
      >
        <ChevronRight aria-hidden size={12} className={isOpen ? 'rotate-90' : ''} />
        {label}
        {isChanged && <span aria-hidden className="size-1.5 rounded-full bg-accent" />}
      </button>
      {isOpen && <div className="mt-1 flex flex-col gap-2">{children}</div>}
    </div>
  );
}
