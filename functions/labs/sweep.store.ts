import type { Database } from '../platform/db/database.ts';
import { COLUMNS, type SessionRow } from './sessions.store.ts';

/** Labs whose time is up, the longest over first. */
export function listExpired(db: Database, now: Date, limit: number): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE state = 'ready' AND expires_at < $1 ORDER BY expires_at LIMIT $2`,
    [now, limit],
  );
}

/** Labs that nobody has been at since then, the longest alone first. */
export function listIdle(db: Database, before: Date, limit: number): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE state = 'ready' AND seen_at < $1 ORDER BY seen_at LIMIT $2`,
    [before, limit],
  );
}

/** Labs that are in a state since before then, the longest there first. */
export function listSince(
  db: Database,
  state: 'starting' | 'paused',
  before: Date,
  limit: number,
): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE state = $1 AND state_since < $2 ORDER BY state_since LIMIT $3`,
    [state, before, limit],
  );
}

/** The ready labs that were not looked at for longest: each gets its turn, however many there are. */
export function takeLooks(db: Database, now: Date, limit: number): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `UPDATE lab_sessions SET looked_at = $1 WHERE id IN (
       SELECT id FROM lab_sessions WHERE state = 'ready' ORDER BY looked_at NULLS FIRST, id LIMIT $2
       FOR UPDATE SKIP LOCKED)
     RETURNING ${COLUMNS}`,
    [now, limit],
  );
}

/** Sessions that may have a machine though nothing is to be done in it any more. */
export function listLeftMachines(db: Database, limit: number): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE machine_exists AND state IN ('paused', 'ended', 'failed')
     ORDER BY state_since LIMIT $1`,
    [limit],
  );
}

/** Ended labs whose files were kept for as long as they are. */
export function listOutlived(db: Database, now: Date, limit: number): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE state = 'ended' AND kept_until < $1 ORDER BY kept_until LIMIT $2`,
    [now, limit],
  );
}

/** Which of these machines (`<session>.<n>`) a session still wants. */
export async function wantedMachines(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ id: string }>(
    `SELECT id || '.' || machine AS id FROM lab_sessions WHERE machine_exists AND id || '.' || machine = ANY($1)`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
