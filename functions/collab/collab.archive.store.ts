import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

/** What a person did in groups, whether they are still in them or not: for their archive alone. */
type Actor = Pick<Person, 'userId'>;

export function listOwnReactions(db: Database, actor: Actor) {
  return db.rows<{ group_name: string; emoji: string; reacted_at: Date }>(
    `SELECT g.name AS group_name, r.emoji, r.reacted_at FROM group_reactions r
     JOIN group_messages x ON x.id = r.message_id JOIN study_groups g ON g.id = x.group_id
     WHERE r.user_id = $1 ORDER BY r.reacted_at`,
    [actor.userId],
  );
}

export function listMadeBoards(db: Database, actor: Actor) {
  return db.rows<{ group_name: string; title: string; created_at: Date; deleted_at: Date | null }>(
    `SELECT g.name AS group_name, b.title, b.created_at, b.deleted_at FROM boards b
     JOIN study_groups g ON g.id = b.group_id WHERE b.created_by = $1 ORDER BY b.created_at`,
    [actor.userId],
  );
}

/** Also those that the app shows no more. */
export function listAllRequests(db: Database, actor: Actor) {
  return db.rows<{
    from_id: string;
    to_id: string;
    state: string;
    created_at: Date;
    answered_at: Date | null;
  }>(
    `SELECT from_id, to_id, state, created_at, answered_at FROM partner_requests
     WHERE from_id = $1 OR to_id = $1 ORDER BY created_at`,
    [actor.userId],
  );
}

export function listOwnReports(db: Database, actor: Actor) {
  return db.rows<{
    group_name: string;
    message_id: string | null;
    reason: string;
    created_at: Date;
    resolved_at: Date | null;
  }>(
    `SELECT g.name AS group_name, r.message_id, r.reason, r.created_at, r.resolved_at FROM group_reports r
     JOIN study_groups g ON g.id = r.group_id WHERE r.reporter_id = $1 ORDER BY r.created_at`,
    [actor.userId],
  );
}
