import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { RenameBoardDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { useBoard } from '../data/board.ts';
import { type Board, boardQuery } from '../data/boards.ts';
import { useLive } from '../data/connection.ts';
import { latestOf, usePointers } from '../data/pointers.ts';
import { queryClient } from '../data/server-state.tsx';
import { COLOURS, colourOf } from '../groups/colours.ts';
import { Connection } from '../groups/connection.tsx';
import { sentenceOf } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useShownTheme } from '../shell/theme-switch.tsx';
import { useToast } from '../shell/toasts.tsx';
import { Export } from './export.tsx';
import type { BoardHandle } from './handle.ts';
import { Notices } from './notices.tsx';
import { PlaceDiagram } from './place-diagram.tsx';
import { Present } from './present.tsx';
import type { Peer } from './scene.ts';

/** A large library, needed here only. */
const Whiteboard = lazy(() => import('./whiteboard.tsx'));

/** A whiteboard with what stands above it: who is here, what is saved, what to do with it. */
export default function BoardView({ board, me }: { board: Board; me: string }) {
  const live = useLive(true);
  const theme = useShownTheme();
  const { doc, state, kept } = useBoard(board.id, live, me);
  const { pointers, point } = usePointers(live, `board:${board.id}`);
  const [handle, setHandle] = useState<BoardHandle>();
  const [following, setFollowing] = useState<string>();
  const names = useMemo(
    () => new Map((board.group.members ?? []).map(({ peer }) => [peer.id, peer.name])),
    [board.group.members],
  );
  const nameOf = useCallback((id: string) => names.get(id) ?? 'A member', [names]);
  const others = (state?.present ?? []).filter((id) => id !== me);
  const followed = others.find((id) => id === following);
  const peers = useMemo(
    () =>
      pointers.map(
        ({ peer, seat, at, selection }): Peer => ({
          seat,
          name: nameOf(peer),
          colour: COLOURS[colourOf(peer)] ?? COLOURS[0],
          at,
          selection,
        }),
      ),
    [pointers, nameOf],
  );
  const unsaved = state?.unsaved ?? kept?.unsaved ?? 0;
  const mayEdit = !state?.closed && (state?.mayEdit ?? true);
  // What will never be sent is not waited for.
  const unsent = mayEdit && !state?.refused ? unsaved : 0;
  useUnsavedWarning(kept?.isKept ? unsent : unsaved);

  return (
    <div className="board-page">
      <header className="board-head">
        <p className="board-title">
          <Link to={`/groups/${board.group.id}`}>{board.group.name}</Link> <span aria-hidden>/</span>{' '}
          <Title board={board} mayEdit={state !== undefined && mayEdit} />
        </p>
        <Present present={others} nameOf={nameOf} following={followed} onFollow={setFollowing} />
        {!state?.closed && <Connection state={state?.connection ?? 'connecting'} unsent={unsent} />}
        <div className="board-actions">
          {state && mayEdit && handle && <PlaceDiagram onPlace={handle.place} />}
          {handle && <Export handle={handle} title={board.title} />}
        </div>
      </header>
      {kept && <Notices state={state} unsaved={unsaved} isKept={kept.isKept} />}
      {kept ? (
        <Suspense fallback={<Skeleton label="Loading the whiteboard" />}>
          <Whiteboard
            doc={doc}
            mayEdit={mayEdit}
            theme={theme}
            peers={peers}
            following={followed && latestOf(pointers, followed)?.seat}
            onPoint={point}
            onReady={setHandle}
          />
        </Suspense>
      ) : (
        <Skeleton label="Loading the whiteboard" />
      )}
    </div>
  );
}

function Title({ board, mayEdit }: { board: Board; mayEdit: boolean }) {
  const toast = useToast();
  const rename = async () => {
    const title = prompt('Name of the whiteboard', board.title)?.trim();
    if (!title || title === board.title) return;
    try {
      const { renameBoard } = await api.request(RenameBoardDocument, { id: board.id, title });
      queryClient.setQueryData(boardQuery(board.id).queryKey, (shown) =>
        shown ? { ...shown, title: renameBoard.title } : shown,
      );
    } catch (error) {
      toast({ kind: 'error', text: sentenceOf(error) });
    }
  };
  return (
    <>
      <strong>{board.title}</strong>{' '}
      {mayEdit && (
        <button type="button" className="link-button" onClick={() => void rename()}>
          Rename
        </button>
      )}
    </>
  );
}

/** It is kept in this browser, but others do not see it before there is a connection again. */
function useUnsavedWarning(unsaved: number): void {
  useEffect(() => {
    if (unsaved === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved]);
}
