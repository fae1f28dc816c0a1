import type { Actor } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

export interface CompletionRow {
  diagram_id: string;
  completed_at: Date;
}

/** The actor's own completions, newest first. */
export async function listCompletions(db: Database, actor: Actor): Promise<CompletionRow[]> {
  return db.rows<CompletionRow>(
    `SELECT diagram_id, completed_at FROM diagram_completions WHERE user_id = $1
     ORDER BY completed_at DESC, diagram_id`,
    [actor.userId],
  );
}

/** Keeps the first time when it is there already. */
export async function insertCompletion(
  db: Database,
  actor: Actor,
  diagramId: string,
  now: Date,
): Promise<void> {
  await db.rows(
    `INSERT INTO diagram_completions (user_id, diagram_id, completed_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, diagram_id) DO NOTHING`,
    [actor.userId, diagramId, now],
  );
}

export async function deleteCompletion(db: Database, actor: Actor, diagramId: string): Promise<void> {
  await db.rows('DELETE FROM diagram_completions WHERE user_id = $1 AND diagram_id = $2', [
    actor.userId,
    diagramId,
  ]);
}
