/** @file A button that opens a small box beside itself. */

import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover as AriaPopover, type PopoverProps } from 'react-aria-components';

interface PopoverBoxProps {
  /** The box's name, already translated. */
  readonly label: string;
  /** A Button or IconButton. */
  readonly trigger: ReactNode;
  readonly placement?: PopoverProps['placement'];
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

export function Popover({ label, trigger, placement = 'bottom start', children }: PopoverBoxProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover
        placement={placement}
        className="max-h-[80dvh] max-w-[min(28rem,calc(100vw-1rem))] overflow-auto rounded-lg border border-line bg-surface p-3 text-sm text-ink shadow-raised"
      >
        <Dialog aria-label={label} className="outline-none">
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
