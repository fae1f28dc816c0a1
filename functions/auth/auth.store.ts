import type { Database } from '../platform/db/database.ts';

export interface UserRow {
  id: string;
  guest: boolean;
  created_at: Date;
}

/** The owner of an unexpired session, with the time at which it ends. */
export async function findSessionOwner(
  db: Database,
  tokenHash: Buffer,
  now: Date,
): Promise<{ user_id: string; expires_at: Date } | undefined> {
  const [row] = await db.rows<{ user_id: string; expires_at: Date }>(
    'SELECT user_id, expires_at FROM sessions WHERE token_hash = $1 AND expires_at > $2',
    [tokenHash, now],
  );
  return row;
}

export async function extendSession(db: Database, tokenHash: Buffer, expiresAt: Date): Promise<void> {
  await db.rows('UPDATE sessions SET expires_at = $2 WHERE token_hash = $1', [tokenHash, expiresAt]);
}

/** A new guest and the session of the browser that made it. */
export async function insertGuest(
  db: Database,
  guest: { id: string; tokenHash: Buffer; now: Date; expiresAt: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.rows('INSERT INTO users (id, guest, created_at) VALUES ($1, true, $2)', [guest.id, guest.now]);
    await tx.rows(
      'INSERT INTO sessions (token_hash, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [guest.tokenHash, guest.id, guest.now, guest.expiresAt],
    );
  });
}

export async function findUser(db: Database, userId: string): Promise<UserRow | undefined> {
  const [row] = await db.rows<UserRow>('SELECT id, guest, created_at FROM users WHERE id = $1', [userId]);
  return row;
}

export async function deleteSessionsBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM sessions WHERE expires_at < $1', [time]);
}
