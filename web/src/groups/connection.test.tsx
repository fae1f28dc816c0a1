import { render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import type { LiveState } from '../../../client/realtime/live.ts';
import { Connection } from './connection.tsx';

const show = (state: LiveState, unsent: number) =>
  render(
    <MemoryRouter>
      <Connection state={state} unsent={unsent} />
    </MemoryRouter>,
  );

test.each([
  ['live', 0, 'Live'],
  ['live', 2, 'Sending 2'],
  ['connecting', 1, 'Connecting: 1 unsent'],
  ['offline', 3, 'Offline: 3 unsent'],
  ['signed-out', 0, 'Signed out. Sign in again'],
  ['signed-out', 3, 'Signed out: 3 unsent. Sign in again'],
] as const)('says what the connection does: %s with %i unsent', (state, unsent, words) => {
  show(state, unsent);
  expect(screen.getByRole('status')).toHaveTextContent(words);
});

test('who is signed out finds the way back to this page', () => {
  history.replaceState(null, '', '/groups/grp_1');
  show('signed-out', 1);
  expect(screen.getByRole('link', { name: 'Sign in again' })).toHaveAttribute(
    'href',
    '/sign-in?return=%2Fgroups%2Fgrp_1',
  );
});
