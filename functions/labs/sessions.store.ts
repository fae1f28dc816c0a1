import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import type { MachineKind } from './runtime/runtime.ts';

export type SessionState = 'waiting' | 'starting' | 'ready' | 'paused' | 'ended' | 'failed';

export interface SessionRow {
  id: string;
  user_id: string;
  lab_id: string;
  state: SessionState;
  kind: MachineKind;
  detail: string | null;
  version: number;
  machine: number;
  machine_exists: boolean;
  archive: string | null;
  created_at: Date;
  state_since: Date;
  ready_at: Date | null;
  expires_at: Date | null;
  left_seconds: number | null;
  used_seconds: number;
  extended: boolean;
  seen_at: Date;
  ended_at: Date | null;
  solution_seen_at: Date | null;
}

/** Whose rows: every statement that a learner causes is bound to them. */
type Actor = Pick<Person, 'userId'>;

const COLUMNS = `id, user_id, lab_id, state, kind, detail, version, machine, machine_exists, archive, created_at,
  state_since, ready_at, expires_at, left_seconds, used_seconds, extended, seen_at, ended_at, solution_seen_at`;

export async function findSession(db: Database, actor: Actor, id: string): Promise<SessionRow | undefined> {
  const [row] = await db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE id = $1 AND user_id = $2`,
    [id, actor.userId],
  );
  return row;
}

/** For workers, who act for nobody. */
export async function readSession(db: Database, id: string): Promise<SessionRow | undefined> {
  const [row] = await db.rows<SessionRow>(`SELECT ${COLUMNS} FROM lab_sessions WHERE id = $1`, [id]);
  return row;
}

/** Sessions that have not ended, newest first. */
export function listOpenSessions(db: Database, actor: Actor): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE user_id = $1 AND state NOT IN ('ended', 'failed') ORDER BY id DESC`,
    [actor.userId],
  );
}

export interface NewSession {
  id: string;
  labId: string;
  kind: MachineKind;
  now: Date;
}

/** False when a session of this lab is open already. */
export async function insertSession(
  db: Database,
  actor: Actor,
  { id, labId, kind, now }: NewSession,
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO lab_sessions (id, user_id, lab_id, state, kind, machine, machine_exists, created_at, state_since, seen_at)
     VALUES ($1, $2, $3, 'starting', $4, 1, true, $5, $5, $5)
     ON CONFLICT (user_id, lab_id) WHERE state NOT IN ('ended', 'failed') DO NOTHING RETURNING id`,
    [id, actor.userId, labId, kind, now],
  );
  return rows.length === 1;
}

export type SessionChange = Partial<
  Omit<SessionRow, 'id' | 'user_id' | 'lab_id' | 'kind' | 'created_at' | 'version' | 'state_since'>
>;

/**
 * Changes a session that is in one of these states still; its version goes up. Columns are named by the code only.
 *
 * @returns the session as it is now; undefined when it was in another state
 */
export async function changeSession(
  db: Database,
  id: string,
  from: readonly SessionState[],
  change: SessionChange,
  now: Date,
): Promise<SessionRow | undefined> {
  const fields = Object.entries(change.state ? { ...change, state_since: now } : change);
  const sets = fields.map(([name], i) => `${name} = $${i + 3}`);
  const [row] = await db.rows<SessionRow>(
    `UPDATE lab_sessions SET ${['version = version + 1', ...sets].join(', ')}
     WHERE id = $1 AND state = ANY($2) RETURNING ${COLUMNS}`,
    [id, from, ...fields.map(([, value]) => value)],
  );
  return row;
}

/** A page was there: idle labs are paused. */
export async function markSeen(db: Database, id: string, now: Date): Promise<void> {
  await db.rows('UPDATE lab_sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2', [id, now]);
}

/** Takes a session for one worker, for some seconds; false when another one has it. */
export async function holdSession(db: Database, id: string, now: Date, until: Date): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE lab_sessions SET held_until = $3 WHERE id = $1 AND (held_until IS NULL OR held_until < $2) RETURNING id`,
    [id, now, until],
  );
  return rows.length === 1;
}

