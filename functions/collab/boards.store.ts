import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

type Actor = Pick<Person, 'userId'>;

export interface BoardRow {
  id: string;
  group_id: string;
  title: string;
  created_by: string | null;
  created_at: Date;
  /** The actor may draw: the group is not archived. */
  may_edit: boolean;
  /** The actor made it, or leads the group. */
  may_delete: boolean;
}

const BOARD = `SELECT b.id, b.group_id, b.title, b.created_by, b.created_at, g.archived_at IS NULL AS may_edit,
    coalesce(b.created_by = $1, false) OR m.role IN ('owner', 'moderator') AS may_delete
  FROM boards b JOIN study_groups g ON g.id = b.group_id
  JOIN group_members m ON m.group_id = b.group_id AND m.user_id = $1
  WHERE b.deleted_at IS NULL`;

/** A whiteboard of one of the actor's groups. */
export async function findBoard(db: Database, actor: Actor, id: string): Promise<BoardRow | undefined> {
  const [row] = await db.rows<BoardRow>(`${BOARD} AND b.id = $2`, [actor.userId, id]);
  return row;
}

export async function listBoards(db: Database, actor: Actor, groupId: string): Promise<BoardRow[]> {
  return db.rows<BoardRow>(`${BOARD} AND b.group_id = $2 ORDER BY b.id`, [actor.userId, groupId]);
}

/** For those who tell rooms: whoever asks has decided that already. */
export async function listBoardIds(db: Database, groupId: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>('SELECT id FROM boards WHERE group_id = $1', [groupId]);
  return rows.map(({ id }) => id);
}

/** False when the actor is no member, the group is archived, or has as many as it may. */
export async function insertBoard(
  db: Database,
  actor: Actor,
  board: { id: string; groupId: string; title: string; now: Date; most: number },
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO boards (id, group_id, title, created_by, created_at)
     SELECT $2, g.id, $4, $1, $5 FROM study_groups g JOIN group_members m ON m.group_id = g.id AND m.user_id = $1
     WHERE g.id = $3 AND g.archived_at IS NULL
       AND (SELECT count(*) FROM boards b WHERE b.group_id = g.id AND b.deleted_at IS NULL) < $6
     RETURNING id`,
    [actor.userId, board.id, board.groupId, board.title, board.now, board.most],
  );
  return rows.length === 1;
}

export async function updateTitle(db: Database, actor: Actor, id: string, title: string): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE boards b SET title = $3 FROM group_members m JOIN study_groups g ON g.id = m.group_id
     WHERE b.id = $2 AND b.deleted_at IS NULL AND m.group_id = b.group_id AND m.user_id = $1
       AND g.archived_at IS NULL RETURNING b.id`,
    [actor.userId, id, title],
  );
  return rows.length === 1;
}

/** For who made it, and who leads the group. */
export async function markDeleted(db: Database, actor: Actor, id: string, now: Date): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE boards b SET deleted_at = $3 FROM group_members m
     WHERE b.id = $2 AND b.deleted_at IS NULL AND m.group_id = b.group_id AND m.user_id = $1
       AND (b.created_by = $1 OR m.role IN ('owner', 'moderator')) RETURNING b.id`,
    [actor.userId, id, now],
  );
  return rows.length === 1;
}
