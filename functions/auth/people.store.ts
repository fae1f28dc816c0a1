import type { Role } from '../platform/context.ts';
import type { Sealed } from '../platform/crypto/vault.ts';
import type { Database } from '../platform/db/database.ts';

export interface UserRow {
  id: string;
  guest: boolean;
  role: Role;
  time_zone: string;
  disabled_at: Date | null;
  created_at: Date;
  has_password: boolean;
  /** Of `people`; null for a guest. */
  sealed: Buffer | null;
  key_id: string | null;
}

const USER = `SELECT u.id, u.guest, u.role, u.time_zone, u.disabled_at, u.created_at,
    c.user_id IS NOT NULL AS has_password, p.sealed, p.key_id
  FROM users u LEFT JOIN people p ON p.user_id = u.id LEFT JOIN credentials c ON c.user_id = u.id`;

export async function findUser(db: Database, userId: string): Promise<UserRow | undefined> {
  const [row] = await db.rows<UserRow>(`${USER} WHERE u.id = $1`, [userId]);
  return row;
}

/** What names these accounts. */
export async function findSealed(db: Database, userIds: readonly string[]) {
  return db.rows<{ user_id: string; sealed: Buffer; key_id: string }>(
    'SELECT user_id, sealed, key_id FROM people WHERE user_id = ANY($1)',
    [userIds],
  );
}

export async function insertUser(
  db: Database,
  user: { id: string; guest: boolean; now: Date },
): Promise<void> {
  await db.rows('INSERT INTO users (id, guest, created_at) VALUES ($1, $2, $3)', [
    user.id,
    user.guest,
    user.now,
  ]);
}

/** A guest becomes an account; false when it is one already, or gone. */
export async function claimGuest(db: Database, userId: string): Promise<boolean> {
  const rows = await db.rows('UPDATE users SET guest = false WHERE id = $1 AND guest RETURNING id', [userId]);
  return rows.length === 1;
}

/** Locks the row until the transaction ends: one merge at a time. False when it is no guest any more. */
export async function lockGuest(db: Database, userId: string): Promise<boolean> {
  const rows = await db.rows('SELECT id FROM users WHERE id = $1 AND guest FOR UPDATE', [userId]);
  return rows.length === 1;
}

/** With all that refers to it. */
export async function deleteUser(db: Database, userId: string): Promise<boolean> {
  return (await db.rows('DELETE FROM users WHERE id = $1 RETURNING id', [userId])).length === 1;
}

export async function updateTimeZone(db: Database, userId: string, timeZone: string): Promise<void> {
  await db.rows('UPDATE users SET time_zone = $2 WHERE id = $1', [userId, timeZone]);
}

export async function updateRole(db: Database, userId: string, role: Role): Promise<boolean> {
  const rows = await db.rows('UPDATE users SET role = $2 WHERE id = $1 AND NOT guest RETURNING id', [
    userId,
    role,
  ]);
  return rows.length === 1;
}

export async function updateDisabled(db: Database, userId: string, at: Date | null): Promise<boolean> {
  const rows = await db.rows('UPDATE users SET disabled_at = $2 WHERE id = $1 RETURNING id', [userId, at]);
  return rows.length === 1;
}

export interface SignInRow {
  user_id: string;
  password_hash: string | null;
  role: Role;
  disabled_at: Date | null;
}

/** What signing in by an address needs. */
export async function findByEmail(db: Database, lookup: Buffer): Promise<SignInRow | undefined> {
  const [row] = await db.rows<SignInRow>(
    `SELECT p.user_id, c.password_hash, u.role, u.disabled_at
     FROM people p JOIN users u ON u.id = p.user_id LEFT JOIN credentials c ON c.user_id = p.user_id
     WHERE p.email_lookup = $1`,
    [lookup],
  );
  return row;
}

export async function findPasswordHash(db: Database, userId: string): Promise<string | undefined> {
  const [row] = await db.rows<{ password_hash: string }>(
    'SELECT password_hash FROM credentials WHERE user_id = $1',
    [userId],
  );
  return row?.password_hash;
}

export async function putPassword(db: Database, userId: string, hash: string, now: Date): Promise<void> {
  await db.rows(
    `INSERT INTO credentials (user_id, password_hash, changed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id) DO UPDATE SET password_hash = $2, changed_at = $3`,
    [userId, hash, now],
  );
}

/** A stronger hash of the same password, unless it was changed meanwhile. */
export async function replaceHash(
  db: Database,
  userId: string,
  before: string,
  after: string,
): Promise<void> {
  await db.rows('UPDATE credentials SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2', [
    userId,
    before,
    after,
  ]);
}

/** False when the address belongs to somebody. */
export async function insertPerson(
  db: Database,
  userId: string,
  emailLookup: Buffer,
  { sealed, keyId }: Sealed,
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO people (user_id, email_lookup, sealed, key_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (email_lookup) DO NOTHING RETURNING user_id`,
    [userId, emailLookup, sealed, keyId],
  );
  return rows.length === 1;
}

/** False when the address belongs to somebody else. */
export async function updatePerson(
  db: Database,
  userId: string,
  emailLookup: Buffer,
  { sealed, keyId }: Sealed,
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE people SET email_lookup = $2, sealed = $3, key_id = $4 WHERE user_id = $1
       AND NOT EXISTS (SELECT 1 FROM people other WHERE other.email_lookup = $2 AND other.user_id <> $1)
     RETURNING user_id`,
    [userId, emailLookup, sealed, keyId],
  );
  return rows.length === 1;
}

/** Guests whom nobody can be any more: their session has ended, and they have nothing else to come back with. */
export async function deleteAbandonedGuests(db: Database, createdBefore: Date): Promise<void> {
  await db.rows(
    `DELETE FROM users u WHERE u.guest AND u.created_at < $1
       AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = u.id)`,
    [createdBefore],
  );
}
