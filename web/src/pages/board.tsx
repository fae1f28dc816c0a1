import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { accountQuery } from '../data/account.ts';
import { boardQuery } from '../data/boards.ts';
import { ServerState } from '../data/server-state.tsx';
import { Failure } from '../shell/failure.tsx';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import '../groups/groups.css';
import '../groups/people.css';
import '../groups/chat.css';
import '../board/board-page.css';

/** With the document and its network: needed by members only. */
const BoardView = lazy(() => import('../board/board-view.tsx'));
const KeptBoard = lazy(() => import('../board/kept-board.tsx'));

/** One whiteboard of a group. */
export default function BoardPage() {
  const { id = '' } = useParams();
  return (
    <ServerState>
      <BoardLoader key={id} id={id} />
    </ServerState>
  );
}

function BoardLoader({ id }: { id: string }) {
  const who = useQuery(accountQuery());
  const what = useQuery({ ...boardQuery(id), enabled: id.startsWith('brd_') && Boolean(who.data) });
  const [account, board] = [who.data, what.data];
  const missing = account === undefined ? who : what;
  if (missing.error && missing.data === undefined)
    return (
      <div className="wrap">
        <Failure error={missing.error} onRetry={() => void missing.refetch()} isPage />
      </div>
    );
  if (account === null || board === null) {
    const closed = <Closed id={id} isSignedIn={Boolean(account)} />;
    if (!account) return closed;
    return (
      <Suspense fallback={<Skeleton label="Loading the whiteboard" />}>
        <KeptBoard boardId={id} me={account.id} otherwise={closed} />
      </Suspense>
    );
  }
  if (!board || !account)
    return (
      <div className="wrap">
        <Skeleton label="Loading the whiteboard" />
      </div>
    );
  return (
    <Suspense fallback={<Skeleton label="Loading the whiteboard" />}>
      <BoardView board={board} me={account.id} />
    </Suspense>
  );
}

function Closed({ id, isSignedIn }: { id: string; isSignedIn: boolean }) {
  return (
    <section className="wrap empty">
      <h1>This whiteboard is not open to you</h1>
      {isSignedIn ? (
        <p>
          It belongs to a group, or it was deleted. <Link to="/groups">Your groups</Link>
        </p>
      ) : (
        <p>
          <Link to={`/sign-in?return=${encodeURIComponent(`/boards/${id}`)}`}>Sign in</Link> if you are a
          member of its group.
        </p>
      )}
    </section>
  );
}
