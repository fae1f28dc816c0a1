import { useCallback, useEffect, useRef, useState } from 'react';
import type { Live } from '../../../client/realtime/live.ts';
import type { Pointing, ToClient } from '../../../client/realtime/messages.ts';
import { perFrame } from '../parts/frame.ts';

/** One page in the room, whether its person points or not: who follows them has to know what they look at. */
export interface Pointer extends Pointing {
  peer: string;
  seat: string;
  seen: number;
}

/** Milliseconds between two words about one's pointer, and after which one that says nothing is not shown. */
const SAY_EVERY = 60;
const FORGOTTEN = 30_000;
/** Pages that tell somebody who comes where they are: more of them would be a flood. */
const GREETERS = 30;
/** Milliseconds within which they do. */
const GREET = 1_000;

/** The page of a person that they use: the one that points, or spoke last. */
export function latestOf(pointers: readonly Pointer[], peer: string): Pointer | undefined {
  const weight = ({ at, seen }: Pointer) => (at ? seen + FORGOTTEN : seen);
  return pointers.filter((one) => one.peer === peer).sort((a, b) => weight(b) - weight(a))[0];
}

/** Where others point in a room, and a way to say where one points oneself. */
export function usePointers(live: Live | undefined, room: string) {
  const [pointers, setPointers] = useState<readonly Pointer[]>([]);
  const own = useRef({
    pointing: { at: null, selection: [] } as Pointing,
    saidAt: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });

  const sayAfter = useCallback(
    (wait: number) => {
      clearTimeout(own.current.timer);
      const say = () => {
        own.current.timer = undefined;
        own.current.saidAt = Date.now();
        if (room) live?.say({ type: 'cursor-move', room, ...own.current.pointing });
      };
      if (wait <= 0) say();
      else own.current.timer = setTimeout(say, wait);
    },
    [live, room],
  );

  useEffect(() => {
    if (!live) return;
    const seats = new Map<string, Pointer>();
    // Twenty hands move many times within a frame.
    const { ask: show, stop: stopShowing } = perFrame(() => setPointers([...seats.values()]));
    const stops = [
      live.onState((state) => {
        if (state === 'live') return;
        // Who left meanwhile is not told later.
        seats.clear();
        show();
      }),
      live.onMessage((message) => {
        // In the room now: even who never points can be followed.
        if (isJoin(message, room)) return sayAfter(0);
        if (!('room' in message) || message.room !== room) return;
        if (message.type === 'peer-cursor') {
          const { type: _type, room: _room, ...pointer } = message;
          seats.set(message.seat, { ...pointer, seen: Date.now() });
          show();
        } else if (message.type === 'peer-joined') {
          if (seats.size < GREETERS && !own.current.timer) sayAfter(Math.random() * GREET);
        } else if (message.type === 'peer-left') {
          for (const { peer, seat } of seats.values()) if (peer === message.peer) seats.delete(seat);
          show();
        }
      }),
    ];
    const tidy = setInterval(() => {
      const since = Date.now() - FORGOTTEN;
      for (const one of seats.values())
        if (one.at && one.seen < since) {
          seats.set(one.seat, { ...one, at: null, selection: [] });
          show();
        }
    }, 5_000);
    const { current } = own;
    return () => {
      for (const stop of stops) stop();
      clearInterval(tidy);
      clearTimeout(current.timer);
      stopShowing();
      setPointers([]);
    };
  }, [live, room, sayAfter]);

  const point = useCallback(
    (at: { x: number; y: number } | null, selection: string[], view?: string) => {
      own.current.pointing = {
        at: at && { x: Math.round(at.x * 10) / 10, y: Math.round(at.y * 10) / 10 },
        selection: selection.slice(0, 20),
        ...(view === undefined ? {} : { view }),
      };
      // The last place always gets through, the ones on the way only so often.
      sayAfter(own.current.saidAt + SAY_EVERY - Date.now());
    },
    [sayAfter],
  );
  return { pointers, point };
}

/** The answer that lets this page in. */
function isJoin(message: ToClient, room: string): boolean {
  if (message.type === 'diagram-joined') return message.room === room;
  return (
    message.type === 'whiteboard-sync' &&
    `board:${message.board}` === room &&
    message.part === message.parts - 1
  );
}
