/** @file Names for runs that are easy to tell apart and to say: `bold-otter-2`. */

import { rngOf } from '../lib/rng.ts';
import { ADJECTIVES, ANIMALS, ADJECTIVES_ZH, ANIMALS_ZH } from './words.ts';

/** The same number gives the same name; the number is part of it, so no two runs share one. */
export function runName(ordinal: number, language: 'en' | 'zh'): string {
  const rng = rngOf('run name', ordinal);
  const [first, second] = language === 'zh' ? [ADJECTIVES_ZH, ANIMALS_ZH] : [ADJECTIVES, ANIMALS];
  const adjective = first[rng.int(first.length)] ?? '';
  const animal = second[rng.int(second.length)] ?? '';
  return language === 'zh' ? `${adjective}${animal}-${ordinal}` : `${adjective}-${animal}-${ordinal}`;
}
