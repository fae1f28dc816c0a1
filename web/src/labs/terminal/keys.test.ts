import { expect, test } from 'vitest';
import { pageKeys } from './keys.ts';

const press = (key: string, more: object = {}) => ({
  type: 'keydown',
  key,
  ctrlKey: false,
  shiftKey: false,
  metaKey: false,
  altKey: false,
  timeStamp: 0,
  ...more,
});
const CTRL = { ctrlKey: true };
const CTRL_SHIFT = { ctrlKey: true, shiftKey: true };

test('Ctrl+C is the shell’s, unless something is selected', () => {
  expect(pageKeys(() => false)(press('c', CTRL))).toBeUndefined();
  expect(pageKeys(() => true)(press('c', CTRL))).toBe('copy');
});

test('the page has a few keys with Ctrl and Shift; others are the shell’s', () => {
  const keyOf = pageKeys(() => false);
  expect(['C', 'V', 'F', 'M', 'X'].map((key) => keyOf(press(key, CTRL_SHIFT)))).toEqual([
    'copy',
    'paste',
    'search',
    'leave',
    undefined,
  ]);
  expect(keyOf(press('r', CTRL))).toBeUndefined();
  expect(keyOf(press('ArrowUp'))).toBeUndefined();
});

test('Tab is the shell’s; right after Escape it leaves the terminal, backwards too', () => {
  const keyOf = pageKeys(() => false);
  expect(keyOf(press('Tab'))).toBeUndefined();
  expect(keyOf(press('Escape'))).toBeUndefined();
  expect(keyOf(press('Tab', { timeStamp: 500 }))).toBe('pass');
  expect(keyOf(press('Tab', { timeStamp: 600 }))).toBeUndefined();
  keyOf(press('Escape', { timeStamp: 1_000 }));
  keyOf(press('Shift', { shiftKey: true, timeStamp: 1_100 }));
  expect(keyOf(press('Tab', { shiftKey: true, timeStamp: 1_200 }))).toBe('pass');
  keyOf(press('Escape', { timeStamp: 2_000 }));
  keyOf(press('a', { timeStamp: 2_100 }));
  expect(keyOf(press('Tab', { timeStamp: 2_200 }))).toBeUndefined();
  keyOf(press('Escape', { timeStamp: 3_000 }));
  expect(keyOf(press('Tab', { timeStamp: 6_000 }))).toBeUndefined();
});
