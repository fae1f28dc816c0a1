import type { Database } from '../db/database.ts';

export interface OutboxRow {
  id: string;
  queue: string;
  type: string;
  payload: unknown;
  request_id: string;
  occurred_at: Date;
}

export async function insertEvent(db: Database, row: OutboxRow): Promise<void> {
  await db.rows(
    `INSERT INTO outbox (id, queue, type, payload, request_id, occurred_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.queue, row.type, JSON.stringify(row.payload), row.request_id, row.occurred_at],
  );
}

/** The oldest unsent events, locked until the transaction ends; what another relay holds is passed over. */
export async function claimUnsent(db: Database, limit: number): Promise<OutboxRow[]> {
  return db.rows<OutboxRow>(
    `SELECT id, queue, type, payload, request_id, occurred_at FROM outbox
     WHERE sent_at IS NULL ORDER BY attempts, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
}

export async function markSent(db: Database, ids: string[], now: Date): Promise<void> {
  await db.rows('UPDATE outbox SET sent_at = $2 WHERE id = ANY($1)', [ids, now]);
}

/** Sent and processed, without a queue: a lost queue does not bring it back either. */
export async function markSettled(db: Database, id: string, now: Date): Promise<void> {
  await db.rows(
    `WITH sent AS (UPDATE outbox SET sent_at = $2 WHERE id = $1 AND sent_at IS NULL RETURNING id)
     INSERT INTO processed_events (event_id, processed_at) SELECT id, $2 FROM sent ON CONFLICT DO NOTHING`,
    [id, now],
  );
}

/** What a queue refused is tried again, after everything that was not. */
export async function countAttempt(db: Database, ids: string[]): Promise<void> {
  await db.rows('UPDATE outbox SET attempts = attempts + 1 WHERE id = ANY($1)', [ids]);
}

/** Makes sent events unsent that no worker has processed; gives back how many. */
export async function unsendUnprocessed(db: Database): Promise<number> {
  const rows = await db.rows<{ id: string }>(
    `UPDATE outbox SET sent_at = NULL WHERE sent_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM processed_events WHERE event_id = outbox.id)
     RETURNING id`,
  );
  return rows.length;
}

/** False when the event was processed before. */
export async function insertProcessed(db: Database, eventId: string, now: Date): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO processed_events (event_id, processed_at) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [eventId, now],
  );
  return rows.length === 1;
}

export async function isProcessed(db: Database, eventId: string): Promise<boolean> {
  return (await db.rows('SELECT 1 FROM processed_events WHERE event_id = $1', [eventId])).length > 0;
}

export async function deleteSentBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM outbox WHERE sent_at < $1', [time]);
}

export async function deleteProcessedBefore(db: Database, time: Date): Promise<void> {
  await db.rows('DELETE FROM processed_events WHERE processed_at < $1', [time]);
}
