/** @file The bar at the top. */

import { useT } from '../../i18n/i18n.ts';
import { EngineChip } from './EngineChip.tsx';
import { PageMenu } from './PageMenu.tsx';
import { PresetPicker } from './PresetPicker.tsx';
import { Status } from './Status.tsx';
import { Transport } from './Transport.tsx';

export function TopBar() {
  const t = useT();
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-surface px-3 py-1 lg:flex-nowrap">
      <h1 className="shrink-0 text-base font-semibold max-lg:sr-only">{t('MIM Playground')}</h1>
      <PresetPicker />
      <Transport />
      <Status />
      <EngineChip />
      <PageMenu />
    </div>
  );
}
