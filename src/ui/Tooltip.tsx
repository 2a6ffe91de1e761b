/** @file Words beside what the pointer or the keyboard is on, and marks that open a short text. */

import { Info } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Popover as AriaPopover,
  Tooltip as AriaTooltip,
} from 'react-aria-components';
import { useT } from '../i18n/i18n.ts';

interface TooltipProps {
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
}

/** Stands after its trigger inside react-aria's `TooltipTrigger`. */
export function Tooltip({ shortcut, children }: TooltipProps) {
  return (
    <AriaTooltip
      offset={6}
      className="z-50 max-w-72 rounded-md border border-line bg-surface px-2 py-1 text-xs text-ink shadow-raised"
    >
      {children}
      {shortcut !== undefined && (
        <kbd className="ml-1.5 rounded border border-line bg-raised px-1 font-sans">{shortcut}</kbd>
      )}
    </AriaTooltip>
  );
}

interface InfoTipProps {
  /** What the text is about, already translated. */
  readonly about: string;
  readonly children: ReactNode;
}

/** An ⓘ that opens its text on press: it works by touch and by keyboard, where a tooltip would not. */
export const InfoTip = memo(function InfoTip({ about, children }: InfoTipProps) {
  const t = useT();
  return (
    <DialogTrigger>
      <Button
        aria-label={t('About: {{title}}', { title: about })}
        className="relative inline-flex size-5 shrink-0 items-center justify-center rounded-full text-soft hover:text-ink pressed:text-accent touch:after:absolute touch:after:-inset-3"
      >
        <Info aria-hidden size={14} />
      </Button>
      <AriaPopover className="max-w-80 rounded-lg border border-line bg-surface p-3 text-sm text-ink shadow-raised">
        <Dialog aria-label={about} className="outline-none">
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
});
