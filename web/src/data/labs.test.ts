import { expect, test } from 'vitest';
import { labSession } from '../testing/labs.ts';
import { byOurClock } from './labs.ts';

const NOW = Date.parse('2026-01-31T10:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

test('a device whose clock is an hour wrong counts down what the server says', () => {
  const told = labSession({ expiresAt: at(-3_000), secondsLeft: 600 });
  expect(byOurClock(told, undefined, NOW).expiresAt).toBe(at(600));
});

test('an end that is known does not jump about with how long answers take; another one does', () => {
  const known = labSession({ expiresAt: at(600) });
  const told = labSession({ secondsLeft: 600 });
  expect(byOurClock(told, known, NOW + 3_000).expiresAt).toBe(at(600));
  expect(byOurClock(labSession({ secondsLeft: 2_400 }), known, NOW).expiresAt).toBe(at(2_400));
});

test('a session without an end has none', () => {
  expect(byOurClock(labSession({ expiresAt: null }), labSession(), NOW).expiresAt).toBeNull();
});
