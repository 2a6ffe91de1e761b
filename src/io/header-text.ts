/** @file What `JSON.parse` would let pass in the header of a safetensors file: one linear walk over its text. */

import { damaged } from './damaged.ts';
import { shorten } from './tensor.ts';

/** File, tensor, list of numbers. */
const MAX_DEPTH = 3;

/**
 * Refuses nesting deeper than a header has, a key twice in one object (`"\u0061"` is `"a"`), half of a surrogate
 * pair, and numbers written with a sign, fraction or exponent. Other mistakes are left to `JSON.parse`.
 */
export function scanHeaderText(text: string): void {
  const open: (Set<string> | null)[] = []; // Keys so far of every open object, null for a list.
  let keyIsNext = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"') {
      const end = endOfString(text, i);
      const string = stringBetween(text, i, end);
      if (keyIsNext) addKey(open.at(-1), string);
      keyIsNext = false;
      i = end;
    } else if (c === '{' || c === '[') {
      if (open.length === MAX_DEPTH) throw damaged('the header is nested too deeply');
      open.push(c === '{' ? new Set() : null);
      keyIsNext = c === '{';
    } else if (c === '}' || c === ']') {
      open.pop();
      keyIsNext = false;
    } else if (c === ',') {
      keyIsNext = open.at(-1) instanceof Set;
    } else if (c === '-' || c === '+' || c === '.' || isExponent(text, i)) {
      throw damaged('the header has a number that is not a plain whole number');
    }
  }
}

const isExponent = (text: string, i: number): boolean =>
  (text[i] === 'e' || text[i] === 'E') && /\d/.test(text[i - 1] ?? '');

function addKey(keys: Set<string> | null | undefined, key: string): void {
  if (keys?.has(key) === true) {
    throw damaged('the header names {{name}} twice', { name: shorten(key) });
  }
  keys?.add(key);
}

/** Index of the closing quote, or the length of the text where there is none. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return Math.min(i, text.length);
}

function stringBetween(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\')) return raw;
  let string: unknown;
  try {
    string = JSON.parse(`"${raw}"`);
  } catch {
    throw damaged('the header is not valid JSON');
  }
  // Only an escape can make one: the bytes were valid UTF-8.
  if (/\p{Surrogate}/u.test(String(string)))
    throw damaged('the header has half of a surrogate pair in a name');
  return String(string);
}
