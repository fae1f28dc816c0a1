import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Live, LiveState } from '../../../client/realtime/live.ts';
import type { ToClient, ToServer } from '../../../client/realtime/messages.ts';
import { latestOf, usePointers } from './pointers.ts';

const ROOM = 'diagram:grp_1:dia_1';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page in a room, what it says, and what it is told. */
function openPage() {
  const heard = new Set<(message: ToClient) => void>();
  const states = new Set<(state: LiveState) => void>();
  const said: ToServer[] = [];
  const live = {
    onMessage(listener: (message: ToClient) => void) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onState(changed: (state: LiveState) => void) {
      states.add(changed);
      changed('live');
      return () => states.delete(changed);
    },
    say: (message: ToServer) => said.push(message),
  } as unknown as Live;
  let renders = 0;
  const { result } = renderHook(() => {
    renders += 1;
    return usePointers(live, ROOM);
  });
  return {
    said,
    result,
    renders: () => renders,
    tell: (...messages: ToClient[]) =>
      act(() => {
        for (const message of messages) for (const listener of heard) listener(message);
        vi.advanceTimersByTime(20);
      }),
    pass: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
    become: (state: LiveState) =>
      act(() => {
        for (const changed of states) changed(state);
        vi.advanceTimersByTime(20);
      }),
  };
}

const joined: ToClient = { type: 'diagram-joined', id: '1', room: ROOM, peers: [] };
const cursor = (x: number | null, seat = 's', view?: string): ToClient => ({
  type: 'peer-cursor',
  room: ROOM,
  peer: 'bob',
  seat,
  at: x === null ? null : { x, y: 0 },
  selection: [],
  ...(view === undefined ? {} : { view }),
});

test('who never points says where they are when they come in, and to each who comes later', () => {
  const { said, result, tell, pass } = openPage();
  act(() => result.current.point(null, [], 'part=cache'));
  said.length = 0;
  tell(joined);
  const own = { type: 'cursor-move', room: ROOM, at: null, selection: [], view: 'part=cache' };
  expect(said).toEqual([own]);
  tell({ type: 'peer-joined', room: ROOM, peer: 'bob' });
  pass(1_000);
  expect(said).toEqual([own, own]);
});

test('in a crowd nobody says so to each who comes', () => {
  const { said, tell, pass } = openPage();
  tell(joined, ...Array.from({ length: 30 }, (_, i) => cursor(i, `s${i}`)));
  said.length = 0;
  tell({ type: 'peer-joined', room: ROOM, peer: 'eve' });
  pass(2_000);
  expect(said).toEqual([]);
});

test('a page whose pointer rests is still there to be followed', () => {
  const { result, tell, pass } = openPage();
  tell(cursor(5, 's', 'part=cache'));
  pass(40_000);
  expect(result.current.pointers).toEqual([
    expect.objectContaining({ at: null, seat: 's', view: 'part=cache' }),
  ]);
  expect(latestOf(result.current.pointers, 'bob')?.view).toBe('part=cache');
  tell({ type: 'peer-left', room: ROOM, peer: 'bob' });
  expect(result.current.pointers).toEqual([]);
});

test('of two pages of one person, the one that points is followed', () => {
  const { result, tell } = openPage();
  tell(cursor(5, 'points'), cursor(null, 'rests'));
  expect(latestOf(result.current.pointers, 'bob')?.seat).toBe('points');
  expect(latestOf(result.current.pointers, 'eve')).toBeUndefined();
});

test('many moves within a frame are shown once', () => {
  const { result, renders, tell } = openPage();
  tell(joined);
  const before = renders();
  tell(...Array.from({ length: 200 }, (_, i) => cursor(i)));
  expect(result.current.pointers).toEqual([expect.objectContaining({ at: { x: 199, y: 0 } })]);
  expect(renders() - before).toBe(1);
});

test('after a break nobody is shown who may have left meanwhile', () => {
  const { result, tell, become } = openPage();
  tell(cursor(5));
  become('offline');
  expect(result.current.pointers).toEqual([]);
});
