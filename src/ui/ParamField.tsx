/** @file One parameter as the control that fits its kind. */

import { useT } from '../i18n/i18n.ts';
import type { ChoiceParam, NumberParam, Param } from '../lib/params.ts';
import { FieldHead, FieldMarks } from './FieldHead.tsx';
import { Segmented } from './Segmented.tsx';
import { Select } from './Select.tsx';
import { Slider } from './Slider.tsx';
import { Switch } from './Switch.tsx';

export interface FieldRules {
  /** Offers these numbers instead of a slider. */
  readonly numbers?: readonly number[];
  /** Narrows a slider. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Reasons, already translated, by option (numbers as strings): those options are shown but cannot be chosen. */
  readonly impossible?: Readonly<Record<string, string>>;
  /** Marks on the slider's track. */
  readonly marks?: readonly number[];
}

interface FieldProps<P extends Param> {
  readonly param: P;
  readonly value: unknown;
  /** What "reset" goes back to. */
  readonly initial: unknown;
  readonly rules?: FieldRules | undefined;
  readonly onChange: (value: string | number | boolean) => void;
}

export function ParamField({ param, ...rest }: FieldProps<Param>) {
  switch (param.kind) {
    case 'number':
      return rest.rules?.numbers === undefined ? (
        <NumberField param={param} {...rest} />
      ) : (
        <NumberChoice param={param} numbers={rest.rules.numbers} {...rest} />
      );
    case 'choice':
      return <ChoiceField param={param} {...rest} />;
    case 'toggle':
      return <ToggleField param={param} {...rest} />;
    case 'text':
      return null;
  }
}

/** What every control's label line shows. */
function useMarks({ param, value, initial, onChange }: FieldProps<Param>) {
  const t = useT();
  return {
    label: t(param.label),
    help: param.help === undefined ? undefined : t(param.help),
    effect: param.effect,
    onReset:
      value === initial
        ? undefined
        : () => {
            onChange(initial as string | number | boolean);
          },
  };
}

function NumberField(props: FieldProps<NumberParam>) {
  const { param, value, rules, onChange } = props;
  const t = useT();
  const marks = useMarks(props);
  const scale = param.percent === true ? 100 : 1;
  return (
    <Slider
      {...marks}
      min={(rules?.min ?? param.min) * scale}
      max={(rules?.max ?? param.max) * scale}
      step={(rules?.step ?? param.step) * scale}
      log={param.log === true}
      unit={param.percent === true ? '%' : param.unit === undefined ? undefined : t(param.unit)}
      value={Number((Number(value) * scale).toPrecision(12))}
      {...(rules?.marks !== undefined && { marks: rules.marks })}
      onChange={(next) => {
        onChange(param.whole === true ? Math.round(next) : next / scale);
      }}
    />
  );
}

function NumberChoice(props: FieldProps<NumberParam> & { readonly numbers: readonly number[] }) {
  const { param, value, numbers, rules, onChange } = props;
  const marks = useMarks(props);
  // A value from an imported model or a script is offered too, or the form would show none as chosen.
  const all = [...new Set([...numbers, Number(value)])].toSorted((a, b) => a - b);
  return (
    <div className="flex flex-col gap-1">
      <FieldHead {...marks} />
      <Segmented
        label={marks.label}
        value={String(value)}
        options={all.map((n) => ({
          id: String(n),
          label: param.unit === undefined ? String(n) : `${String(n)} ${param.unit}`,
          disabled: rules?.impossible?.[String(n)],
        }))}
        onChange={(id) => {
          onChange(Number(id));
        }}
      />
    </div>
  );
}

function ChoiceField(props: FieldProps<ChoiceParam>) {
  const { param, value, rules, onChange } = props;
  const t = useT();
  const marks = useMarks(props);
  const options = param.options.map((id) => ({
    id,
    label: t(param.optionLabels?.[id] ?? id),
    disabled: rules?.impossible?.[id],
  }));
  const Control = options.length > 4 ? Select : Segmented;
  return (
    <div className="flex flex-col gap-1">
      <FieldHead {...marks} />
      <Control
        label={marks.label}
        value={String(value)}
        options={options}
        onChange={onChange}
        {...(Control === Select && { bare: true })}
      />
    </div>
  );
}

function ToggleField(props: FieldProps<Param>) {
  const { label, help, effect, onReset } = useMarks(props);
  return (
    <Switch label={label} isSelected={props.value === true} onChange={props.onChange}>
      <FieldMarks label={label} help={help} effect={effect} onReset={onReset} />
    </Switch>
  );
}
