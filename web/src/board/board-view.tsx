import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { RenameBoardDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { useBoard } from '../data/board.ts';
import { type Board, boardQuery } from '../data/boards.ts';
import { useLive } from '../data/connection.ts';
import { usePointers } from '../data/pointers.ts';
import { queryClient } from '../data/server-state.tsx';
import { COLOURS, colourOf } from '../groups/colours.ts';
import { Connection } from '../groups/connection.tsx';
import { sentenceOf } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useShownTheme } from '../shell/theme-switch.tsx';
import { useToast } from '../shell/toasts.tsx';
import type { BoardHandle } from './handle.ts';
import { PlaceDiagram } from './place-diagram.tsx';
import type { Peer } from './scene.ts';

/** A large library, needed here only. */
const Whiteboard = lazy(() => import('./whiteboard.tsx'));

/** A whiteboard with what stands above it: who is here, what is saved, what to do with it. */
export default function BoardView({ board, me }: { board: Board; me: string }) {
  const live = useLive(true);
  const theme = useShownTheme();
  const { doc, state, stored } = useBoard(board.id, live, me);
  const { pointers, point } = usePointers(live, `board:${board.id}`);
  const [handle, setHandle] = useState<BoardHandle>();
  const [following, setFollowing] = useState<string>();
  const names = useMemo(
    () => new Map((board.group.members ?? []).map(({ peer }) => [peer.id, peer.name])),
    [board.group.members],
  );
  const nameOf = useCallback((id: string) => names.get(id) ?? 'A member', [names]);
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
  useUnsavedWarning(state?.unsaved ?? 0);

  if (state?.closed)
    return (
      <section className="wrap empty">
        <h1>This whiteboard is gone</h1>
        <p>
          It was deleted, or you are no member of its group any more. What you had drawn is still in this
          browser. <Link to={`/groups/${board.group.id}`}>Back to the group</Link>
        </p>
      </section>
    );
  return (
    <div className="board-page">
      <header className="board-head">
        <p className="board-title">
          <Link to={`/groups/${board.group.id}`}>{board.group.name}</Link> <span aria-hidden>/</span>{' '}
          <Title board={board} mayEdit={state?.mayEdit ?? false} />
        </p>
        <Present
          present={(state?.present ?? []).filter((id) => id !== me)}
          nameOf={nameOf}
          seats={pointers}
          following={following}
          onFollow={setFollowing}
        />
        <Connection state={state?.connection ?? 'connecting'} unsent={state?.unsaved ?? 0} />
        <div className="board-actions">
          {state?.mayEdit && handle && <PlaceDiagram onPlace={handle.place} />}
          {handle && <Export handle={handle} title={board.title} />}
        </div>
      </header>
      {state && !state.mayEdit && <p className="notice">This group is archived: you can look, not draw.</p>}
      {stored ? (
        <Suspense fallback={<Skeleton label="Loading the whiteboard" />}>
          <Whiteboard
            doc={doc}
            mayEdit={state?.mayEdit ?? true}
            theme={theme}
            peers={peers}
            following={following}
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

interface PresentProps {
  present: readonly string[];
  nameOf(id: string): string;
  seats: readonly { peer: string; seat: string }[];
  following: string | undefined;
  onFollow(seat: string | undefined): void;
}

/** Who is here; a press follows where they point. */
function Present({ present, nameOf, seats, following, onFollow }: PresentProps) {
  return (
    <ul className="board-present" aria-label="Here now">
      {present.map((id) => {
        const seat = seats.find(({ peer }) => peer === id)?.seat;
        const isFollowed = seat !== undefined && seat === following;
        return (
          <li key={id}>
            <button
              type="button"
              aria-pressed={isFollowed}
              disabled={!seat}
              title={isFollowed ? `Stop following ${nameOf(id)}` : `Follow ${nameOf(id)}`}
              onClick={() => onFollow(isFollowed ? undefined : seat)}
            >
              <span className="avatar" data-colour={colourOf(id)} aria-hidden>
                {[...nameOf(id)][0]?.toUpperCase()}
              </span>
              <span className="visually-hidden">
                {isFollowed ? 'Stop following' : 'Follow'} {nameOf(id)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function Export({ handle, title }: { handle: BoardHandle; title: string }) {
  const toast = useToast();
  const save = async (kind: 'png' | 'svg') => {
    try {
      const blob = await (kind === 'png' ? handle.exportPng() : handle.exportSvg());
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${title}.${kind}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    } catch (error) {
      toast({ kind: 'error', text: `The drawing could not be saved. ${sentenceOf(error)}` });
    }
  };
  return (
    <>
      <button type="button" className="link-button" onClick={() => void save('png')}>
        PNG
      </button>
      <button type="button" className="link-button" onClick={() => void save('svg')}>
        SVG
      </button>
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
