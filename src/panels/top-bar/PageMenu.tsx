/** @file The page's own buttons: files in and out, language, theme, help. */

import {
  Download,
  Ellipsis,
  Info,
  Keyboard,
  Languages,
  LayoutGrid,
  Link2,
  MonitorCog,
  Moon,
  Sun,
  Upload,
} from 'lucide-react';
import { useT } from '../../i18n/i18n.ts';
import { copyLink, openDialog, setLanguage, setTheme } from '../../store/actions.ts';
import type { AppState } from '../../store/state.ts';
import { useApp } from '../../store/store.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';

const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;
const THEME_ICONS = { system: MonitorCog, light: Sun, dark: Moon } as const;
const THEME_LABELS: Readonly<Record<AppState['theme'], string>> = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
};

/** On a phone the buttons wait behind one. */
export function PageMenu() {
  const t = useT();
  return (
    <>
      <div className="max-sm:hidden">
        <PageButtons />
      </div>
      <div className="sm:hidden">
        <Popover
          label={t('Menu')}
          placement="bottom end"
          trigger={<IconButton label={t('Menu')} icon={<Ellipsis aria-hidden size={18} />} />}
        >
          <PageButtons />
        </Popover>
      </div>
    </>
  );
}

function PageButtons() {
  const t = useT();
  const language = useApp((s) => s.language);
  const theme = useApp((s) => s.theme);
  const hasRun = useApp((s) => s.engine !== null);
  const ThemeIcon = THEME_ICONS[theme];
  return (
    <div className="flex items-center gap-0.5">
      <IconButton
        label={t('All methods')}
        className="sm:hidden"
        icon={<LayoutGrid aria-hidden size={16} />}
        onPress={() => {
          openDialog('methods');
        }}
      />
      <Button
        tone="quiet"
        aria-label={t('Import')}
        icon={<Upload aria-hidden size={15} />}
        onPress={() => {
          openDialog('import');
        }}
      >
        <span className="max-xl:hidden">{t('Import')}</span>
      </Button>
      <Button
        tone="quiet"
        aria-label={t('Export')}
        isDisabled={!hasRun}
        icon={<Download aria-hidden size={15} />}
        onPress={() => {
          openDialog('export');
        }}
      >
        <span className="max-xl:hidden">{t('Export')}</span>
      </Button>
      <IconButton
        label={t('Copy a link to this')}
        shortcut="⇧⌘C"
        icon={<Link2 aria-hidden size={16} />}
        onPress={() => void copyLink()}
      />
      <Button
        tone="quiet"
        aria-label={language === 'en' ? '中文' : 'English'}
        icon={<Languages aria-hidden size={15} />}
        onPress={() => void setLanguage(language === 'en' ? 'zh' : 'en')}
      >
        <span lang={language === 'en' ? 'zh-CN' : 'en'}>{language === 'en' ? '中' : 'EN'}</span>
      </Button>
      <IconButton
        label={t(THEME_LABELS[theme])}
        icon={<ThemeIcon aria-hidden size={16} />}
        onPress={() => {
          setTheme(NEXT_THEME[theme]);
        }}
      />
      <IconButton
        label={t('Keyboard shortcuts')}
        shortcut="?"
        className="max-lg:hidden"
        icon={<Keyboard aria-hidden size={16} />}
        onPress={() => {
          openDialog('shortcuts');
        }}
      />
      <IconButton
        label={t('About and credits')}
        icon={<Info aria-hidden size={16} />}
        onPress={() => {
          openDialog('about');
        }}
      />
    </div>
  );
}
