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

/** About a message of the group, or the group itself. */
export async function insertReport(
  db: Database,
  actor: Actor,
  report: { id: string; groupId: string; messageId: string | undefined; reason: string; now: Date },
): Promise<void> {
  await db.rows(
    `INSERT INTO group_reports (id, group_id, message_id, reporter_id, reason, created_at)
     VALUES ($1, $3, $4, $2, $5, $6)`,
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

export interface OpenReportRow {
  id: string;
  group_id: string;
  group_name: string;
  text: string | null;
  author_id: string | null;
  reason: string;
  created_at: Date;
  dismissed_at: Date | null;
}

/** Of all groups, oldest first: for those who look after Atlas. */
export async function listOpenReports(db: Database, limit: number): Promise<OpenReportRow[]> {
  return db.rows<OpenReportRow>(
    `SELECT r.id, r.group_id, g.name AS group_name, x.text, x.author_id, r.reason, r.created_at, r.dismissed_at
     FROM group_reports r JOIN study_groups g ON g.id = r.group_id
     LEFT JOIN group_messages x ON x.id = r.message_id
     WHERE r.resolved_at IS NULL ORDER BY r.created_at, r.id LIMIT $1`,
    [limit],
  );
}

/** This report, and all of the same message; false when it is not open. For those who look after Atlas. */
export async function resolveReports(db: Database, actor: Actor, id: string, now: Date): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE group_reports SET resolved_at = $3, resolved_by = $1
     WHERE resolved_at IS NULL AND (id = $2 OR message_id =
       (SELECT r.message_id FROM group_reports r WHERE r.id = $2 AND r.resolved_at IS NULL)) RETURNING id`,
    [actor.userId, id, now],
  );
  return rows.length > 0;
}
