/** @file Words: English sentences are the keys, Chinese is loaded when asked for. */

import { createInstance } from 'i18next';
import { createContext, useContext } from 'react';
import type { MessageValues } from '../lib/errors.ts';
import { en } from './en.ts';

export type Language = 'en' | 'zh';
export type Translate = (template: string, values?: MessageValues) => string;

const words = createInstance();
/** Sentences without places, as they are in the current language: most of the page, and asked for at each render. */
const fixed = new Map<string, string>();
words.on('languageChanged', () => fixed.clear());
const KEPT_AS = 'mim.language';
const TAGS = { en: 'en', zh: 'zh-CN' } as const;

const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'zh';

/** From `?lang=`, then what was chosen last, then the browser's list; English where none of them fits. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const kept = keptLanguage();
  if (kept !== null) return kept;
  const known = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return known ?? 'en';
}

function keptLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return isLanguage(kept) ? kept : null;
  } catch {
    return null; // A browser that blocks storage throws on the property itself.
  }
}

/** Must settle before the first component renders. */
export async function startWords(language: Language): Promise<void> {
  await words.init({
    lng: 'en',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en } },
    partialBundledLanguages: true,
  });
  await showWords(language, false);
}

/** Loads a language, shows it, and keeps the choice for the next visit. */
export const switchLanguage = (language: Language): Promise<void> => showWords(language, true);

async function showWords(language: Language, keep: boolean): Promise<void> {
  if (language === 'zh' && !words.hasResourceBundle('zh', 'translation')) {
    const { zh } = await import('./zh/index.ts');
    words.addResourceBundle('zh', 'translation', zh);
  }
  await words.changeLanguage(language);
  if (typeof document !== 'undefined') document.documentElement.lang = TAGS[language];
  if (keep) {
    try {
      localStorage.setItem(KEPT_AS, language);
    } catch {
      // Without storage the choice lasts as long as the tab.
    }
  }
}

export const currentLanguage = (): Language => (words.language === 'zh' ? 'zh' : 'en');

/** The BCP 47 tag for `Intl` and for `lang` attributes. */
export const localeTag = (): string => TAGS[currentLanguage()];

/**
 * A sentence in the current language with its `{{name}}` places filled. Values that are themselves sentences with a
 * translation, such as a control's label inside an error, are translated too.
 */
export const t: Translate = (template, values) => {
  if (values === undefined) return fixedSentence(template);
  const replace: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    replace[name] = typeof value === 'string' && words.exists(value) ? words.t(value) : value;
  }
  const count = values['count'];
  return words.t(template, { replace, ...(typeof count === 'number' && { count }) });
};

function fixedSentence(template: string): string {
  let sentence = fixed.get(template);
  if (sentence === undefined) {
    sentence = words.t(template);
    fixed.set(template, sentence);
  }
  return sentence;
}

/** The language that components were rendered in; `Words` changes it. */
export const ShownLanguage = createContext<Language>('en');

/** Calls `listener` after each change of the language; the result ends that. */
export function onLanguage(listener: () => void): () => void {
  words.on('languageChanged', listener);
  return () => words.off('languageChanged', listener);
}

/** {@link t}, and the component renders again when the language changes. */
export function useT(): Translate {
  useContext(ShownLanguage);
  return t;
}
