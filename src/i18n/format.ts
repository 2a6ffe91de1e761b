/** @file Numbers as the page writes them, in the current language's manner. */

import { localeTag, t } from './i18n.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** Intl.NumberFormat is slow to make and quick to use. */
export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = localeTag() + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(localeTag(), options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** Three significant digits: 0.183, 12.4, 1.50e-5. */
export function formatLoss(loss: number): string {
  if (!Number.isFinite(loss)) return Number.isNaN(loss) ? 'NaN' : '∞';
  const size = Math.abs(loss);
  if (size !== 0 && size < 1e-3) return loss.toExponential(2);
  return formatNumber(loss, { minimumSignificantDigits: 3, maximumSignificantDigits: 3, useGrouping: false });
}

/** 0.75 → 75 %. */
export const formatPercent = (share: number, digits = 0): string =>
  `${formatNumber(share * 100, { maximumFractionDigits: digits })} %`;

/** Peak signal-to-noise ratio: one decimal. */
export const formatDb = (db: number): string =>
  Number.isNaN(db)
    ? '–'
    : Number.isFinite(db)
      ? `${formatNumber(db, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} dB`
      : '∞ dB';

/** Cosine similarity: two decimals. */
export const formatCosine = (cosine: number): string =>
  formatNumber(cosine, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 412345 → 412 kB. Decimal units, three digits at most. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let rest = bytes;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${formatNumber(rest, { maximumSignificantDigits: 3 })} ${units[unit] ?? ''}`;
}

/** 411000 → 0.411 M; 2.3e9 → 2.3 G: the prefixes of machine learning, not those of a language. */
export function formatCount(count: number): string {
  const prefixes = ['', ' k', ' M', ' G', ' T'];
  const power = count < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(count) / 3));
  return `${formatNumber(count / 1000 ** power, { maximumSignificantDigits: 3 })}${prefixes[power] ?? ''}`;
}

/** Whole units, two at most: 8 s, 3 min 20 s, 1 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds < 1) return t('{{n}} ms', { n: formatNumber(seconds * 1000, { maximumSignificantDigits: 2 }) });
  if (seconds < 10) return t('{{n}} s', { n: formatNumber(seconds, { maximumFractionDigits: 1 }) });
  const whole = Math.round(seconds);
  if (whole < 60) return t('{{n}} s', { n: whole });
  if (whole < 3600) return t('{{m}} min {{s}} s', { m: Math.floor(whole / 60), s: whole % 60 });
  return t('{{h}} h {{m}} min', { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60) });
}
