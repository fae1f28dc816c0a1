import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

/** Whose request: every statement about a group is bound to their place in it. */
type Actor = Pick<Person, 'userId'>;
export type Role = 'owner' | 'moderator' | 'member';

export interface GroupRow {
  id: string;
  name: string;
  description: string;
  visibility: 'public' | 'invitation';
  language: string;
  invitation: string;
  last_sequence: string;
  created_at: Date;
  archived_at: Date | null;
  member_count: number;
  last_message_at: Date | null;
  /** Of the actor; null for who is no member. */
  my_role: Role | null;
  shares_progress: boolean | null;
  read_sequence: string | null;
}

export interface GroupFields {
  name: string;
  description: string;
  visibility: 'public' | 'invitation';
  language: string;
}

/** `$1` is the actor, or null for a visitor. */
const GROUP = `SELECT g.id, g.name, g.description, g.visibility, g.language, g.invitation, g.last_sequence,
    g.created_at, g.archived_at, m.role AS my_role, m.shares_progress, m.read_sequence,
    (SELECT count(*)::int FROM group_members c WHERE c.group_id = g.id) AS member_count,
    (SELECT max(x.created_at) FROM group_messages x WHERE x.group_id = g.id) AS last_message_at
  FROM study_groups g LEFT JOIN group_members m ON m.group_id = g.id AND m.user_id = $1`;

/** A public group, or one of the actor. */
export async function findGroup(
  db: Database,
  actor: Actor | undefined,
  id: string,
): Promise<GroupRow | undefined> {
  const sql = `${GROUP} WHERE g.id = $2 AND (g.visibility = 'public' OR m.user_id IS NOT NULL)`;
  const [row] = await db.rows<GroupRow>(sql, [actor?.userId ?? null, id]);
  return row;
}

export async function findByInvitation(
  db: Database,
  actor: Actor | undefined,
  token: string,
): Promise<GroupRow | undefined> {
  const sql = `${GROUP} WHERE g.invitation = $2 AND g.archived_at IS NULL`;
  const [row] = await db.rows<GroupRow>(sql, [actor?.userId ?? null, token]);
  return row;
}

/** The actor's groups, the last change first, archived ones at the end. */
export async function listOwnGroups(db: Database, actor: Actor): Promise<GroupRow[]> {
  return db.rows<GroupRow>(
    `${GROUP} WHERE m.user_id IS NOT NULL
     ORDER BY g.archived_at IS NOT NULL, last_message_at DESC NULLS LAST, g.created_at DESC`,
    [actor.userId],
  );
}

/** Public groups before this one, newest first. Ids are in the order of time. */
export async function listPublicGroups(
  db: Database,
  actor: Actor | undefined,
  { words, before, limit }: { words: string; before: string | undefined; limit: number },
): Promise<GroupRow[]> {
  return db.rows<GroupRow>(
    `${GROUP} WHERE g.visibility = 'public' AND g.archived_at IS NULL AND ($3::text IS NULL OR g.id < $3)
       AND ($2 = '' OR to_tsvector('simple', g.name || ' ' || g.description) @@ websearch_to_tsquery('simple', $2)
         OR g.name ILIKE '%' || replace(replace($2, '%', ''), '_', ' ') || '%')
     ORDER BY g.id DESC LIMIT $4`,
    [actor?.userId ?? null, words, before ?? null, limit],
  );
}

export async function countOwnGroups(db: Database, actor: Actor): Promise<number> {
  const sql = 'SELECT count(*)::int AS count FROM group_members WHERE user_id = $1';
  const [row] = await db.rows<{ count: number }>(sql, [actor.userId]);
  return row?.count ?? 0;
}

