import { expect, it } from 'vitest';
import { zh } from '../../i18n/zh/index.ts';
import { CARDS } from './cards.ts';

it('has every card in Chinese', () => {
  const words = CARDS.flatMap(({ title, source, words: sentences }) => [title, source, ...sentences]);
  expect(words.filter((word) => zh[word] === undefined)).toEqual([]);
});

it('goes through the documents in their order', () => {
  const order = [...new Set(CARDS.map(({ source }) => source))];
  expect(order).toHaveLength(5);
  expect(CARDS.map(({ source }) => order.indexOf(source))).toEqual(
    CARDS.map(({ source }) => order.indexOf(source)).toSorted((a, b) => a - b),
  );
});
