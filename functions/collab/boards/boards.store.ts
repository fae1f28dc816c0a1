import type { Database } from '../../platform/db/database.ts';

/** What a board consists of, as one statement saw it. Whoever asks has decided who may. */
export interface StoredBoard {
  /** The object with everything up to `snapshotPosition`. */
  snapshotKey: string | null;
  snapshotPosition: number;
  updates: StoredUpdate[];
}

export interface StoredUpdate {
  position: number;
  bytes: Uint8Array;
}

/**
 * The updates after a position and before another, in the order in which they were stored; undefined for a board that is gone. In one
 * statement, so a merge is seen as a whole or not at all.
 */
export async function readBoard(
  db: Database,
  boardId: string,
  after: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<StoredBoard | undefined> {
  const rows = await db.rows<{
    snapshot_key: string | null;
    snapshot_position: string;
    position: string | null;
    update_bytes: Buffer | null;
  }>(
    `SELECT b.snapshot_key, b.snapshot_position, u.position, u.update_bytes
     FROM boards b LEFT JOIN board_updates u ON u.board_id = b.id AND u.position > $2 AND u.position < $3
     WHERE b.id = $1 AND b.deleted_at IS NULL ORDER BY u.position`,
    [boardId, after, before],
  );
  const [first] = rows;
  if (!first) return undefined;
  return {
    snapshotKey: first.snapshot_key,
    snapshotPosition: Number(first.snapshot_position),
    updates: rows.flatMap(({ position, update_bytes }) =>
      position === null || update_bytes === null ? [] : [{ position: Number(position), bytes: update_bytes }],
    ),
  };
}

/**
 * Appends, and gives back where; undefined for a board that is gone, or whose group was archived since its author came
 * in. The lock on the board comes before the number: who has read up to a position never misses one below it that
 * commits later.
 */
export async function insertUpdate(
  db: Database,
  boardId: string,
  bytes: Uint8Array,
  now: Date,
): Promise<{ position: number; snapshotPosition: number } | undefined> {
  const [row] = await db.rows<{ position: string; snapshot_position: string }>(
    `WITH board AS MATERIALIZED (
       SELECT b.id, b.snapshot_position FROM boards b JOIN study_groups g ON g.id = b.group_id
       WHERE b.id = $1 AND b.deleted_at IS NULL AND g.archived_at IS NULL FOR NO KEY UPDATE OF b
     ), added AS (
       INSERT INTO board_updates (board_id, update_bytes, created_at) SELECT id, $2, $3 FROM board
       RETURNING position
     )
     SELECT added.position, board.snapshot_position FROM added, board`,
    [boardId, bytes, now],
  );
  return row && { position: Number(row.position), snapshotPosition: Number(row.snapshot_position) };
}

/** Puts the snapshot in the place of updates; false when another merge, or the end of the board, came first. */
export async function moveSnapshot(
  db: Database,
  boardId: string,
  from: Pick<StoredBoard, 'snapshotKey' | 'snapshotPosition'>,
  to: { key: string; position: number },
): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const moved = await transaction.rows(
      `UPDATE boards SET snapshot_key = $4, snapshot_position = $5
       WHERE id = $1 AND deleted_at IS NULL AND snapshot_position = $3 AND snapshot_key IS NOT DISTINCT FROM $2
       RETURNING id`,
      [boardId, from.snapshotKey, from.snapshotPosition, to.key, to.position],
    );
    if (moved.length === 0) return false;
    await transaction.rows('DELETE FROM board_updates WHERE board_id = $1 AND position <= $2', [
      boardId,
      to.position,
    ]);
    return true;
  });
}

/** Boards with more than so many updates behind their snapshot, some of them. */
export async function listDue(db: Database, updates: number): Promise<string[]> {
  const rows = await db.rows<{ board_id: string }>(
    `SELECT u.board_id FROM board_updates u JOIN boards b ON b.id = u.board_id AND b.deleted_at IS NULL
     GROUP BY u.board_id HAVING count(*) > $1 ORDER BY count(*) DESC LIMIT 100`,
    [updates],
  );
  return rows.map(({ board_id }) => board_id);
}

/** Forgets what was drawn; the row stays, marked, for whoever is still about to write. */
export async function clearBoard(db: Database, boardId: string, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.rows(
      'UPDATE boards SET deleted_at = coalesce(deleted_at, $2), snapshot_key = NULL WHERE id = $1',
      [boardId, now],
    );
    await transaction.rows('DELETE FROM board_updates WHERE board_id = $1', [boardId]);
  });
}
