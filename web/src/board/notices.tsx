import type { BoardState } from '../../../client/realtime/board.ts';

interface Props {
  state: Pick<BoardState, 'closed' | 'mayEdit' | 'refused'> | undefined;
  /** Changes that the server does not have. */
  unsaved: number;
  /** This browser keeps what is drawn. */
  isKept: boolean;
}

/** What one should know before one goes on drawing. */
export function Notices({ state, unsaved, isKept }: Props) {
  const alone = unsaved > 0 && `${unsaved} ${unsaved === 1 ? 'change' : 'changes'} of yours never arrived.`;
  if (state?.closed)
    return (
      <p className="notice" role="status">
        <strong>This whiteboard is gone.</strong> It was deleted, or you are no member of its group any more.
        This is what your browser has of it. {alone} Save it as a picture if you need it.
      </p>
    );
  if (state && !state.mayEdit)
    return (
      <p className="notice" role="status">
        This group is archived: you can look, not draw.
        {alone && ` ${alone} Only your browser has them: save the whiteboard as a picture.`}
      </p>
    );
  if (state?.refused)
    return (
      <p className="notice" role="alert">
        Others do not see what you draw now. {state.refused} Make room, or save it as a picture.
      </p>
    );
  if (!isKept)
    return (
      <p className="notice" role="status">
        This browser does not keep the whiteboard: what you draw without a connection is lost with the page.
      </p>
    );
  return null;
}