export async function insertGroup(
  db: Database,
  group: GroupFields & { id: string; invitation: string; now: Date },
): Promise<void> {
  const { id, name, description, visibility, language, invitation, now } = group;
  await db.rows(
    `INSERT INTO study_groups (id, name, description, visibility, language, invitation, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, name, description, visibility, language, invitation, now],
  );
}

/** `leads` is what a statement asks of the actor. */
const leads = `EXISTS (SELECT 1 FROM group_members l WHERE l.group_id = $1 AND l.user_id = $2
  AND l.role IN ('owner', 'moderator'))`;
const owns = `EXISTS (SELECT 1 FROM group_members l WHERE l.group_id = $1 AND l.user_id = $2 AND l.role = 'owner')`;

/** False when the actor may not, or the group is archived. */
export async function updateGroup(db: Database, actor: Actor, id: string, fields: GroupFields) {
  const { name, description, visibility, language } = fields;
  const rows = await db.rows(
    `UPDATE study_groups SET name = $3, description = $4, visibility = $5, language = $6
     WHERE id = $1 AND archived_at IS NULL AND ${leads} RETURNING id`,
    [id, actor.userId, name, description, visibility, language],
  );
  return rows.length === 1;
}

export async function updateInvitation(db: Database, actor: Actor, id: string, invitation: string) {
  const sql = `UPDATE study_groups SET invitation = $3 WHERE id = $1 AND ${leads} RETURNING id`;
  return (await db.rows(sql, [id, actor.userId, invitation])).length === 1;
}

export async function updateArchived(db: Database, actor: Actor, id: string, at: Date | null) {
  const sql = `UPDATE study_groups SET archived_at = $3 WHERE id = $1 AND ${owns} RETURNING id`;
  return (await db.rows(sql, [id, actor.userId, at])).length === 1;
}

/** Locks the group until the transaction ends: the actor's role, and whether it is archived. */
export async function lockGroup(
  db: Database,
  actor: Actor,
  id: string,
): Promise<{ role: Role; archived: boolean } | undefined> {
  const [row] = await db.rows<{ role: Role; archived: boolean }>(
    `SELECT m.role, g.archived_at IS NOT NULL AS archived FROM study_groups g
     JOIN group_members m ON m.group_id = g.id AND m.user_id = $2 WHERE g.id = $1 FOR UPDATE OF g`,
    [id, actor.userId],
  );
  return row;
}

/** Locks a group that is not archived until the transaction ends; false when there is none. */
export async function lockOpenGroup(db: Database, id: string): Promise<boolean> {
  const sql = 'SELECT id FROM study_groups WHERE id = $1 AND archived_at IS NULL FOR UPDATE';
  return (await db.rows(sql, [id])).length === 1;
}

/** Locks all groups of the actor until the transaction ends, everybody's in the same order; their ids. */
export async function lockGroupsOf(db: Database, actor: Actor): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    `SELECT g.id FROM study_groups g JOIN group_members m ON m.group_id = g.id AND m.user_id = $1
     ORDER BY g.id FOR UPDATE OF g`,
    [actor.userId],
  );
  return rows.map(({ id }) => id);
}

/** Archives the groups that nobody but the actor is in. */
export async function archiveLonely(db: Database, actor: Actor, now: Date): Promise<void> {
  await db.rows(
    `UPDATE study_groups g SET archived_at = $2 FROM group_members m
     WHERE m.group_id = g.id AND m.user_id = $1 AND g.archived_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM group_members o WHERE o.group_id = g.id AND o.user_id <> $1)`,
    [actor.userId, now],
  );
}

/** The ids of the goal's items, in order. */
export async function listGoal(db: Database, groupIds: readonly string[]) {
  return db.rows<{ group_id: string; item_id: string }>(
    'SELECT group_id, item_id FROM group_goal_items WHERE group_id = ANY($1) ORDER BY group_id, position',
    [groupIds],
  );
}

/** False when the actor may not, or the group is archived. */
export async function replaceGoal(
  db: Database,
  actor: Actor,
  id: string,
  items: readonly { id: string; kind: 'diagram' | 'lab' }[],
) {
  const group = await lockGroup(db, actor, id);
  if (!group || group.role === 'member' || group.archived) return false;
  await db.rows('DELETE FROM group_goal_items WHERE group_id = $1', [id]);
  await db.rows(
    `INSERT INTO group_goal_items (group_id, position, kind, item_id)
     SELECT $1, position, kind, item
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS t (kind, item, position)`,
    [id, items.map(({ kind }) => kind), items.map((item) => item.id)],
  );
  return true;
}
