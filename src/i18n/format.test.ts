// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCosine,
  formatCount,
  formatDb,
  formatDuration,
  formatLoss,
  formatPercent,
} from './format.ts';
import { startWords, switchLanguage, t } from './i18n.ts';

beforeAll(() => startWords('en'));
afterEach(() => switchLanguage('en'));

describe('numbers', () => {
  test('losses have three significant digits and an exponent where they are tiny', () => {
    expect(formatLoss(0.18349)).toBe('0.183');
    expect(formatLoss(1.5)).toBe('1.50');
    expect(formatLoss(12345)).toBe('12300');
    expect(formatLoss(0.0000151)).toBe('1.51e-5');
    expect(formatLoss(0)).toBe('0.00');
    expect(formatLoss(NaN)).toBe('NaN');
    expect(formatLoss(Infinity)).toBe('∞');
  });

  test('shares, similarities and signal-to-noise ratios keep their digits', () => {
    expect(formatPercent(0.75)).toBe('75 %');
    expect(formatPercent(0.0936, 1)).toBe('9.4 %');
    expect(formatCosine(0.9)).toBe('0.90');
    expect(formatDb(23.04)).toBe('23.0 dB');
    expect(formatDb(Infinity)).toBe('∞ dB');
  });

  test('bytes and counts step to the next prefix before they grow a fourth digit', () => {
    expect(formatBytes(999)).toBe('999 B');
    expect(formatBytes(999_600)).toBe('1 MB');
    expect(formatBytes(9_580_000)).toBe('9.58 MB');
    expect(formatCount(120_300)).toBe('120 k');
    expect(formatCount(1_300_000)).toBe('1.3 M');
    expect(formatCount(64)).toBe('64');
  });

  test('durations are told in the two largest units, in the language that is on', async () => {
    expect(formatDuration(0.0123)).toBe('12 ms');
    expect(formatDuration(4.72)).toBe('4.7 s');
    expect(formatDuration(200)).toBe('3 min 20 s');
    expect(formatDuration(3900)).toBe('1 h 5 min');
    await switchLanguage('zh');
    expect(formatDuration(200)).toBe('3 分 20 秒');
  });
});

describe('sentences', () => {
  test('are their own English, with places filled and singulars where they differ', () => {
    expect(t('Reset {{label}}', { label: 'Batch' })).toBe('Reset Batch');
    expect(t('Apply {{count}} changes (restarts)', { count: 1 })).toBe('Apply 1 change (restarts)');
    expect(t('Apply {{count}} changes (restarts)', { count: 2 })).toBe('Apply 2 changes (restarts)');
    expect(t('a sentence: with a colon. And a dot')).toBe('a sentence: with a colon. And a dot');
  });

  test('are Chinese on demand, values that have a translation included', async () => {
    await switchLanguage('zh');
    expect(document.documentElement.lang).toBe('zh-CN');
    expect(t('Reset {{label}}', { label: 'Batch' })).toBe('将“批量”恢复默认');
    expect(t('Remove {{name}}', { name: 'holiday.jpg' })).toBe('移除 holiday.jpg');
    expect(t('Apply {{count}} changes (restarts)', { count: 1 })).toBe('应用 1 项更改（重新开始）');
  });
});
