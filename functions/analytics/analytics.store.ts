import type { Database } from '../platform/db/database.ts';

export interface AnalyticsRow {
  event_id: string;
  type: string;
  user_id: string;
  subject_id: string;
  occurred_at: string;
}

/** A person who has deleted the account meanwhile is left out of the row. */
export async function insertAnalyticsEvent(db: Database, row: AnalyticsRow): Promise<void> {
  await db.rows(
    `INSERT INTO analytics_events (event_id, type, user_id, subject_id, occurred_at)
     VALUES ($1, $2, (SELECT id FROM users WHERE id = $3), $4, $5) ON CONFLICT DO NOTHING`,
    [row.event_id, row.type, row.user_id, row.subject_id, row.occurred_at],
  );
}

/** Newest first. */
export async function listEventsOf(
  db: Database,
  userId: string,
): Promise<{ type: string; subject_id: string | null; occurred_at: Date }[]> {
  return db.rows(
    'SELECT type, subject_id, occurred_at FROM analytics_events WHERE user_id = $1 ORDER BY occurred_at DESC',
    [userId],
  );
}

export async function moveEvents(db: Database, fromUserId: string, toUserId: string): Promise<void> {
  await db.rows('UPDATE analytics_events SET user_id = $2 WHERE user_id = $1', [fromUserId, toUserId]);
}
