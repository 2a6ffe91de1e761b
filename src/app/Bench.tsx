/** @file The drawer at the bottom: closed it is one line, open it holds the chosen tab. */

import { ChevronDown, ChevronUp } from 'lucide-react';
import { Suspense } from 'react';
import { useT } from '../i18n/i18n.ts';
import type { Panel } from '../panels/panel.ts';
import { setBench } from '../store/actions.ts';
import type { AppState } from '../store/state.ts';
import { useApp } from '../store/store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { IconButton } from '../ui/IconButton.tsx';

type Tab = NonNullable<AppState['benchTab']>;
const tabOf = ({ id }: Panel): Tab => id as Tab;

export function Bench({ panels }: { readonly panels: readonly Panel[] }) {
  const t = useT();
  const tab = useApp((s) => s.benchTab);
  const runs = useApp((s) => s.runs.length);
  const shown = panels.find(({ id }) => id === (tab ?? 'runs'));
  return (
    <section aria-label={t('Bench')} className="shell-bench border-t border-line bg-surface">
      <div className="flex h-9 items-center gap-1 px-2 max-lg:h-12">
        <span className="max-lg:hidden">
          <IconButton
            label={tab === null ? t('Open the drawer') : t('Close the drawer')}
            shortcut="]"
            icon={tab === null ? <ChevronUp aria-hidden size={16} /> : <ChevronDown aria-hidden size={16} />}
            onPress={() => {
              setBench(tab === null ? 'runs' : null);
            }}
          />
        </span>
        {panels.map((panel) => (
          <button
            key={panel.title}
            type="button"
            aria-pressed={tab === panel.id}
            onClick={() => {
              setBench(tab === panel.id ? null : tabOf(panel));
            }}
            className="h-7 rounded px-2.5 text-sm text-soft hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent touch:h-11"
          >
            {t(panel.title)}
            {panel.id === 'runs' && runs > 0 && ` (${String(runs)})`}
          </button>
        ))}
        <p className="ml-auto truncate text-xs text-soft max-lg:hidden">{t('Images stay on this device')}</p>
      </div>
      {shown !== undefined && (
        <div className={`overflow-auto border-t border-line lg:h-[40dvh] ${tab === null ? 'lg:hidden' : ''}`}>
          <ErrorBoundary title={shown.title}>
            <Suspense>
              <shown.Component />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </section>
  );
}
