/** @file On narrow screens: which part of the page is shown. */

import { ChartLine, Image, ListTree, SlidersHorizontal } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';

const PARTS = [
  { id: 'image', label: 'Image', Icon: Image },
  { id: 'train', label: 'Train', Icon: SlidersHorizontal },
  { id: 'insight', label: 'Insight', Icon: ChartLine },
  { id: 'runs', label: 'Runs', Icon: ListTree },
] as const;
export type Part = (typeof PARTS)[number]['id'];

interface BottomBarProps {
  readonly part: Part;
  readonly onChange: (part: Part) => void;
}

export function BottomBar({ part, onChange }: BottomBarProps) {
  const t = useT();
  return (
    <nav
      aria-label={t('Parts of the page')}
      className="shell-bottom grid grid-cols-4 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {PARTS.map(({ id, label, Icon }) => (
        <button
          key={id}
          type="button"
          aria-current={id === part ? 'page' : undefined}
          onClick={() => {
            onChange(id);
          }}
          className="flex h-14 flex-col items-center justify-center gap-0.5 text-xs text-soft aria-[current=page]:font-medium aria-[current=page]:text-accent"
        >
          <Icon aria-hidden size={20} />
          {t(label)}
        </button>
      ))}
    </nav>
  );
}
