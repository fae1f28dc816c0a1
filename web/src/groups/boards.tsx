import { useNavigate } from 'react-router';
import { CreateBoardDocument, DeleteBoardDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { type Group, groupQuery } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { Link } from '../shell/router.tsx';

/** The whiteboards of a group. */
export function Boards({ group }: { group: Group }) {
  const navigate = useNavigate();
  const boards = group.boards ?? [];
  const refresh = () => queryClient.invalidateQueries({ queryKey: groupQuery(group.id).queryKey });
  const { run, busy, error } = useAction(async ({ remove }: { remove?: string }) => {
    if (remove) {
      await api.request(DeleteBoardDocument, { id: remove });
      return refresh();
    }
    const title = `Whiteboard ${boards.length + 1}`;
    const { createBoard } = await api.request(CreateBoardDocument, { groupId: group.id, title });
    // Before this page is left, which would take the question back: the group is kept with its new whiteboard.
    await refresh();
    navigate(`/boards/${createBoard.id}`);
  });
  return (
    <section aria-labelledby="group-boards">
      <h2 id="group-boards">Whiteboards</h2>
      {boards.length === 0 && <p className="settings-detail">Draw together what words do not say.</p>}
      <ul className="board-list">
        {boards.map(({ id, title, mayDelete }) => (
          <li key={id}>
            <Link to={`/boards/${id}`}>{title}</Link>
            {mayDelete && !group.archivedAt && (
              <button
                type="button"
                className="link-button"
                aria-label={`Delete ${title}`}
                onClick={() => confirm(`Delete "${title}" for everybody?`) && void run({ remove: id })}
              >
                Delete
              </button>
            )}
          </li>
        ))}
      </ul>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      {!group.archivedAt && (
        <button
          type="button"
          className="button"
          aria-disabled={busy || undefined}
          onClick={() => void run({})}
        >
          New whiteboard
        </button>
      )}
    </section>
  );
}
