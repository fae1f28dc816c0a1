import { expect, test } from 'vitest';
import { hasWords } from './titles.ts';

test.each([
  ['Cache-aside with a database behind it', '', true],
  ['Cache-aside with a database behind it', 'cache aside', true],
  ['Cache-aside with a database behind it', 'DATA cach', true],
  ['Cache-aside with a database behind it', 'side', false],
  ['Cache-aside with a database behind it', 'cache-asidestampede', false],
  ['Load balancing at layer 4 and layer 7', '7', true],
  ['Größe zählt', 'größ', true],
])('%s: %j', (title, query, is) => {
  expect(hasWords(title, query)).toBe(is);
});
