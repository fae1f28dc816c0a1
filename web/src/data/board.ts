import { useEffect, useState, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { UpdateBoardDocument } from '../../../client/generated/graphql.ts';
import { toBase64 } from '../../../client/realtime/base64.ts';
import { type BoardLink, type BoardState, linkBoard } from '../../../client/realtime/board.ts';
import type { Live } from '../../../client/realtime/live.ts';
import { api } from './api.ts';
import { type Kept, useKeptBoard } from './kept-board.ts';

/** The document of a whiteboard, linked with the server's for as long as its page is open. */
export function useBoard(
  boardId: string,
  live: Live | undefined,
  me: string,
): { doc: Y.Doc; state: BoardState | undefined; kept: Kept | undefined } {
  const { doc, kept } = useKeptBoard(boardId, me);
  const [link, setLink] = useState<BoardLink>();

  useEffect(() => {
    // First what is kept here: the comparison then sends what the server lacks.
    if (!live || !kept) return;
    const opened = linkBoard({
      boardId,
      doc,
      live,
      unsaved: kept.unsaved,
      upload: async (update) => {
        await api.request(UpdateBoardDocument, { id: boardId, update: toBase64(update) });
      },
    });
    const stop = opened.subscribe(() => kept.setUnsaved(opened.state().unsaved));
    setLink(opened);
    return () => {
      stop();
      opened.close();
      setLink(undefined);
    };
  }, [boardId, doc, live, kept]);

  const state = useSyncExternalStore(
    link?.subscribe ?? never,
    link?.state ?? nothing,
    nothing as () => BoardState | undefined,
  );
  return { doc, state, kept };
}

const never = () => () => {};
const nothing = () => undefined;
