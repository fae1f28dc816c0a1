import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChatState } from '../../../client/realtime/chat.ts';
import type { ChatMessage } from '../../../client/realtime/messages.ts';
import { groupQuery, myGroupsQuery } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';
import { useRead } from './use-read.ts';

const group = (readSequence: number) => ({ id: 'grp_1', readSequence }) as never;
const message = (sequence: number, authorId: string) =>
  ({ id: `msg_${sequence}`, sequence, authorId }) as ChatMessage;
const chat = (...messages: ChatMessage[]) => ({ messages, ready: true }) as unknown as ChatState;
const look = (state: DocumentVisibilityState) => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

let asked: Record<string, unknown>[];
beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const { variables } = JSON.parse(body);
    asked.push(variables);
    const markGroupRead = { id: 'grp_1', unreadCount: 0, mentionCount: 0, readSequence: variables.sequence };
    return Response.json({ data: { markGroupRead } });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  queryClient.clear();
});

function open(readSequence: number, first: ChatState, isAtEnd = true) {
  return renderHook(({ state }) => useRead(group(readSequence), state, isAtEnd, 'me'), {
    initialProps: { state: first },
  });
}

describe('the line above what is new', () => {
  test('stands above the first unread message of somebody else, and stays there', () => {
    const before = [message(1, 'ada'), message(2, 'me'), message(3, 'ada')];
    const { result, rerender } = open(1, chat(...before));
    expect(result.current).toBe('msg_3');
    rerender({ state: chat(...before, message(4, 'ada')) });
    expect(result.current).toBe('msg_3');
  });

  test('is not above what comes after the page was opened, nor above a message of one’s own', () => {
    const { result, rerender } = open(2, chat(message(1, 'ada'), message(2, 'ada')));
    rerender({ state: chat(message(1, 'ada'), message(2, 'ada'), message(3, 'me'), message(4, 'ada')) });
    expect(result.current).toBeUndefined();
  });
});

describe('what was read', () => {
  test('is told once the end was in sight for a while, and shown wherever the group is on screen', async () => {
    queryClient.setQueryData(groupQuery('grp_1').queryKey, group(1));
    queryClient.setQueryData(myGroupsQuery().queryKey, [{ id: 'grp_1', unreadCount: 2 }] as never);
    open(1, chat(message(1, 'ada'), message(3, 'ada')));
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    expect(asked).toEqual([{ groupId: 'grp_1', sequence: 3 }]);
    expect(queryClient.getQueryData(groupQuery('grp_1').queryKey)).toMatchObject({ readSequence: 3 });
    expect(queryClient.getQueryData(myGroupsQuery().queryKey)?.[0]?.unreadCount).toBe(0);
  });

  test('is not what came while nobody looked, until somebody comes back to the page', async () => {
    look('hidden');
    const { rerender } = open(1, chat(message(1, 'ada')));
    rerender({ state: chat(message(1, 'ada'), message(2, 'ada')) });
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(asked).toEqual([]);
    look('visible');
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    expect(asked).toEqual([{ groupId: 'grp_1', sequence: 2 }]);
  });

  test('is not what came while somebody reads further up: the marks are asked for again', async () => {
    const refresh = vi.spyOn(queryClient, 'invalidateQueries');
    open(1, chat(message(1, 'ada'), message(2, 'ada')), false);
    await act(() => vi.advanceTimersByTimeAsync(1_100));
    expect(asked).toEqual([]);
    expect(refresh).toHaveBeenCalledWith({ queryKey: myGroupsQuery().queryKey });
  });
});
