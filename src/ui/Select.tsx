/** @file One of many, in a list that opens. */

import { ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components';

export interface SelectOption<T extends string> {
  readonly id: T;
  /** Already translated, as is `detail`. */
  readonly label: string;
  readonly detail?: string;
  /** Why it cannot be chosen now, already translated. */
  readonly disabled?: string | undefined;
}

interface SelectProps<T extends string> {
  /** Already translated. */
  readonly label: string;
  readonly options: readonly SelectOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Keeps the label for screen readers only. */
  readonly bare?: boolean;
  readonly className?: string;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, value, onChange, bare = false, className = '' } = props;
  return (
    <AriaSelect
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = options.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
      className={`flex min-w-0 flex-col gap-1 ${className}`}
    >
      <Label className={bare ? 'sr-only' : 'text-xs text-soft'}>{label}</Label>
      <Button className="flex h-8 min-w-0 items-center justify-between gap-2 rounded-md border border-edge/60 bg-surface px-2.5 text-sm text-ink hover:bg-raised touch:min-h-11">
        {/* The value alone: an item's detail belongs to the open list. */}
        <SelectValue className="truncate">{options.find(({ id }) => id === value)?.label}</SelectValue>
        <ChevronDown aria-hidden size={14} className="shrink-0 text-soft" />
      </Button>
      <Popover className="max-w-96 min-w-(--trigger-width) overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised">
        <ListBox
          items={options}
          disabledKeys={options.filter(({ disabled }) => disabled !== undefined).map(({ id }) => id)}
          className="outline-none"
        >
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              className="rounded px-2 py-1.5 text-sm text-ink outline-none disabled:opacity-55 focus:bg-accent-soft selected:font-medium selected:text-accent touch:py-3"
            >
              <Text slot="label" className="block">
                {option.label}
              </Text>
              <Text slot="description" className="block text-xs font-normal text-soft">
                {option.disabled ?? option.detail}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
