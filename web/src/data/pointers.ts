import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Live } from '../../../client/realtime/live.ts';

export interface Pointer {
  peer: string;
  seat: string;
  at: { x: number; y: number } | null;
  selection: string[];
  view?: string;
}

/** Milliseconds between two words about one's pointer, and after which one that says nothing is not shown. */
const SAY_EVERY = 60;
const FORGOTTEN = 30_000;

/** Where others point in a room, and a way to say where one points oneself. */
export function usePointers(live: Live | undefined, room: string) {
  const [pointers, setPointers] = useState<ReadonlyMap<string, Pointer & { seen: number }>>(new Map());
  const last = useRef({ at: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });

  useEffect(() => {
    if (!live) return;
    const stop = live.onMessage((message) => {
      if (!('room' in message) || message.room !== room) return;
      if (message.type === 'peer-cursor') {
        const { peer, seat, at, selection, view } = message;
        const next = { peer, seat, at, selection, seen: Date.now(), ...(view === undefined ? {} : { view }) };
        setPointers((before) => new Map(before).set(seat, next));
      } else if (message.type === 'peer-left')
        setPointers((before) => new Map([...before].filter(([, one]) => one.peer !== message.peer)));
    });
    const tidy = setInterval(() => {
      const since = Date.now() - FORGOTTEN;
      setPointers((before) =>
        [...before.values()].some(({ seen }) => seen < since)
          ? new Map([...before].filter(([, { seen }]) => seen >= since))
          : before,
      );
    }, 5_000);
    return () => {
      stop();
      clearInterval(tidy);
      setPointers(new Map());
    };
  }, [live, room]);

  const point = useCallback(
    (at: { x: number; y: number } | null, selection: string[], view?: string) => {
      const say = () => {
        last.current = { at: Date.now(), timer: undefined };
        const rounded = at && { x: Math.round(at.x * 10) / 10, y: Math.round(at.y * 10) / 10 };
        live?.say({
          type: 'cursor-move',
          room,
          at: rounded,
          selection: selection.slice(0, 20),
          ...(view === undefined ? {} : { view }),
        });
      };
      clearTimeout(last.current.timer);
      const wait = last.current.at + SAY_EVERY - Date.now();
      // The last place always gets through, the ones on the way only so often.
      if (wait <= 0) say();
      else last.current.timer = setTimeout(say, wait);
    },
    [live, room],
  );
  return { pointers: useMemo(() => [...pointers.values()], [pointers]), point };
}
