/** @file The rail at the left: the settings in pipeline order, numbered. */

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useT } from '../i18n/i18n.ts';
import type { Panel } from '../panels/panel.ts';
import { setRailOpen } from '../store/actions.ts';
import { useApp } from '../store/store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { InTurn } from '../ui/in-turn.tsx';
import { PanelFrame } from '../ui/PanelFrame.tsx';

export function Rail({ panels }: { readonly panels: readonly Panel[] }) {
  const t = useT();
  const isOpen = useApp((s) => s.railOpen);
  const hidden: readonly string[] = useApp((s) => s.hiddenParts);
  const shown = panels.filter(({ area }) => !hidden.includes(area));
  return (
    <nav aria-label={t('Settings')} className="shell-rail border-r border-line bg-surface">
      <div className="flex justify-end p-1 max-lg:hidden">
        <IconButton
          label={isOpen ? t('Fold the settings away') : t('Show the settings')}
          shortcut="["
          icon={isOpen ? <PanelLeftClose aria-hidden size={16} /> : <PanelLeftOpen aria-hidden size={16} />}
          onPress={() => {
            setRailOpen(!isOpen);
          }}
        />
      </div>
      <div className={isOpen ? '-mt-9 max-lg:mt-0' : 'lg:hidden'}>
        {shown.map(({ title, summary, folded, Component }, i) => (
          <InTurn key={title} still={title}>
            <PanelFrame
              title={title}
              summary={summary}
              fold={folded === true ? 'closed' : 'open'}
              lead={<span className="text-soft">{i + 1}</span>}
              className="border-b border-line pt-1"
            >
              <ErrorBoundary title={title}>
                <Component />
              </ErrorBoundary>
            </PanelFrame>
          </InTurn>
        ))}
      </div>
    </nav>
  );
}
