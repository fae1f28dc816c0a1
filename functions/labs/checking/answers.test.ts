import { expect, test } from 'vitest';
import { LABS } from '../limits.ts';
import { answersOf, problemOf } from './answers.ts';

test('of what a machine gives, the texts that were asked for are taken and nothing else', () => {
  const given = { 'answer.txt': 'one', 'other.txt': 'x', 'list.txt': ['two'], 'number.txt': 3 };
  expect(answersOf(given, ['answer.txt', 'list.txt', 'number.txt', 'missing.txt', 'toString'])).toEqual({
    'answer.txt': 'one',
  });
  for (const nonsense of [null, undefined, 'answer.txt', 7, ['answer.txt']])
    expect(answersOf(nonsense, ['answer.txt', 'length'])).toEqual({});
});

test.each([
  ['a NUL', 'a\0b', 'no text'],
  ['half of a pair', 'a\ud800b', 'no text'],
  ['too much', 'x'.repeat(LABS.answerFileBytes + 1), '256 KB'],
  ['too much in other characters', 'ü'.repeat(LABS.answerFileBytes / 2 + 1), '256 KB'],
])('%s in an answer is said, with its path', (_name, text, said) => {
  const problem = problemOf({ 'good.txt': 'one', 'bad.txt': text });
  expect(problem).toMatchObject({ passed: false, observed: expect.stringContaining('bad.txt') });
  expect(problem?.observed).toContain(said);
});

test('answers that are small each may be too large together', () => {
  const text = 'x'.repeat(LABS.answerFileBytes);
  expect(problemOf({ a: text, b: text })).toBeUndefined();
  expect(problemOf({ a: text, b: text, c: 'x' })?.observed).toContain('512 KB');
});
