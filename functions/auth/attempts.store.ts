import type { Database } from '../platform/db/database.ts';

export interface AttemptRow {
  state_hash: Buffer;
  /** Of the cookie of the browser that left: no other browser may come back with its state. */
  browser_hash: Buffer;
  provider: string;
  verifier: string;
  nonce: string;
  return_to: string;
  /** The account that wants another way to sign in. */
  link_to: string | null;
  expires_at: Date;
}

export async function insertAttempt(db: Database, row: AttemptRow): Promise<void> {
  await db.rows(
    `INSERT INTO sign_in_attempts
       (state_hash, browser_hash, provider, verifier, nonce, return_to, link_to, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.state_hash,
      row.browser_hash,
      row.provider,
      row.verifier,
      row.nonce,
      row.return_to,
      row.link_to,
      row.expires_at,
    ],
  );
}

/** Takes an attempt, once, by the browser and for the provider that it was made for. */
export async function takeAttempt(
  db: Database,
  key: { stateHash: Buffer; browserHash: Buffer; provider: string },
  now: Date,
): Promise<AttemptRow | undefined> {
  const [row] = await db.rows<AttemptRow>(
    `DELETE FROM sign_in_attempts
     WHERE state_hash = $1 AND browser_hash = $2 AND provider = $3 AND expires_at > $4 RETURNING *`,
    [key.stateHash, key.browserHash, key.provider, now],
  );
  return row;
}

export async function deleteAttemptsBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM sign_in_attempts WHERE expires_at < $1', [time]);
}
