import { afterEach, expect, test, vi } from 'vitest';
import { pauseAfter } from './backoff.ts';

const PAUSES = { first: 1_000, longest: 30_000 };

afterEach(() => void vi.restoreAllMocks());

test.each([
  [0, 500, 1_000],
  [1, 1_000, 2_000],
  [4, 8_000, 16_000],
  [5, 15_000, 30_000],
  [2_000, 15_000, 30_000],
])('after %i failures it is between %i and %i ms', (failures, least, most) => {
  const chance = vi.spyOn(Math, 'random').mockReturnValue(0);
  expect(pauseAfter(failures, PAUSES)).toBe(least);
  chance.mockReturnValue(1);
  expect(pauseAfter(failures, PAUSES)).toBe(most);
});
