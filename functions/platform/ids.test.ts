import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, parseId } from './ids.ts';

test('an id says what it names and parses back', () => {
  const id = newId('dia', new Date('2026-01-01T00:00:00Z'));
  expect(id).toMatch(/^dia_/);
  expect(parseId('dia', id)).toBe(id);
});

test('ids sort by the time at which they were made', () => {
  expect(newId('usr', new Date(1_000)) < newId('usr', new Date(2_000))).toBe(true);
});

test.each([
  '',
  'dia_',
  'usr_01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'dia_01arz3ndektsv4rrffq69g5fav',
  'dia_81ARZ3NDEKTSV4RRFFQ69G5FAV',
  'dia_01ARZ3NDEKTSV4RRFFQ69G5FAV\n',
])('a text of another shape is refused: %j', (text) => {
  expect(() => parseId('dia', text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});

test('no text at all makes the parser fail in another way', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseId('dia', text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    }),
  );
});
