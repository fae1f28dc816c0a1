import type { Role } from '../platform/context.ts';
import type { Sealed } from '../platform/crypto/vault.ts';
import type { Database } from '../platform/db/database.ts';

export interface IdentityOwner {
  user_id: string;
  role: Role;
  disabled_at: Date | null;
}

/** Whose account a subject at a provider signs in to. */
export async function findIdentity(
  db: Database,
  provider: string,
  subjectLookup: Buffer,
): Promise<IdentityOwner | undefined> {
  const [row] = await db.rows<IdentityOwner>(
    `SELECT i.user_id, u.role, u.disabled_at FROM identities i JOIN users u ON u.id = i.user_id
     WHERE i.provider = $1 AND i.subject_lookup = $2`,
    [provider, subjectLookup],
  );
  return row;
}

/** False when the subject belongs to an account, or the account has one of this provider. */
export async function insertIdentity(
  db: Database,
  identity: { provider: string; subjectLookup: Buffer; userId: string; now: Date } & Sealed,
): Promise<boolean> {
  const { provider, subjectLookup, userId, sealed, keyId, now } = identity;
  const rows = await db.rows(
    `INSERT INTO identities (provider, subject_lookup, user_id, sealed, key_id, linked_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING user_id`,
    [provider, subjectLookup, userId, sealed, keyId, now],
  );
  return rows.length === 1;
}

export async function listIdentities(
  db: Database,
  userId: string,
): Promise<{ provider: string; linked_at: Date }[]> {
  return db.rows('SELECT provider, linked_at FROM identities WHERE user_id = $1 ORDER BY linked_at', [
    userId,
  ]);
}

/** Takes a way to sign in away, unless nothing else is left: a password or another provider. */
export async function deleteIdentity(db: Database, userId: string, provider: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    // One after the other: two at once would each count on what the other takes away.
    await tx.rows('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const rows = await tx.rows(
      `DELETE FROM identities WHERE user_id = $1 AND provider = $2
         AND (EXISTS (SELECT 1 FROM credentials WHERE user_id = $1)
           OR EXISTS (SELECT 1 FROM identities other WHERE other.user_id = $1 AND other.provider <> $2))
       RETURNING provider`,
      [userId, provider],
    );
    return rows.length === 1;
  });
}
