import { expect, it } from 'vitest';
import { runName } from './names.ts';
import { ADJECTIVES, ADJECTIVES_ZH, ANIMALS, ANIMALS_ZH } from './words.ts';

it('has 64 different words of each kind in both languages', () => {
  for (const list of [ADJECTIVES, ANIMALS, ADJECTIVES_ZH, ANIMALS_ZH]) {
    expect(list).toHaveLength(64);
    expect(new Set(list).size).toBe(64);
  }
});

it('never gives a name twice', () => {
  const names = Array.from({ length: 200 }, (_, i) => runName(i + 1, 'en'));
  expect(new Set(names).size).toBe(200);
  expect(names.every((name) => /^[a-z]+-[a-z]+-\d+$/.test(name))).toBe(true);
  expect(runName(2, 'zh')).toMatch(/^\p{Script=Han}+-2$/u);
});
