import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { plainText } from './plain-text.ts';
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
  tries: number;
  queued_at: Date | null;
  given_back_at: Date | null;
  kept_until: Date | null;
}

/** Whose rows: every statement that a learner causes is bound to them. */
type Actor = Pick<Person, 'userId'>;

export const COLUMNS = `id, user_id, lab_id, state, kind, detail, version, machine, machine_exists, archive,
  created_at, state_since, ready_at, expires_at, left_seconds, used_seconds, extended, seen_at, ended_at,
  solution_seen_at, tries, queued_at, given_back_at, kept_until`;

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

/** The last session of a lab, if it ended with its time and its files are kept still. */
export async function findKept(
  db: Database,
  actor: Actor,
  labId: string,
  now: Date,
): Promise<SessionRow | undefined> {
  const [row] = await db.rows<SessionRow>(
    `SELECT ${COLUMNS} FROM lab_sessions mine
     WHERE user_id = $1 AND lab_id = $2 AND state = 'ended' AND kept_until > $3
       AND NOT EXISTS (SELECT FROM lab_sessions newer WHERE newer.user_id = $1 AND newer.lab_id = $2 AND newer.id > mine.id)`,
    [actor.userId, labId, now],
  );
  return row;
}

export interface NewSession {
  id: string;
  labId: string;
  kind: MachineKind;
  now: Date;
}

/**
 * False when a session of this lab is open already. Whoever has seen the solution has seen it: it is open in this one
 * too.
 */
export async function insertSession(
  db: Database,
  actor: Actor,
  { id, labId, kind, now }: NewSession,
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO lab_sessions (id, user_id, lab_id, state, kind, machine, machine_exists, created_at, state_since,
       seen_at, solution_seen_at)
     VALUES ($1, $2, $3, 'starting', $4, 1, true, $5, $5, $5,
       (SELECT min(solution_seen_at) FROM lab_sessions WHERE user_id = $2 AND lab_id = $3))
     ON CONFLICT (user_id, lab_id) WHERE state NOT IN ('ended', 'failed') DO NOTHING RETURNING id`,
    [id, actor.userId, labId, kind, now],
  );
  return rows.length === 1;
}

/** Characters of a sentence for the learner. */
const DETAIL = 600;

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
  const fields = Object.entries({
    ...change,
    ...(change.state ? { state_since: now } : {}),
    // It may quote what a machine said.
    ...(change.detail ? { detail: plainText(change.detail, DETAIL) } : {}),
  });
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

/**
 * False when this token is not good, or was too often within a minute; else notes the one that follows. It is good again
 * until that one is confirmed.
 */
export async function greetAgent(
  db: Database,
  { id, machine, hash }: AgentOf,
  { next, most, now }: { next: Buffer; most: number; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE lab_sessions SET agent_next = $4,
       hellos = CASE WHEN hellos_since > $6 THEN hellos + 1 ELSE 1 END,
       hellos_since = CASE WHEN hellos_since > $6 THEN hellos_since ELSE $7 END
     WHERE id = $1 AND machine = $2 AND agent_token = $3 AND state IN ('starting', 'ready')
       AND (hellos < $5 OR hellos_since IS NULL OR hellos_since <= $6) RETURNING id`,
    [id, machine, hash, next, most, new Date(now.getTime() - 60_000), now],
  );
  return rows.length === 1;
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

/** One after the other for a person, until the transaction ends: two tabs can't both find the last place. */
export async function lockMachines(db: Database, actor: Actor): Promise<void> {
  await db.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`labs ${actor.userId}`]);
}

/** How many machines one person asks for or has; one whose files are being kept may have to go on. */
export async function countMachines(db: Database, actor: Actor): Promise<number> {
  const [row] = await db.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM lab_sessions
     WHERE user_id = $1 AND (state IN ('waiting', 'starting', 'ready') OR (state = 'paused' AND machine_exists))`,
    [actor.userId],
  );
  return row?.count ?? 0;
}
