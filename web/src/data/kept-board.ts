import { useEffect, useMemo, useState } from 'react';
import type { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { BOARD_PREFIX, UNSAVED } from './drop-boards.ts';

/** What this browser has of a whiteboard, once it is known. */
export interface Kept {
  /** False: what is drawn does not outlive the page. */
  isKept: boolean;
  /** Changes that were not at the server when the last page was left. */
  unsaved: number;
  setUnsaved(count: number): void;
}

/** Milliseconds that a browser may take to open what it keeps; then the whiteboard opens without. */
const PATIENCE = 3_000;
const NOTHING: Kept = { isKept: false, unsaved: 0, setUnsaved: () => {} };

/** Under the person's id: nobody sends what another one drew. */
const nameOf = (boardId: string, me: string) => `${BOARD_PREFIX}${me}.${boardId}`;

/**
 * The document of a whiteboard with what this browser has of it. What is drawn is kept here, so that it outlives a
 * page without a connection.
 */
export function useKeptBoard(boardId: string, me: string): { doc: Y.Doc; kept: Kept | undefined } {
  const doc = useMemo(() => new Y.Doc({ guid: boardId }), [boardId]);
  const [kept, setKept] = useState<Kept>();

  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    // A private window, a full disk: the library for it would wait for ever.
    const patience = setTimeout(() => setKept((known) => known ?? NOTHING), PATIENCE);
    const open = async () => {
      if (!(await canKeep())) return NOTHING;
      const { IndexeddbPersistence: Persistence } = await import('y-indexeddb');
      if (isGone) return NOTHING;
      const store = new Persistence(nameOf(boardId, me), doc);
      stop = () => void store.destroy();
      await store.whenSynced;
      return keptIn(store);
    };
    open().then(
      (found) => !isGone && setKept(found),
      () => !isGone && setKept(NOTHING),
    );
    return () => {
      isGone = true;
      clearTimeout(patience);
      stop();
      setKept(undefined);
    };
  }, [doc, boardId, me]);
  return { doc, kept };
}

async function keptIn(store: IndexeddbPersistence): Promise<Kept> {
  let unsaved = Number(await store.get(UNSAVED)) || 0;
  return {
    isKept: true,
    unsaved,
    setUnsaved(count) {
      if (count === unsaved) return;
      unsaved = count;
      store.set(UNSAVED, count).catch(() => {});
    },
  };
}

/** Whether this browser has a database to keep things in. */
function canKeep(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const asked = indexedDB.open('atlas.kept');
      asked.onsuccess = () => {
        asked.result.close();
        resolve(true);
      };
      asked.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
}
