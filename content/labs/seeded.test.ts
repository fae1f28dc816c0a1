import { expect, test } from 'vitest';
import { seededRandom } from './seeded.ts';

test('the same seed gives the same inputs, another seed others', () => {
  const drawn = (seed: string) => {
    const random = seededRandom(seed);
    return [
      random.int(0, 1e9),
      random.word(12),
      random.shuffle([1, 2, 3, 4, 5, 6, 7, 8]),
      random.pick(['a', 'b', 'c']),
    ];
  };
  expect(drawn('one')).toEqual(drawn('one'));
  expect(drawn('one').slice(0, 3)).not.toEqual(drawn('two').slice(0, 3));
});

test('both ends of a range come up, nothing beyond them, and each about equally often', () => {
  const random = seededRandom('range');
  const counts = new Map<number, number>();
  for (let i = 0; i < 6_000; i++) {
    const drawn = random.int(-2, 3);
    counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('a shuffle keeps every item and leaves its input alone', () => {
  const items = Array.from({ length: 50 }, (_, i) => i);
  const mixed = seededRandom('shuffle').shuffle(items);
  expect(mixed).not.toEqual(items);
  expect([...mixed].sort((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
});

test('a word is of lower-case letters, and what can not be drawn is an error', () => {
  const random = seededRandom('word');
  expect(random.word()).toMatch(/^[a-z]{8}$/);
  expect(random.word(3)).toMatch(/^[a-z]{3}$/);
  expect(() => random.pick([])).toThrow('nothing to pick from');
  expect(() => random.int(2, 1)).toThrow('no whole number from 2 to 1');
});
