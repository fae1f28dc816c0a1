import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

export interface SkillEffect {
  skill: string;
  before: number;
  after: number;
  total: number;
}

export interface CompletionRow {
  lab_id: string;
  completed_at: Date;
  submission_id: string | null;
  session_id: string | null;
  minutes: number;
  attempts: number;
  hints: number;
  with_solution: boolean;
  skills: SkillEffect[];
}

type Actor = Pick<Person, 'userId'>;

export function listLabCompletions(db: Database, actor: Actor): Promise<CompletionRow[]> {
  return db.rows<CompletionRow>(
    `SELECT lab_id, completed_at, submission_id, session_id, minutes, attempts, hints, with_solution, skills
     FROM lab_completions WHERE user_id = $1 ORDER BY completed_at DESC`,
    [actor.userId],
  );
}

/** Of several people, who show it to the one who asks. */
export function listLabCompletionsOf(db: Database, userIds: readonly string[]) {
  return db.rows<{ user_id: string; lab_id: string }>(
    'SELECT user_id, lab_id FROM lab_completions WHERE user_id = ANY($1)',
    [userIds],
  );
}

/** False when the lab was completed before: the first time counts. */
export async function insertLabCompletion(db: Database, actor: Actor, row: CompletionRow): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO lab_completions (user_id, lab_id, completed_at, submission_id, session_id, minutes, attempts, hints,
       with_solution, skills)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING lab_id`,
    [
      actor.userId,
      row.lab_id,
      row.completed_at,
      row.submission_id,
      row.session_id,
      row.minutes,
      row.attempts,
      row.hints,
      row.with_solution,
      JSON.stringify(row.skills),
    ],
  );
  return rows.length === 1;
}

/** What a guest completed goes to an account; an open lab too, unless the account has one of the same. */
export async function mergeLabs(db: Database, guestId: string, userId: string): Promise<number> {
  const rows = await db.rows(
    `INSERT INTO lab_completions (user_id, lab_id, completed_at, submission_id, session_id, minutes, attempts, hints,
       with_solution, skills)
     SELECT $2, lab_id, completed_at, submission_id, session_id, minutes, attempts, hints, with_solution, skills
     FROM lab_completions WHERE user_id = $1 ON CONFLICT DO NOTHING RETURNING lab_id`,
    [guestId, userId],
  );
  await db.rows(
    `UPDATE lab_sessions mine SET user_id = $2, version = version + 1
     WHERE user_id = $1 AND (state IN ('ended', 'failed') OR NOT EXISTS (
       SELECT FROM lab_sessions theirs WHERE theirs.user_id = $2 AND theirs.lab_id = mine.lab_id
         AND theirs.state NOT IN ('ended', 'failed')))`,
    [guestId, userId],
  );
  await db.rows(
    `UPDATE lab_submissions mine SET user_id = $2 WHERE user_id = $1
       AND NOT EXISTS (SELECT FROM lab_submissions theirs WHERE theirs.user_id = $2 AND theirs.key = mine.key)`,
    [guestId, userId],
  );
  return rows.length;
}
