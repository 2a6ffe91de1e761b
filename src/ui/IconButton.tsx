/** @file Buttons that show a picture only; their words are the name and the tooltip. */

import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  TooltipTrigger,
  type ButtonProps,
} from 'react-aria-components';
import { Tooltip } from './Tooltip.tsx';

const SHAPE =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink select-none hover:bg-raised pressed:bg-accent-soft disabled:opacity-40 touch:size-11';

interface IconButtonProps extends Omit<ButtonProps, 'className' | 'children'> {
  /** Already translated. */
  readonly label: string;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
  readonly icon: ReactNode;
  readonly className?: string;
}

export function IconButton({ label, shortcut, icon, className = '', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className={`${SHAPE} ${className}`}>
        {icon}
      </AriaButton>
      <Tooltip shortcut={shortcut}>{label}</Tooltip>
    </TooltipTrigger>
  );
}

interface ToggleButtonProps {
  readonly label: string;
  readonly shortcut?: string;
  readonly icon: ReactNode;
  /** Words beside the picture. */
  readonly children?: ReactNode;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

export function ToggleButton({ label, shortcut, icon, children, ...rest }: ToggleButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaToggleButton
        {...rest}
        aria-label={label}
        className={`${SHAPE} selected:bg-accent-soft selected:text-accent ${children === undefined ? '' : 'w-auto gap-1.5 px-2 touch:w-auto'}`}
      >
        {icon}
        {children}
      </AriaToggleButton>
      <Tooltip shortcut={shortcut}>{label}</Tooltip>
    </TooltipTrigger>
  );
}
