import { expect, test } from 'vitest';
import { addSpan, hasId, hasSpan, type Spans, uniteSpan } from './spans.ts';
import { randomOf } from './testing/drawing.ts';

test('what is added at the end is there, and neighbours are one', () => {
  const spans: Spans = new Map();
  addSpan(spans, 1, 2, 3);
  addSpan(spans, 1, 5, 1);
  addSpan(spans, 1, 8, 1);
  expect(spans.get(1)).toEqual([2, 6, 8, 9]);
  const there = Array.from({ length: 11 }, (_, clock) => hasId(spans, { client: 1, clock }));
  expect(there.map(Number).join('')).toBe('00111100100');
  expect(hasId(spans, { client: 2, clock: 2 })).toBe(false);
});

test('spans unite as sets do', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = randomOf(seed);
    const spans: Spans = new Map();
    const set = new Set<number>();
    for (let i = 0; i < 12; i++) {
      const from = random(40);
      const to = from + 1 + random(8);
      uniteSpan(spans, 1, from, to);
      for (let clock = from; clock < to; clock++) set.add(clock);
      const ends = spans.get(1) ?? [];
      expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
      for (let clock = 0; clock < 50; clock++)
        expect(hasId(spans, { client: 1, clock })).toBe(set.has(clock));
      const all = [from, from + 1, from + 2].every((clock) => set.has(clock));
      expect(hasSpan(spans, 1, from, from + 3)).toBe(all);
    }
  }
});
