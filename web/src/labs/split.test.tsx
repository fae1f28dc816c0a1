import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { Split } from './split.tsx';

beforeEach(() => localStorage.clear());
const line = () => screen.getByRole('separator', { name: 'Width of the instructions' });
const split = () => render(<Split left="Instructions" right="Machine" />);

test('the line is moved by keys, within bounds, and is there again next time', async () => {
  const { unmount } = split();
  expect(line()).toHaveAttribute('aria-valuenow', '40');
  line().focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(line()).toHaveAttribute('aria-valuenow', '50');
  await userEvent.keyboard('{End}{ArrowRight}');
  expect(line()).toHaveAttribute('aria-valuenow', '75');
  await userEvent.keyboard('{Home}');
  unmount();
  split();
  expect(line()).toHaveAttribute('aria-valuenow', '20');
});

test('the instructions are folded away and brought back, by key and by button', async () => {
  split();
  line().focus();
  await userEvent.keyboard('{Enter}');
  expect(line()).toHaveAttribute('aria-valuenow', '0');
  await userEvent.click(screen.getByRole('button', { name: 'Show the instructions' }));
  expect(line()).toHaveAttribute('aria-valuenow', '40');
  expect(screen.getByRole('button', { name: 'Hide the instructions' })).toBeVisible();
});
