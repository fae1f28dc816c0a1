import type { Database } from '../platform/db/database.ts';
import type { SessionRow } from './sessions.store.ts';

/** The session that waits for longest. */
export async function oldestWaiting(db: Database): Promise<string | undefined> {
  const [row] = await db.rows<{ id: string }>(
    `SELECT id FROM lab_sessions WHERE state = 'waiting' ORDER BY queued_at, id LIMIT 1`,
  );
  return row?.id;
}

/** Somebody asked for a machine before this one did, and has none yet: waits, or has just been called. */
export async function isBehind(
  db: Database,
  { id, state_since: since }: Pick<SessionRow, 'id' | 'state_since'>,
): Promise<boolean> {
  const rows = await db.rows(
    `SELECT 1 FROM lab_sessions
     WHERE state IN ('waiting', 'starting') AND queued_at IS NOT NULL AND (queued_at, id) < ($2, $1) LIMIT 1`,
    [id, since],
  );
  return rows.length > 0;
}

/** Place in the queue of those who wait, from 1, and how many labs gave a machine back in the last hour. */
export async function placeInQueue(
  db: Database,
  { id }: Pick<SessionRow, 'id'>,
  now: Date,
): Promise<{ place: number; freedInHour: number }> {
  const [row] = await db.rows<{ place: number; freed: number }>(
    `SELECT (SELECT count(*)::int FROM lab_sessions WHERE state = 'waiting' AND (queued_at, id) <= (s.queued_at, s.id)) AS place,
       (SELECT count(*)::int FROM lab_sessions WHERE given_back_at > $2) AS freed
     FROM lab_sessions s WHERE s.id = $1`,
    [id, new Date(now.getTime() - 3_600_000)],
  );
  return { place: row?.place ?? 1, freedInHour: row?.freed ?? 0 };
}