export async function releaseSession(db: Database, id: string): Promise<void> {
  await db.rows('UPDATE lab_sessions SET held_until = NULL WHERE id = $1', [id]);
}

/** Sessions that a worker held and did not give back: it was killed. */
export async function listForsaken(db: Database, now: Date): Promise<string[]> {
  const rows = await db.rows<{ id: string }>('SELECT id FROM lab_sessions WHERE held_until < $1 LIMIT 200', [
    now,
  ]);
  return rows.map(({ id }) => id);
}

interface AgentOf {
  id: string;
  machine: number;
  hash: Buffer;
}

/** The first token of a new machine. */
export async function setAgentToken(db: Database, { id, machine, hash }: AgentOf): Promise<void> {
  await db.rows(
    'UPDATE lab_sessions SET agent_token = $3, agent_next = NULL WHERE id = $1 AND machine = $2',
    [id, machine, hash],
  );
}

/** Whose machine it is, when this token is good; notes the one that follows. Good again until that one is confirmed. */
export async function greetAgent(
  db: Database,
  { id, machine, hash }: AgentOf,
  next: Buffer,
): Promise<string | undefined> {
  const [row] = await db.rows<{ user_id: string }>(
    `UPDATE lab_sessions SET agent_next = $4
     WHERE id = $1 AND machine = $2 AND agent_token = $3 AND state IN ('starting', 'ready') RETURNING user_id`,
    [id, machine, hash, next],
  );
  return row?.user_id;
}

/** The agent has the token that follows: the one before is dead. False for another one. */
export async function confirmAgent(db: Database, { id, machine, hash }: AgentOf): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE lab_sessions SET agent_token = agent_next, agent_next = NULL
     WHERE id = $1 AND machine = $2 AND agent_next = $3 RETURNING id`,
    [id, machine, hash],
  );
  return rows.length === 1;
}

/** How many machines are asked for, by one person. */
export async function countMachines(db: Database, actor: Actor): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM lab_sessions
     WHERE user_id = $1 AND state IN ('waiting', 'starting', 'ready')`,
    [actor.userId],
  );
  return row?.count ?? 0;
}

/** Place in the queue of those who wait, from 1, and how many machines were given back in the last hour. */
export async function placeInQueue(
  db: Database,
  session: Pick<SessionRow, 'id' | 'state_since'>,
  now: Date,
): Promise<{ place: number; freedInHour: number }> {
  const [row] = await db.rows<{ place: number; freed: number }>(
    `SELECT (SELECT count(*)::int FROM lab_sessions WHERE state = 'waiting' AND (created_at, id) <= (s.created_at, s.id)) AS place,
       (SELECT count(*)::int FROM lab_sessions
          WHERE NOT machine_exists AND ready_at IS NOT NULL AND state_since > $2
            AND state IN ('paused', 'ended', 'failed')) AS freed
     FROM lab_sessions s WHERE s.id = $1`,
    [session.id, new Date(now.getTime() - 3_600_000)],
  );
  return { place: row?.place ?? 1, freedInHour: row?.freed ?? 0 };
}

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

export async function oldestWaiting(db: Database): Promise<string | undefined> {
  const [row] = await db.rows<{ id: string }>(
    `SELECT id FROM lab_sessions WHERE state = 'waiting' ORDER BY created_at, id LIMIT 1`,
  );
  return row?.id;
}

/** Sessions in one of these states, the longest there first. */
export function listInState(
  db: Database,
  states: readonly SessionState[],
  limit: number,
): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE state = ANY($1) ORDER BY state_since LIMIT $2`,
    [states, limit],
  );
}

/** Sessions that may have a machine though nothing is to be done in it any more. */
export function listLeftMachines(db: Database): Promise<SessionRow[]> {
  return db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions WHERE machine_exists AND state IN ('paused', 'ended', 'failed') LIMIT 200`,
  );
}

/** Which of these machines (`<session>.<n>`) a session still wants. */
export async function wantedMachines(db: Database, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.rows<{ id: string }>(
    `SELECT id || '.' || machine AS id FROM lab_sessions WHERE machine_exists AND id || '.' || machine = ANY($1)`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
