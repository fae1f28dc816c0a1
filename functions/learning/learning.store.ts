import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

export interface CompletionRow {
  diagram_id: string;
  completed_at: Date;
}

/** Whose rows: every statement is bound to them. */
type Actor = Pick<Person, 'userId'>;

/** The actor's own completions, newest first. */
export async function listCompletions(db: Database, actor: Actor): Promise<CompletionRow[]> {
  return db.rows<CompletionRow>(
    `SELECT diagram_id, completed_at FROM diagram_completions WHERE user_id = $1
     ORDER BY completed_at DESC, diagram_id`,
    [actor.userId],
  );
}

/** Of several people, who show it to the one who asks. */
export async function listCompletionsOf(db: Database, userIds: readonly string[]) {
  return db.rows<CompletionRow & { user_id: string }>(
    'SELECT user_id, diagram_id, completed_at FROM diagram_completions WHERE user_id = ANY($1)',
    [userIds],
  );
}

/** Keeps the first time, and gives back false, when it is there already. */
export async function insertCompletion(
  db: Database,
  actor: Actor,
  diagramId: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO diagram_completions (user_id, diagram_id, completed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, diagram_id) DO NOTHING RETURNING diagram_id`,
    [actor.userId, diagramId, now],
  );
  return rows.length === 1;
}

/** False when there was none. */
export async function deleteCompletion(db: Database, actor: Actor, diagramId: string): Promise<boolean> {
  const rows = await db.rows(
    'DELETE FROM diagram_completions WHERE user_id = $1 AND diagram_id = $2 RETURNING diagram_id',
    [actor.userId, diagramId],
  );
  return rows.length === 1;
}

/** What a guest completed goes to an account, which keeps its own time where both did; gives back how many are new. */
export async function mergeCompletions(db: Database, guestId: string, userId: string): Promise<number> {
  const rows = await db.rows(
    `INSERT INTO diagram_completions (user_id, diagram_id, completed_at)
     SELECT $2, diagram_id, completed_at FROM diagram_completions WHERE user_id = $1
     ON CONFLICT (user_id, diagram_id) DO NOTHING RETURNING diagram_id`,
    [guestId, userId],
  );
  return rows.length;
}
