import type { Role } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import type { RefreshFamily, RefreshStore } from './refresh.ts';

/** What a request has to know of its session. */
export interface SessionState {
  userId: string;
  role: Role;
  guest: boolean;
}

interface FamilyRow {
  id: string;
  user_id: string;
  family_hash: Buffer;
  current_hash: Buffer;
  previous_hash: Buffer | null;
  started_at: Date;
  rotated_at: Date;
  guest: boolean;
}

/** The families of refresh tokens; a session is one. */
export function refreshStore(db: Database, device: string): RefreshStore {
  return {
    async insert({ sessionId, userId, familyHash, currentHash, startedAt, rotatedAt }) {
      await db.rows(
        `INSERT INTO sessions (id, user_id, family_hash, current_hash, started_at, rotated_at, device)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [sessionId, userId, familyHash, currentHash, startedAt, rotatedAt, device],
      );
    },
    async find(familyHash) {
      const [row] = await db.rows<FamilyRow>(
        `SELECT s.id, s.user_id, s.family_hash, s.current_hash, s.previous_hash, s.started_at, s.rotated_at, u.guest
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.family_hash = $1 AND u.disabled_at IS NULL`,
        [familyHash],
      );
      return row && toFamily(row);
    },
    async compareAndSet(expected, { familyHash, currentHash, previousHash, rotatedAt }) {
      const rows = await db.rows(
        `UPDATE sessions SET current_hash = $3, previous_hash = $4, rotated_at = $5
         WHERE family_hash = $1 AND current_hash = $2 RETURNING id`,
        [familyHash, expected, currentHash, previousHash ?? null, rotatedAt],
      );
      return rows.length === 1;
    },
    async remove(familyHash) {
      await db.rows('DELETE FROM sessions WHERE family_hash = $1', [familyHash]);
    },
  };
}

function toFamily(row: FamilyRow): RefreshFamily {
  return {
    familyHash: row.family_hash,
    userId: row.user_id,
    sessionId: row.id,
    currentHash: row.current_hash,
    previousHash: row.previous_hash ?? undefined,
    startedAt: row.started_at,
    rotatedAt: row.rotated_at,
    forgiving: row.guest,
  };
}

/** A session that goes on, of an account that is not locked. */
export async function findSession(
  db: Database,
  userId: string,
  sessionId: string,
): Promise<SessionState | undefined> {
  return (await findSessionTimes(db, userId, sessionId))?.state;
}

/** As `findSession`, with what the session's end depends on. */
export async function findSessionTimes(
  db: Database,
  userId: string,
  sessionId: string,
): Promise<{ state: SessionState; startedAt: Date; rotatedAt: Date } | undefined> {
  const [row] = await db.rows<Pick<FamilyRow, 'guest' | 'started_at' | 'rotated_at'> & { role: Role }>(
    `SELECT u.role, u.guest, s.started_at, s.rotated_at FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id = $1 AND s.user_id = $2 AND u.disabled_at IS NULL`,
    [sessionId, userId],
  );
  if (!row) return undefined;
  const { role, guest, started_at: startedAt, rotated_at: rotatedAt } = row;
  return { state: { userId, role, guest }, startedAt, rotatedAt };
}

export interface SessionRow {
  id: string;
  device: string;
  started_at: Date;
  rotated_at: Date;
}

/** Last used first. */
export async function listSessions(db: Database, userId: string): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT id, device, started_at, rotated_at FROM sessions WHERE user_id = $1 ORDER BY rotated_at DESC, id`,
    [userId],
  );
}

/** One session of this person; false for anybody else's. */
export async function deleteSession(db: Database, userId: string, sessionId: string): Promise<boolean> {
  const rows = await db.rows('DELETE FROM sessions WHERE id = $1 AND user_id = $2 RETURNING id', [
    sessionId,
    userId,
  ]);
  return rows.length === 1;
}

/** All sessions of this person but one; gives back which. */
export async function deleteSessions(db: Database, userId: string, except = ''): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    'DELETE FROM sessions WHERE user_id = $1 AND id <> $2 RETURNING id',
    [userId, except],
  );
  return rows.map(({ id }) => id);
}

/** Sessions of guests, or of accounts, that were last used or begun before these times. */
export async function deleteSessionsBefore(
  db: Database,
  guest: boolean,
  usedBefore: Date,
  begunBefore: Date,
): Promise<void> {
  await db.rows(
    `DELETE FROM sessions s USING users u WHERE u.id = s.user_id AND u.guest = $1
       AND (s.rotated_at < $2 OR s.started_at < $3)`,
    [guest, usedBefore, begunBefore],
  );
}
