/** @file The frame of a panel: title, what it teaches, actions, content. */

import { ChevronDown } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '../i18n/i18n.ts';
import { InfoTip } from './Tooltip.tsx';

interface PanelFrameProps {
  /** English, as is `summary`: the frame translates them. */
  readonly title: string;
  readonly summary?: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** Whether the title folds the content away, and how it starts. */
  readonly fold?: 'open' | 'closed';
  /** Drawn before the title: a step's number. */
  readonly lead?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function PanelFrame(props: PanelFrameProps) {
  const { title, summary, actions, fold, lead, className = '', children } = props;
  const t = useT();
  const id = useId();
  const [isOpen, setOpen] = useState(fold !== 'closed');
  const words = (
    <>
      {lead !== undefined && <span aria-hidden>{lead}</span>}
      <span className="truncate">{t(title)}</span>
    </>
  );
  return (
    <section data-part={title} aria-labelledby={id} className={`flex min-w-0 flex-col ${className}`}>
      <header className="flex min-h-9 items-center gap-1 px-3">
        <h2 id={id} className="flex min-w-0 items-center gap-2 text-sm font-semibold">
          {fold === undefined ? (
            words
          ) : (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={`${id}-body`}
              onClick={() => {
                setOpen(!isOpen);
              }}
              className="flex min-w-0 items-center gap-2 rounded py-1 touch:min-h-11"
            >
              {words}
              <ChevronDown aria-hidden size={14} className={isOpen ? '' : '-rotate-90'} />
            </button>
          )}
        </h2>
        {summary !== undefined && <InfoTip about={t(title)}>{t(summary)}</InfoTip>}
        {actions !== undefined && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </header>
      <div
        id={`${id}-body`}
        hidden={!isOpen}
        className={isOpen ? 'flex min-h-0 grow flex-col px-3 pb-3' : ''}
      >
        {children}
      </div>
    </section>
  );
}
