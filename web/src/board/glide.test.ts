import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { glide } from './glide.ts';
import type { Peer } from './scene.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const peer = (x: number | null, seat = 's'): Peer => ({
  seat,
  name: 'Bob',
  colour: '#000000',
  at: x === null ? null : { x, y: 2 * x },
  selection: [],
});

/** What is shown of one pointer, frame by frame. */
function watch(isStill = false) {
  const shown: (number | undefined)[] = [];
  const pointers = glide(
    ([one]) => shown.push(one?.at?.x),
    () => isStill,
  );
  return { shown, pointers };
}

test('a pointer goes to where it was seen last, and then nothing is drawn any more', () => {
  const { shown, pointers } = watch();
  pointers.to([peer(0)]);
  vi.advanceTimersByTime(500);
  expect(shown.at(-1)).toBe(0);
  shown.length = 0;
  pointers.to([peer(100)]);
  vi.advanceTimersByTime(500);
  expect(shown.length).toBeGreaterThan(4);
  expect(shown.length).toBeLessThan(10);
  expect(shown).toEqual([...shown].sort((a, b) => Number(a) - Number(b)));
  expect(shown[0]).toBeLessThan(50);
  expect(shown.at(-1)).toBe(100);
});

test('what comes on the way is gone to from where the pointer is', () => {
  const { shown, pointers } = watch();
  pointers.to([peer(0)]);
  vi.advanceTimersByTime(200);
  pointers.to([peer(100)]);
  vi.advanceTimersByTime(48);
  expect(shown.at(-1)).toBeGreaterThan(20);
  pointers.to([peer(0)]);
  vi.advanceTimersByTime(16);
  expect(shown.at(-1)).toBeGreaterThan(20);
  expect(shown.at(-1)).toBeLessThan(80);
  vi.advanceTimersByTime(200);
  expect(shown.at(-1)).toBe(0);
});

test('nothing moves by itself for who does not want that', () => {
  const { shown, pointers } = watch(true);
  pointers.to([peer(0)]);
  vi.advanceTimersByTime(20);
  pointers.to([peer(100)]);
  vi.advanceTimersByTime(20);
  expect(shown.filter((x) => x !== 0 && x !== 100)).toEqual([]);
  expect(shown.at(-1)).toBe(100);
});

test('many places within a frame are drawn once, and a pointer that leaves is not drawn', () => {
  const { shown, pointers } = watch(true);
  for (let i = 0; i < 50; i++) pointers.to([peer(i)]);
  vi.advanceTimersByTime(16);
  expect(shown).toEqual([49]);
  pointers.to([peer(null)]);
  vi.advanceTimersByTime(200);
  expect(shown.at(-1)).toBeUndefined();
});
