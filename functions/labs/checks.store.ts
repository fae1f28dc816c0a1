import type { Finding } from '../../content/labs/kit.ts';
import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import type { Answers } from './checking/answers.ts';
import { plainText } from './plain-text.ts';

export type CheckState = 'pending' | 'passed' | 'failed' | 'broken';

export interface CheckRow {
  id: string;
  session_id: string | null;
  submission_id: string | null;
  step: string;
  state: CheckState;
  /** Of a broken check, only `observed` says something. */
  finding: Finding | null;
  requested_at: Date;
  finished_at: Date | null;
}

export interface SubmissionRow {
  id: string;
  user_id: string;
  lab_id: string;
  session_id: string | null;
  attempt: number;
  state: CheckState;
  files: Answers | null;
  created_at: Date;
  finished_at: Date | null;
}

type Actor = Pick<Person, 'userId'>;

const CHECK = 'id, session_id, submission_id, step, state, finding, requested_at, finished_at';
const SUBMISSION = 'id, user_id, lab_id, session_id, attempt, state, files, created_at, finished_at';

/** The check of this key; a new one when there was none. */
export async function requestCheck(
  db: Database,
  { id, sessionId, step, key, now }: { id: string; sessionId: string; step: string; key: string; now: Date },
): Promise<{ check: CheckRow; isNew: boolean }> {
  const [made] = await db.rows<CheckRow>(
    `INSERT INTO lab_checks (id, session_id, step, key, state, requested_at) VALUES ($1, $2, $3, $4, 'pending', $5)
     ON CONFLICT (session_id, key) DO NOTHING RETURNING ${CHECK}`,
    [id, sessionId, step, key, now],
  );
  if (made) return { check: made, isNew: true };
  const [found] = await db.rows<CheckRow>(
    `SELECT ${CHECK} FROM lab_checks WHERE session_id = $1 AND key = $2`,
    [sessionId, key],
  );
  if (!found) throw new Error('A check is neither new nor there.');
  return { check: found, isNew: false };
}

/** A check of a session that no worker has finished. */
export async function findPendingCheck(db: Database, id: string): Promise<CheckRow | undefined> {
  const [row] = await db.rows<CheckRow>(
    `SELECT ${CHECK} FROM lab_checks WHERE id = $1 AND state = 'pending' AND submission_id IS NULL`,
    [id],
  );
  return row;
}

/** Something of this session is being checked; of two who ask at once, the second one waits for the first one's end. */
export async function hasPending(db: Database, sessionId: string): Promise<boolean> {
  await db.rows('SELECT 1 FROM lab_sessions WHERE id = $1 FOR NO KEY UPDATE', [sessionId]);
  const rows = await db.rows(
    `SELECT 1 FROM lab_checks WHERE session_id = $1 AND state = 'pending'
     UNION ALL SELECT 1 FROM lab_submissions WHERE session_id = $1 AND state = 'pending' LIMIT 1`,
    [sessionId],
  );
  return rows.length > 0;
}

