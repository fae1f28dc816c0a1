import { act, renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ConnectionLost, type Live, type LiveState, RefusedError } from '../../../client/realtime/live.ts';
import type { ToClient } from '../../../client/realtime/messages.ts';
import { usePresence } from './use-presence.ts';

const ROOM = 'diagram:grp_1:dia_1';
const joined: ToClient = { type: 'diagram-joined', id: '1', room: ROOM, peers: ['ada', 'bob'] };

/** A reader, with a server that answers joins in turn. */
async function read(...answers: (ToClient | Error)[]) {
  const heard = new Set<(message: ToClient) => void>();
  const states = new Set<(state: LiveState) => void>();
  const ask = vi.fn(async ({ type }: { type: string }) => {
    const answer = type === 'join-diagram' ? answers.shift() : joined;
    if (!answer || answer instanceof Error) throw answer ?? new ConnectionLost('lost');
    return answer;
  });
  const live = {
    state: () => 'live',
    onMessage(listener: (message: ToClient) => void) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onState(changed: (state: LiveState) => void) {
      states.add(changed);
      changed('live');
      return () => states.delete(changed);
    },
    ask,
  } as unknown as Live;
  const { result } = renderHook(() => usePresence(live, 'grp_1', 'dia_1'));
  await act(async () => {});
  return {
    result,
    tell: (message: ToClient) => act(async () => heard.forEach((listener) => void listener(message))),
  };
}

test('who is shown out of the room is told so, and is seen no more', async () => {
  const { result, tell } = await read(joined, new RefusedError('NOT_FOUND', 'gone'));
  expect(result.current).toMatchObject({ present: ['ada', 'bob'], closed: undefined });
  await tell({ type: 'room-closed', room: ROOM });
  expect(result.current).toMatchObject({ present: [], closed: 'gone' });
});

test('who is shown out by mistake is in again', async () => {
  const { result, tell } = await read(joined, { ...joined, peers: ['ada'] });
  await tell({ type: 'room-closed', room: ROOM });
  expect(result.current).toMatchObject({ present: ['ada'], closed: undefined });
});

test('a refused join is said, and can be tried again', async () => {
  const { result } = await read(new RefusedError('FORBIDDEN', 'This page is in too many rooms.'), joined);
  expect(result.current).toMatchObject({ present: [], closed: 'failed' });
  await act(async () => result.current.again());
  expect(result.current).toMatchObject({ present: ['ada', 'bob'], closed: undefined });
});

test('a break is no refusal: the next connection joins', async () => {
  const { result } = await read(new ConnectionLost('lost'));
  expect(result.current).toMatchObject({ present: [], closed: undefined });
});
