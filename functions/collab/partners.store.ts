import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

type Actor = Pick<Person, 'userId'>;

export interface ProfileRow {
  user_id: string;
  paused: boolean;
  languages: string[];
  goal: string;
  hours: number[];
  updated_at: Date;
  time_zone: string;
}

export interface RequestRow {
  id: string;
  from_id: string;
  to_id: string;
  state: 'open' | 'accepted' | 'declined';
  group_id: string | null;
  created_at: Date;
}

const PROFILE = `SELECT p.user_id, p.paused, p.languages, p.goal, p.hours, p.updated_at, u.time_zone
  FROM partner_profiles p JOIN users u ON u.id = p.user_id`;

export async function findProfile(db: Database, actor: Actor): Promise<ProfileRow | undefined> {
  const [row] = await db.rows<ProfileRow>(`${PROFILE} WHERE p.user_id = $1`, [actor.userId]);
  return row;
}

/** Those who look for a partner and speak a language of the actor; nobody who was asked, or has asked, before. */
export async function listCandidates(
  db: Database,
  actor: Actor,
  { languages, limit }: { languages: readonly string[]; limit: number },
): Promise<ProfileRow[]> {
  return db.rows<ProfileRow>(
    `${PROFILE} WHERE NOT p.paused AND p.user_id <> $1 AND p.languages && $2 AND u.disabled_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM partner_requests r
         WHERE (r.from_id = $1 AND r.to_id = p.user_id) OR (r.to_id = $1 AND r.from_id = p.user_id))
     ORDER BY p.updated_at DESC LIMIT $3`,
    [actor.userId, languages, limit],
  );
}

/** Of these, those who have asked the actor and look for a partner still. */
export async function listWhoAsked(
  db: Database,
  actor: Actor,
  userIds: readonly string[],
): Promise<ProfileRow[]> {
  return db.rows<ProfileRow>(
    `${PROFILE} JOIN partner_requests r ON r.from_id = p.user_id AND r.to_id = $1 AND r.state = 'open'
     WHERE p.user_id = ANY($2) AND NOT p.paused`,
    [actor.userId, userIds],
  );
}

export async function putProfile(
  db: Database,
  actor: Actor,
  profile: {
    paused: boolean;
    languages: readonly string[];
    goal: string;
    hours: readonly number[];
    now: Date;
  },
): Promise<void> {
  const { paused, languages, goal, hours, now } = profile;
  await db.rows(
    `INSERT INTO partner_profiles (user_id, paused, languages, goal, hours, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id) DO UPDATE SET paused = $2, languages = $3, goal = $4, hours = $5, updated_at = $6`,
    [actor.userId, paused, languages, goal, hours, now],
  );
}

export async function deleteProfile(db: Database, actor: Actor): Promise<void> {
  await db.rows('DELETE FROM partner_profiles WHERE user_id = $1', [actor.userId]);
}

const REQUEST = 'SELECT id, from_id, to_id, state, group_id, created_at FROM partner_requests';

/** To the actor and from them: open ones and accepted ones. Who declined is not told about again. */
export async function listRequests(db: Database, actor: Actor): Promise<RequestRow[]> {
  return db.rows<RequestRow>(
    `${REQUEST} WHERE from_id = $1
       OR (to_id = $1 AND state IN ('open', 'accepted')) ORDER BY id DESC LIMIT 100`,
    [actor.userId],
  );
}

/** One of the actor's, either way. */
export async function findRequest(db: Database, actor: Actor, id: string): Promise<RequestRow | undefined> {
  const sql = `${REQUEST} WHERE id = $2 AND (from_id = $1 OR to_id = $1)`;
  const [row] = await db.rows<RequestRow>(sql, [actor.userId, id]);
  return row;
}

/** Between the two, whoever asked. */
export async function findRequestWith(db: Database, actor: Actor, userId: string) {
  const sql = `${REQUEST} WHERE (from_id = $1 AND to_id = $2) OR (to_id = $1 AND from_id = $2)`;
  const [row] = await db.rows<RequestRow>(sql, [actor.userId, userId]);
  return row;
}

export async function insertRequest(
  db: Database,
  actor: Actor,
  request: { id: string; userId: string; now: Date },
): Promise<RequestRow> {
  const [row] = await db.rows<RequestRow>(
    `INSERT INTO partner_requests (id, from_id, to_id, state, created_at) VALUES ($2, $1, $3, 'open', $4)
     RETURNING id, from_id, to_id, state, group_id, created_at`,
    [actor.userId, request.id, request.userId, request.now],
  );
  return row as RequestRow;
}

/** Locks what both look for until the transaction ends: whoever asks the other at the same time waits. */
export async function lockProfiles(db: Database, userIds: readonly string[]) {
  return db.rows<{ user_id: string; paused: boolean }>(
    'SELECT user_id, paused FROM partner_profiles WHERE user_id = ANY($1) ORDER BY user_id FOR UPDATE',
    [userIds],
  );
}

/** False when it is not the actor's own, or has an answer. */
export async function deleteRequest(db: Database, actor: Actor, id: string): Promise<boolean> {
  const sql = "DELETE FROM partner_requests WHERE id = $2 AND from_id = $1 AND state = 'open' RETURNING id";
  return (await db.rows(sql, [actor.userId, id])).length === 1;
}

/** For who was asked, once; undefined when there is nothing open. */
export async function answerRequest(
  db: Database,
  actor: Actor,
  answer: { id: string; state: 'accepted' | 'declined'; groupId: string | undefined; now: Date },
): Promise<RequestRow | undefined> {
  const [row] = await db.rows<RequestRow>(
    `UPDATE partner_requests SET state = $3, group_id = $4, answered_at = $5
     WHERE id = $2 AND to_id = $1 AND state = 'open'
     RETURNING id, from_id, to_id, state, group_id, created_at`,
    [actor.userId, answer.id, answer.state, answer.groupId ?? null, answer.now],
  );
  return row;
}
