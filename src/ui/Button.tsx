/** @file Buttons with words. */

import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export type Tone = 'plain' | 'primary' | 'waiting' | 'quiet' | 'danger';

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'border-edge/60 bg-surface text-ink hover:bg-raised pressed:bg-accent-soft',
  primary: 'border-transparent bg-accent text-accent-ink hover:opacity-90 pressed:opacity-80',
  waiting: 'border-accent bg-accent-soft text-accent hover:opacity-90',
  quiet: 'border-transparent text-ink hover:bg-raised pressed:bg-accent-soft',
  danger: 'border-error/60 bg-surface text-error hover:bg-error-soft',
};

export const buttonClass = (tone: Tone): string =>
  `inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border px-2.5 text-sm font-medium whitespace-nowrap select-none disabled:opacity-45 touch:min-h-11 touch:px-4 ${TONES[tone]}`;

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Button({ tone = 'plain', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`${buttonClass(tone)} ${className}`}>
      {icon}
      {children}
    </AriaButton>
  );
}
