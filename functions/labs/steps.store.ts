import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

type Actor = Pick<Person, 'userId'>;

export interface StepRow {
  session_id: string;
  step: string;
  passed_at: Date | null;
  attempts: number;
  hints: number;
  archive: string | null;
}

export function listSteps(db: Database, sessionIds: readonly string[]): Promise<StepRow[]> {
  return db.rows<StepRow>(
    `SELECT session_id, step, passed_at, attempts, hints, archive FROM lab_session_steps WHERE session_id = ANY($1)`,
    [sessionIds],
  );
}

/** Opens the next rung; opening one again changes nothing. False for one whose predecessor is closed. */
export async function openHint(
  db: Database,
  sessionId: string,
  step: string,
  rung: number,
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO lab_session_steps (session_id, step, hints)
     SELECT $1, $2, $3 WHERE $3 = 1 OR EXISTS (SELECT FROM lab_session_steps WHERE session_id = $1 AND step = $2)
     ON CONFLICT (session_id, step) DO UPDATE SET hints = greatest(lab_session_steps.hints, excluded.hints)
       WHERE lab_session_steps.hints >= excluded.hints - 1
     RETURNING step`,
    [sessionId, step, rung],
  );
  return rows.length === 1;
}

/** One more attempt at a step. */
export async function countAttempt(db: Database, sessionId: string, step: string): Promise<void> {
  await db.rows(
    `INSERT INTO lab_session_steps (session_id, step, attempts) VALUES ($1, $2, 1)
     ON CONFLICT (session_id, step) DO UPDATE SET attempts = lab_session_steps.attempts + 1`,
    [sessionId, step],
  );
}

/** Passed, for the first time: true. */
export async function markPassed(db: Database, sessionId: string, step: string, now: Date): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO lab_session_steps (session_id, step, passed_at) VALUES ($1, $2, $3)
     ON CONFLICT (session_id, step) DO UPDATE SET passed_at = excluded.passed_at
       WHERE lab_session_steps.passed_at IS NULL
     RETURNING step`,
    [sessionId, step, now],
  );
  return rows.length === 1;
}

/** The files as they are when a step begins. */
export async function setStepArchive(
  db: Database,
  sessionId: string,
  step: string,
  archive: string,
): Promise<void> {
  await db.rows(
    `INSERT INTO lab_session_steps (session_id, step, archive) VALUES ($1, $2, $3)
     ON CONFLICT (session_id, step) DO UPDATE SET archive = excluded.archive`,
    [sessionId, step, archive],
  );
}

/** Steps are to be passed anew, from this list. */
export async function reopenSteps(db: Database, sessionId: string, steps: readonly string[]): Promise<void> {
  await db.rows('UPDATE lab_session_steps SET passed_at = NULL WHERE session_id = $1 AND step = ANY($2)', [
    sessionId,
    steps,
  ]);
}

/** Hints that a person has opened in a lab stay open in the next session of it. */
export async function copyHints(
  db: Database,
  actor: Actor,
  { id, labId }: { id: string; labId: string },
): Promise<void> {
  await db.rows(
    `INSERT INTO lab_session_steps (session_id, step, hints)
     SELECT $1, one.step, max(one.hints) FROM lab_session_steps one JOIN lab_sessions s ON s.id = one.session_id
     WHERE s.user_id = $2 AND s.lab_id = $3 AND one.hints > 0 GROUP BY one.step ON CONFLICT DO NOTHING`,
    [id, actor.userId, labId],
  );
}

/** What a person has been helped with in a lab, in whichever session of it. */
export async function helpTaken(
  db: Database,
  actor: Actor,
  labId: string,
): Promise<{ solution: boolean; hints: number }> {
  const [row] = await db.rows<{ solution: boolean; hints: number }>(
    `SELECT EXISTS (SELECT FROM lab_sessions
         WHERE user_id = $1 AND lab_id = $2 AND solution_seen_at IS NOT NULL) AS solution,
       (SELECT coalesce(sum(hints), 0)::int FROM (
         SELECT max(one.hints) AS hints FROM lab_session_steps one JOIN lab_sessions s ON s.id = one.session_id
         WHERE s.user_id = $1 AND s.lab_id = $2 GROUP BY one.step) AS each_step) AS hints`,
    [actor.userId, labId],
  );
  return row ?? { solution: false, hints: 0 };
}
