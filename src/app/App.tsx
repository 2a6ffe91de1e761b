/** @file The screen: panels by area, and what lies over them. */

import { lazy, Suspense, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { localeTag, useT } from '../i18n/i18n.ts';
import { PANELS } from '../panels/index.ts';
import type { Panel, PanelArea } from '../panels/panel.ts';
import { useApp } from '../store/store.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { InTurn } from '../ui/in-turn.tsx';
import { Bench } from './Bench.tsx';
import { BottomBar, type Part } from './BottomBar.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { Insight } from './Insight.tsx';
import { LiveRegion } from './LiveRegion.tsx';
import { Notices } from './Notices.tsx';
import { Rail } from './Rail.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { useTheme } from './use-theme.ts';
import { useTitle } from './use-title.ts';

const inArea = (...areas: PanelArea[]): readonly Panel[] => PANELS.filter(({ area }) => areas.includes(area));

const TOP = inArea('top');
const STAGE = inArea('stage');
const INSIGHT = inArea('insight');
const BENCH = inArea('bench');
const DIALOGS = inArea('dialog');
const RAIL = inArea('data', 'mask', 'model', 'training');

const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }));

export function App() {
  const t = useT();
  const [part, setPart] = useState<Part>('image');
  const railOpen = useApp((s) => s.railOpen);
  const dialog = useApp((s) => s.dialog);
  useTheme();
  useTitle();
  useShortcuts();
  return (
    <I18nProvider locale={localeTag()}>
      <div className="shell" data-rail={railOpen ? 'open' : 'closed'} data-part={part}>
        <header className="shell-top">
          <Shown panels={TOP} />
        </header>
        <Rail panels={RAIL} />
        <main aria-label={t('Pictures')} className="shell-stage bg-page">
          <Shown panels={STAGE} />
        </main>
        <Insight panels={INSIGHT} />
        <InTurn still="Bench">
          <Bench panels={BENCH} />
        </InTurn>
        <InTurn still="Parts">
          <BottomBar part={part} onChange={setPart} />
        </InTurn>
      </div>
      <Shown panels={DIALOGS.filter(({ id }) => id === dialog)} />
      {dialog === 'shortcuts' && (
        <ErrorBoundary title="Keyboard shortcuts">
          <Suspense>
            <ShortcutSheet />
          </Suspense>
        </ErrorBoundary>
      )}
      <DropOverlay />
      <Notices />
      <LiveRegion />
    </I18nProvider>
  );
}

function Shown({ panels }: { readonly panels: readonly Panel[] }) {
  return panels.map(({ title, Component }) => (
    <ErrorBoundary key={title} title={title}>
      <InTurn still={title}>
        <Suspense>
          <Component />
        </Suspense>
      </InTurn>
    </ErrorBoundary>
  ));
}
