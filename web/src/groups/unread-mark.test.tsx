import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '../data/server-state.tsx';
import { UnreadMark } from './unread-mark.tsx';

let groups: { id: string; unreadCount: number; mentionCount: number }[];
let asked = 0;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  groups = [
    { id: 'grp_1', unreadCount: 2, mentionCount: 0 },
    { id: 'grp_2', unreadCount: 1, mentionCount: 0 },
  ];
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return Response.json({ data: { myStudyGroups: groups } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  queryClient.clear();
});

function open() {
  render(
    <>
      <a href="/groups">
        Groups <span id="groups-unread" />
      </a>
      <UnreadMark />
    </>,
  );
}
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
const link = () => screen.getByRole('link');

test('the link to the groups says how much is new in all of them, and whether it names one', async () => {
  open();
  await pass(10);
  expect(link()).toHaveAccessibleName('Groups 3 new');
  groups = [{ id: 'grp_1', unreadCount: 120, mentionCount: 1 }];
  await pass(60_000);
  expect(link()).toHaveAccessibleName('Groups 99+ new, some name you');
  groups = [];
  await pass(60_000);
  expect(link()).toHaveAccessibleName('Groups');
});

test('nobody is asked while the page is out of sight, and at once when somebody comes back', async () => {
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  open();
  await pass(10);
  const show = async (state: DocumentVisibilityState) => {
    seen.mockReturnValue(state);
    await act(async () => void window.dispatchEvent(new Event('visibilitychange')));
  };
  await show('hidden');
  await pass(600_000);
  expect(asked).toBe(1);
  await show('visible');
  await pass(10);
  expect(asked).toBe(2);
});
