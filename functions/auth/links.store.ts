import type { Sealed } from '../platform/crypto/vault.ts';
import type { Database } from '../platform/db/database.ts';

/** `email-changed` carries no link: it tells the address that an account had before. */
export type LinkPurpose = 'sign-up' | 'password-reset' | 'email-change' | 'email-changed';

export interface LinkRow {
  id: string;
  purpose: LinkPurpose;
  user_id: string | null;
  email_lookup: Buffer;
  sealed: Buffer;
  key_id: string;
  expires_at: Date;
}

const COLUMNS = 'id, purpose, user_id, email_lookup, sealed, key_id, expires_at';

export async function insertLink(
  db: Database,
  link: {
    id: string;
    purpose: LinkPurpose;
    userId: string | undefined;
    emailLookup: Buffer;
    expiresAt: Date;
  } & Sealed,
): Promise<void> {
  await db.rows(
    `INSERT INTO mail_links (id, purpose, user_id, email_lookup, sealed, key_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [link.id, link.purpose, link.userId ?? null, link.emailLookup, link.sealed, link.keyId, link.expiresAt],
  );
}

export async function findLink(db: Database, id: string, now: Date): Promise<LinkRow | undefined> {
  const [row] = await db.rows<LinkRow>(
    `SELECT ${COLUMNS} FROM mail_links WHERE id = $1 AND expires_at > $2`,
    [id, now],
  );
  return row;
}

/** Gives a link its token; those asked for before, by the same address for the same purpose, are no good any more. */
export async function armLink(db: Database, link: LinkRow, tokenHash: Buffer): Promise<void> {
  await db.rows(
    `UPDATE mail_links SET token_hash = CASE WHEN id = $1 THEN $2::bytea END
     WHERE email_lookup = $3 AND purpose = $4 AND (id = $1 OR id < $1)`,
    [link.id, tokenHash, link.email_lookup, link.purpose],
  );
}

export async function findLinkOfToken(
  db: Database,
  purpose: LinkPurpose,
  tokenHash: Buffer,
  now: Date,
): Promise<LinkRow | undefined> {
  const [row] = await db.rows<LinkRow>(
    `SELECT ${COLUMNS} FROM mail_links WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3`,
    [tokenHash, purpose, now],
  );
  return row;
}

/** Uses a link up, once: false for the second of two callers, and when a newer one took its token away. */
export async function takeLink(db: Database, id: string, tokenHash: Buffer): Promise<boolean> {
  const rows = await db.rows('DELETE FROM mail_links WHERE id = $1 AND token_hash = $2 RETURNING id', [
    id,
    tokenHash,
  ]);
  return rows.length === 1;
}

/** After a password or an address changed: what was asked for before is no good any more. */
export async function deleteLinksOf(db: Database, userId: string): Promise<void> {
  await db.rows(
    `DELETE FROM mail_links WHERE purpose <> 'email-changed'
       AND (user_id = $1 OR email_lookup = (SELECT email_lookup FROM people WHERE user_id = $1))`,
    [userId],
  );
}

export async function deleteLinksBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM mail_links WHERE expires_at < $1', [time]);
}
