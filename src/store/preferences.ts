/** @file What the page remembers about the person between visits: language, theme, shortcuts. */

import { preferredLanguage } from '../i18n/i18n.ts';
import type { AppState } from './state.ts';

export type Preferences = Pick<AppState, 'language' | 'theme' | 'shortcuts'>;

const KEY = 'mim-preferences';

/** Outside a browser, and where storage is refused, the defaults. The language is kept by `i18n`. */
export function loadPreferences(): Preferences {
  const kept = read();
  const theme = kept['theme'];
  return {
    language: globalThis.location === undefined ? 'en' : preferredLanguage(),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    shortcuts: kept['shortcuts'] !== false,
  };
}

/** A browser that refuses to store only forgets the choice; nothing else depends on it. */
export function savePreferences({ theme, shortcuts }: Pick<Preferences, 'theme' | 'shortcuts'>): void {
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify({ theme, shortcuts }));
  } catch {
    return;
  }
}

function read(): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(globalThis.localStorage?.getItem(KEY) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
