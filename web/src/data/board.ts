import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
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
