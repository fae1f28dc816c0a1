import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { UpdateBoardDocument } from '../../../client/generated/graphql.ts';
import { toBase64 } from '../../../client/realtime/base64.ts';
import { type BoardLink, type BoardState, linkBoard } from '../../../client/realtime/board.ts';
import type { Live } from '../../../client/realtime/live.ts';
import { api } from './api.ts';

/**
 * The document of a whiteboard for as long as its page is open: kept in this browser too, so that what is drawn
 * without a connection outlives the page.
 */
export function useBoard(
  boardId: string,
  live: Live | undefined,
  me: string,
): { doc: Y.Doc; state: BoardState | undefined; stored: boolean } {
  const doc = useMemo(() => new Y.Doc({ guid: boardId }), [boardId]);
  const [link, setLink] = useState<BoardLink>();
  const [stored, setStored] = useState(false);

  useEffect(() => {
    let gone = false;
    let stop = () => {};
    import('y-indexeddb').then(
      ({ IndexeddbPersistence }) => {
        if (gone) return;
        // Under the person's id: nobody sends what another one drew.
        const kept = new IndexeddbPersistence(`atlas.board.${me}.${boardId}`, doc);
        stop = () => void kept.destroy();
        void kept.whenSynced.then(() => setStored(true));
      },
      () => setStored(true),
    );
    return () => {
      gone = true;
      stop();
    };
  }, [doc, boardId, me]);

  useEffect(() => {
    // First what is kept here: the comparison then sends what the server lacks.
    if (!live || !stored) return;
    const opened = linkBoard({
      boardId,
      doc,
      live,
      upload: async (update) => {
        await api.request(UpdateBoardDocument, { id: boardId, update: toBase64(update) });
      },
    });
    setLink(opened);
    return () => {
      opened.close();
      setLink(undefined);
    };
  }, [boardId, doc, live, stored]);

  const state = useSyncExternalStore(
    link?.subscribe ?? never,
    link?.state ?? nothing,
    nothing as () => BoardState | undefined,
  );
  return { doc, state, stored };
}

const never = () => () => {};
const nothing = () => undefined;

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
