import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRESET_NOTES } from '../../config/preset-notes.ts';
import { PRESETS } from '../../config/presets.ts';
import { LOSSES } from '../../mim/losses/index.ts';
import { MASKS } from '../../mim/masks/index.ts';
import { HEADS, MODELS } from '../../mim/models/index.ts';
import { OPTIMIZERS } from '../../mim/optimizers/index.ts';
import { SCHEDULES } from '../../mim/schedules/index.ts';
import { SOURCES } from '../../mim/sources/index.ts';
import { TARGETS } from '../../mim/targets/index.ts';
import { en } from '../en.ts';
import { zh, ZH_AREAS } from './index.ts';

const SRC = join(import.meta.dirname, '../..');

/** Names, symbols and numbers that read the same in both languages. */
const SAME_IN_BOTH =
  /^[\d\s×%.,–…·∞/{}()n:]*$|^(MAE|AdamW|Hugging Face|WebGPU|WebGL|CPU|PNG|CSV|SVG|中文|English|∞)$/;

/** Properties and attributes whose literal value ends up on the screen. */
const SHOWN_PROPERTIES = [
  'label',
  'title',
  'summary',
  'help',
  'hint',
  'template',
  'credit',
  'detail',
  'note',
];

const STRING = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
const TOKEN = new RegExp(String.raw`/\*[\s\S]*?\*/|//[^\n]*|${STRING}`, 'g');

interface Source {
  readonly path: string;
  /** Without comments. */
  readonly code: string;
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^i18n\/zh\/|^assembly\/|\/testing\//.test(path))
  .map((path) => ({
    path,
    code: readFileSync(join(SRC, path), 'utf8').replaceAll(TOKEN, (token) =>
      token.startsWith('/') ? '' : token,
    ),
  }));

const shipped = (path: string): unknown =>
  JSON.parse(readFileSync(join(SRC, '../public/data', path), 'utf8'));

/** Titles of photographs and categories of emoji: data that the page shows. */
const SHIPPED_WORDS = [
  ...(shipped('photos/photos.json') as readonly { readonly title: string }[]).map(({ title }) => title),
  ...(shipped('emoji.json') as { readonly categories: readonly string[] }).categories,
];

/** The value of a quoted literal. */
const valueOf = (literal: string): string =>
  literal
    .slice(1, -1)
    .replaceAll(/\\(u\{?([0-9a-fA-F]+)\}?|.)/g, (_, escaped: string, hex: string | undefined) =>
      hex === undefined
        ? ({ n: '\n', t: '\t' }[escaped] ?? escaped)
        : String.fromCodePoint(parseInt(hex, 16)),
    );

function found(pattern: RegExp, inside: readonly Source[]): Map<string, string> {
  const strings = new Map<string, string>();
  for (const { path, code } of inside) {
    for (const match of code.matchAll(pattern)) {
      if (match[1] !== undefined) strings.set(valueOf(match[1]), path);
    }
  }
  return strings;
}

const missing = (strings: Iterable<readonly [string, string]>): string[] =>
  [...strings]
    .filter(([english]) => english !== '' && !SAME_IN_BOTH.test(english) && !Object.hasOwn(zh, english))
    .map(([english, where]) => `${where}: ${english}`);

/** Every string below a plug-in that a form or a dialog shows; `source` names papers and files and stays English. */
function stringsOf(plugin: unknown, where: string, strings: (readonly [string, string])[] = []) {
  if (typeof plugin !== 'object' || plugin === null) return strings;
  for (const [key, value] of Object.entries(plugin)) {
    if (typeof value === 'string' && ['label', 'summary', 'differs', 'help', 'credit'].includes(key))
      strings.push([value, where]);
    else if (key === 'optionLabels')
      strings.push(...Object.values<string>(value).map((label) => [label, where] as const));
    else if (key !== 'config') stringsOf(value, `${where}.${key}`, strings);
  }
  return strings;
}

const PLUGINS = {
  PRESETS,
  PRESET_NOTES,
  LOSSES,
  MASKS,
  HEADS,
  MODELS,
  OPTIMIZERS,
  SCHEDULES,
  SOURCES,
  TARGETS,
};

describe('the Chinese words', () => {
  test('cover every label, summary, help and credit of every plug-in', () => {
    expect(missing(Object.entries(PLUGINS).flatMap(([name, list]) => stringsOf(list, name)))).toEqual([]);
  });

  test('cover every sentence and hint of every error', () => {
    const errors = found(new RegExp(String.raw`new MimError\(\s*'[a-z-]+',\s*(${STRING})`, 'g'), sources);
    expect(errors.size).toBeGreaterThan(10);
    expect(missing(errors)).toEqual([]);
  });

  test('cover every string that a component translates', () => {
    const translated = found(new RegExp(String.raw`\bt\(\s*(${STRING})`, 'g'), sources);
    expect(translated.size).toBeGreaterThan(100);
    expect(missing(translated)).toEqual([]);
  });

  test('cover both branches where a component chooses between two', () => {
    const first = found(new RegExp(String.raw`\bt\([^()'"]*\?\s*(${STRING})`, 'g'), sources);
    const second = found(
      new RegExp(String.raw`\bt\([^()'"]*\?\s*(?:${STRING})\s*:\s*(${STRING})`, 'g'),
      sources,
    );
    expect(missing([...first, ...second])).toEqual([]);
  });

  test('cover every title, label, help, hint and message that is written down as data', () => {
    const pattern = new RegExp(
      String.raw`\b(?:${SHOWN_PROPERTIES.join('|')})(?:\??:|=)\s*\{?\s*(${STRING})`,
      'g',
    );
    expect(missing(found(pattern, sources))).toEqual([]);
  });

  test('cover the words of shipped data', () => {
    expect(missing(SHIPPED_WORDS.map((word) => [word, 'public/data']))).toEqual([]);
  });

  test('have no entry whose English is nowhere in the sources', () => {
    const literals = new Set([...found(new RegExp(`(${STRING})`, 'g'), sources).keys(), ...SHIPPED_WORDS]);
    expect(Object.keys(zh).filter((english) => !literals.has(english))).toEqual([]);
  });

  test('say each sentence in one area only', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const [area, words] of Object.entries(ZH_AREAS)) {
      for (const english of Object.keys(words)) {
        if (seen.has(english)) twice.push(`${english}: ${seen.get(english)!} and ${area}`);
        seen.set(english, area);
      }
    }
    expect(twice).toEqual([]);
  });

  test('fill the same places as the English', () => {
    const places = (text: string): string[] =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).toSorted();
    const wrong = Object.entries(zh).filter(
      ([english, chinese]) => places(english).join(' ') !== places(chinese).join(' '),
    );
    expect(wrong.map(([english]) => english)).toEqual([]);
  });

  test('leave English singulars to English', () => {
    for (const key of Object.keys(en)) expect(key).toMatch(/_one$/);
  });
});
