/** @file One of a plug-in list, with the summary of the chosen one under it. */

import { useT } from '../i18n/i18n.ts';
import { FieldHead } from './FieldHead.tsx';
import { Segmented } from './Segmented.tsx';

interface Kind {
  readonly label: string;
  readonly summary: string;
  readonly formula?: string;
}

interface KindPickerProps<T extends string> {
  /** Already translated. */
  readonly label: string;
  readonly kinds: Readonly<Record<T, Kind>>;
  readonly value: T;
  readonly initial: T;
  readonly onChange: (id: T) => void;
  readonly effect?: 'hot' | 'cold';
  /** Reasons, already translated, for ids that cannot be chosen now. */
  readonly impossible?: Readonly<Partial<Record<T, string>>>;
}

export function KindPicker<T extends string>(props: KindPickerProps<T>) {
  const { label, kinds, value, initial, onChange, effect, impossible = {} } = props;
  const t = useT();
  const ids = Object.keys(kinds) as T[];
  const { summary, formula } = kinds[value];
  return (
    <div className="flex flex-col gap-1">
      <FieldHead
        label={label}
        effect={effect}
        help={formula === undefined ? t(summary) : `${t(summary)} ${t(formula)}`}
        onReset={
          value === initial
            ? undefined
            : () => {
                onChange(initial);
              }
        }
      />
      <Segmented
        label={label}
        value={value}
        onChange={onChange}
        options={ids.map((id) => ({
          id,
          label: t(kinds[id].label),
          hint: t(kinds[id].summary),
          disabled: (impossible as Readonly<Record<string, string>>)[id],
        }))}
      />
    </div>
  );
}
