/** @file The column at the right: all its panels where there is room, tabs where there is not. */

import { Suspense, useState } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Panel } from '../panels/panel.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { InTurn } from '../ui/in-turn.tsx';

export function Insight({ panels }: { readonly panels: readonly Panel[] }) {
  const t = useT();
  const [chosen, setChosen] = useState(0);
  return (
    <aside aria-label={t('Insight')} className="shell-insight border-l border-line bg-surface">
      <div
        role="group"
        aria-label={t('Shown')}
        className="hidden border-b border-line min-[1024px]:max-[1199px]:flex"
      >
        {panels.map(({ title }, i) => (
          <button
            key={title}
            type="button"
            aria-pressed={i === chosen}
            onClick={() => {
              setChosen(i);
            }}
            className="h-9 grow border-b-2 border-transparent px-3 text-sm text-soft aria-pressed:border-accent aria-pressed:font-medium aria-pressed:text-ink"
          >
            {t(title)}
          </button>
        ))}
      </div>
      {panels.map(({ title, Component }, i) => (
        <div
          key={title}
          className={`border-b border-line ${i === chosen ? '' : 'min-[1024px]:max-[1199px]:hidden'}`}
        >
          <ErrorBoundary title={title}>
            <InTurn still={title}>
              <Suspense>
                <Component />
              </Suspense>
            </InTurn>
          </ErrorBoundary>
        </div>
      ))}
    </aside>
  );
}
