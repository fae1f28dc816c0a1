import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

type Actor = Pick<Person, 'userId'>;

export interface ReportRow {
  id: string;
  group_id: string;
  message_id: string;
  reason: string;
  created_at: Date;
}

/**
 * Of the groups that the actor owns or moderates: what was said of messages of others, and is not settled. Who reported
 * it is not told.
 */
const OPEN = `group_reports r
  JOIN group_messages x ON x.id = r.message_id AND x.deleted_at IS NULL AND x.author_id IS DISTINCT FROM $1
  JOIN group_members m ON m.group_id = r.group_id AND m.user_id = $1 AND m.role IN ('owner', 'moderator')
  WHERE r.resolved_at IS NULL AND r.dismissed_at IS NULL`;

export async function insertReport(
  db: Database,
  actor: Actor,
  report: { id: string; groupId: string; messageId: string | undefined; reason: string; now: Date },
): Promise<void> {
  await db.rows(
    `INSERT INTO group_reports (id, group_id, message_id, reporter_id, reason, created_at)
     VALUES ($1, $3, (SELECT id FROM group_messages WHERE id = $4 AND group_id = $3), $2, $5, $6)`,
    [report.id, actor.userId, report.groupId, report.messageId ?? null, report.reason, report.now],
  );
}

/** Oldest first. */
export async function listReports(
  db: Database,
  actor: Actor,
  groupId: string,
  limit: number,
): Promise<ReportRow[]> {
  return db.rows<ReportRow>(
    `SELECT r.id, r.group_id, r.message_id, r.reason, r.created_at FROM ${OPEN}
     AND r.group_id = $2 ORDER BY r.created_at, r.id LIMIT $3`,
    [actor.userId, groupId, limit],
  );
}

/** All open reports of the message that this one is about; its group, or undefined when there is nothing to do. */
export async function dismissReports(
  db: Database,
  actor: Actor,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.rows<{ group_id: string }>(
    `UPDATE group_reports SET dismissed_at = $3, dismissed_by = $1
     WHERE dismissed_at IS NULL AND message_id = (SELECT r.message_id FROM ${OPEN} AND r.id = $2)
     RETURNING group_id`,
    [actor.userId, id, now],
  );
  return row?.group_id;
}
