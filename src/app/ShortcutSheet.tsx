/** @file The list of keys, and the switch that turns single ones off. */

import { useT } from '../i18n/i18n.ts';
import { openDialog, setShortcuts } from '../store/actions.ts';
import { useApp } from '../store/store.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Switch.tsx';
import { SHORTCUTS } from './shortcuts.ts';

/** On keyboards without ⌘ it is Ctrl. */
const written = (keys: string): string =>
  /Mac|iPhone|iPad/.test(navigator.userAgent) ? keys : keys.replace('⇧⌘', 'Ctrl ⇧ ').replace('⌘', 'Ctrl ');

export function ShortcutSheet() {
  const t = useT();
  const isOn = useApp((s) => s.shortcuts);
  return (
    <Dialog
      title={t('Keyboard shortcuts')}
      onClose={() => {
        openDialog(null);
      }}
    >
      <Switch label={t('Single keys')} isSelected={isOn} onChange={setShortcuts} />
      <dl className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1 text-sm">
        {SHORTCUTS.map(({ shown, label, always }) => (
          <div key={shown} className={`contents ${isOn || always === true ? '' : 'text-soft line-through'}`}>
            <dt className="flex gap-1">
              {written(shown)
                .split(' ')
                .map((key) => (
                  <kbd key={key} className="rounded border border-line bg-raised px-1.5 font-sans text-xs">
                    {key}
                  </kbd>
                ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
