import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from '../shell/toasts.tsx';
import { labSession } from '../testing/labs.ts';
import { Timer } from './timer.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const later = (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));

test('the end is said ten and two minutes before, with the way to more time', async () => {
  render(
    <Toasts>
      <Timer session={labSession()} />
    </Toasts>,
  );
  await later(1);
  expect(screen.getByRole('timer')).toHaveTextContent('59 min left');
  expect(screen.queryByText(/The machine ends in/)).toBeNull();
  await later(49.1);
  expect(screen.getByText(/The machine ends in 10 minutes/)).toBeVisible();
  expect(screen.getByText(/Your files are kept for a week/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Half an hour more' })).toBeVisible();
  expect(screen.getByRole('timer')).toHaveTextContent('9:54 left');
  await later(8);
  expect(screen.getByText(/The machine ends in 2 minutes/)).toBeVisible();
  await later(3);
  expect(screen.getByRole('timer')).toHaveTextContent('Ending');
});