/** False when it was finished before. */
export async function finishCheck(
  db: Database,
  { id, state, finding, now }: { id: string; state: CheckState; finding: Finding; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE lab_checks SET state = $2, finding = $3, finished_at = $4
     WHERE id = $1 AND state = 'pending' RETURNING id`,
    [id, state, asJson(finding), now],
  );
  return rows.length === 1;
}

/** Characters of each part of a finding. */
const SAID = 2_000;

/** A finding quotes what a learner's program wrote. */
function asJson({ passed, observed, expected, why, node }: Finding): string {
  const said = (text: string) => plainText(text, SAID);
  return JSON.stringify({ passed, observed: said(observed), expected: said(expected), why: said(why), node });
}

/** The newest check of each step of these sessions, by itself or as part of a submission. */
export function newestChecks(db: Database, sessionIds: readonly string[]): Promise<CheckRow[]> {
  return db.rows<CheckRow>(
    `SELECT DISTINCT ON (session_id, step) ${CHECK} FROM lab_checks WHERE session_id = ANY($1)
     ORDER BY session_id, step, requested_at DESC, id DESC`,
    [sessionIds],
  );
}

export function checksOfSubmission(db: Database, submissionId: string): Promise<CheckRow[]> {
  return db.rows<CheckRow>(`SELECT ${CHECK} FROM lab_checks WHERE submission_id = $1 ORDER BY id`, [
    submissionId,
  ]);
}

/** The submission of this key; a new one when there was none. */
export async function requestSubmission(
  db: Database,
  actor: Actor,
  wanted: {
    id: string;
    labId: string;
    sessionId: string | null;
    key: string;
    files: Answers | null;
    now: Date;
  },
): Promise<{ submission: SubmissionRow; isNew: boolean }> {
  const { id, labId, sessionId, key, files, now } = wanted;
  const [made] = await db.rows<SubmissionRow>(
    `INSERT INTO lab_submissions (id, user_id, lab_id, session_id, key, attempt, state, files, created_at)
     SELECT $1, $2, $3, $4, $5, count(*) + 1, 'pending', $6, $7
     FROM lab_submissions WHERE user_id = $2 AND lab_id = $3
     ON CONFLICT (user_id, key) DO NOTHING RETURNING ${SUBMISSION}`,
    [id, actor.userId, labId, sessionId, key, files && JSON.stringify(files), now],
  );
  if (made) return { submission: made, isNew: true };
  const [found] = await db.rows<SubmissionRow>(
    `SELECT ${SUBMISSION} FROM lab_submissions WHERE user_id = $1 AND key = $2`,
    [actor.userId, key],
  );
  if (!found) throw new Error('A submission is neither new nor there.');
  return { submission: found, isNew: false };
}

/** Of a person and lab, the newest submissions and the one that completed it keep their files and findings. */
export async function pruneSubmissions(
  db: Database,
  actor: Actor,
  { labId, keep }: { labId: string; keep: number },
): Promise<void> {
  await db.rows(
    `WITH old AS (
       SELECT id FROM lab_submissions one WHERE user_id = $1 AND lab_id = $2 AND state <> 'pending'
         AND NOT EXISTS (SELECT FROM lab_completions WHERE submission_id = one.id)
       ORDER BY created_at DESC, id DESC OFFSET $3),
     unsaid AS (DELETE FROM lab_checks WHERE submission_id IN (SELECT id FROM old))
     UPDATE lab_submissions SET files = NULL WHERE files IS NOT NULL AND id IN (SELECT id FROM old)`,
    [actor.userId, labId, keep],
  );
}

/** The newest checks of a step by itself stay. */
export async function pruneChecks(
  db: Database,
  { sessionId, step, keep }: { sessionId: string; step: string; keep: number },
): Promise<void> {
  await db.rows(
    `DELETE FROM lab_checks WHERE id IN (
       SELECT id FROM lab_checks WHERE session_id = $1 AND step = $2 AND submission_id IS NULL AND state <> 'pending'
       ORDER BY requested_at DESC, id DESC OFFSET $3)`,
    [sessionId, step, keep],
  );
}

/** What was handed in before then goes, but for what completed a lab. */
export async function forgetFiles(db: Database, before: Date): Promise<void> {
  await db.rows(
    `UPDATE lab_submissions one SET files = NULL WHERE files IS NOT NULL AND created_at < $1 AND state <> 'pending'
       AND NOT EXISTS (SELECT FROM lab_completions WHERE submission_id = one.id)`,
    [before],
  );
}

export async function findPendingSubmission(db: Database, id: string): Promise<SubmissionRow | undefined> {
  const [row] = await db.rows<SubmissionRow>(
    `SELECT ${SUBMISSION} FROM lab_submissions WHERE id = $1 AND state = 'pending'`,
    [id],
  );
  return row;
}

/** False when it was finished before. */
export async function finishSubmission(
  db: Database,
  { id, state, files, now }: { id: string; state: CheckState; files: Answers; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE lab_submissions SET state = $2, files = $3, finished_at = $4
     WHERE id = $1 AND state = 'pending' RETURNING id`,
    [id, state, JSON.stringify(files), now],
  );
  return rows.length === 1;
}

export async function insertCheckOf(
  db: Database,
  submission: SubmissionRow,
  check: { id: string; step: string; state: CheckState; finding: Finding; now: Date },
): Promise<void> {
  await db.rows(
    `INSERT INTO lab_checks (id, session_id, submission_id, step, state, finding, requested_at, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      check.id,
      submission.session_id,
      submission.id,
      check.step,
      check.state,
      asJson(check.finding),
      submission.created_at,
      check.now,
    ],
  );
}

export async function newestSubmission(db: Database, sessionId: string): Promise<SubmissionRow | undefined> {
  const [row] = await db.rows<SubmissionRow>(
    `SELECT ${SUBMISSION} FROM lab_submissions WHERE session_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
    [sessionId],
  );
  return row;
}

/** What no worker finished in its time: the learner may ask again. */
export function listOverdue(
  db: Database,
  before: Date,
): Promise<{ id: string; session_id: string | null; kind: 'check' | 'submission' }[]> {
  return db.rows(
    `SELECT id, session_id, 'check' AS kind FROM lab_checks WHERE state = 'pending' AND requested_at < $1
     UNION ALL
     SELECT id, session_id, 'submission' FROM lab_submissions WHERE state = 'pending' AND created_at < $1 LIMIT 100`,
    [before],
  );
}

/** All that a person handed in, newest first. */
export function submissionsOf(db: Database, actor: Actor): Promise<SubmissionRow[]> {
  return db.rows<SubmissionRow>(
    `SELECT ${SUBMISSION} FROM lab_submissions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1000`,
    [actor.userId],
  );
}
