import { lazy, Suspense, useState } from 'react';
import { SHAPES } from '../../../client/board/shapes.ts';
import { useKeptBoard } from '../data/kept-board.ts';
import { Link } from '../shell/router.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useShownTheme } from '../shell/theme-switch.tsx';
import { Export } from './export.tsx';
import type { BoardHandle } from './handle.ts';
import { Notices } from './notices.tsx';

const Whiteboard = lazy(() => import('./whiteboard.tsx'));

interface Props {
  boardId: string;
  me: string;
  /** What is shown when this browser has nothing of it either. */
  otherwise: React.ReactNode;
}

/** A whiteboard that is not open to the person any more: what this browser has of it, to look at and to save. */
export default function KeptBoard({ boardId, me, otherwise }: Props) {
  const { doc, kept } = useKeptBoard(boardId, me);
  const theme = useShownTheme();
  const [handle, setHandle] = useState<BoardHandle>();
  if (!kept) return <Skeleton label="Loading the whiteboard" />;
  if (doc.getMap(SHAPES).size === 0) return otherwise;
  return (
    <div className="board-page">
      <header className="board-head">
        <p className="board-title">
          <Link to="/groups">Groups</Link> <span aria-hidden>/</span> <strong>Whiteboard</strong>
        </p>
        <div className="board-actions">{handle && <Export handle={handle} title="Whiteboard" />}</div>
      </header>
      <Notices
        state={{ closed: 'gone', mayEdit: false, refused: undefined }}
        unsaved={kept.unsaved}
        isKept={kept.isKept}
      />
      <Suspense fallback={<Skeleton label="Loading the whiteboard" />}>
        <Whiteboard
          doc={doc}
          mayEdit={false}
          theme={theme}
          peers={[]}
          following={undefined}
          onPoint={() => {}}
          onReady={setHandle}
        />
      </Suspense>
    </div>
  );
}
