import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import type { Role } from './groups.store.ts';

type Actor = Pick<Person, 'userId'>;

export interface MemberRow {
  group_id: string;
  user_id: string;
  role: Role;
  shares_progress: boolean;
  joined_at: Date;
}

/** The actor's place in a group; undefined for who is no member. */
export async function findMembership(
  db: Database,
  actor: Actor,
  groupId: string,
): Promise<{ role: Role; archived: boolean; last_sequence: string } | undefined> {
  const [row] = await db.rows<{ role: Role; archived: boolean; last_sequence: string }>(
    `SELECT m.role, g.archived_at IS NOT NULL AS archived, g.last_sequence FROM group_members m
     JOIN study_groups g ON g.id = m.group_id WHERE m.group_id = $1 AND m.user_id = $2`,
    [groupId, actor.userId],
  );
  return row;
}

/** Members of a group that the actor is in; nothing otherwise. */
export async function listMembers(db: Database, actor: Actor, groupId: string): Promise<MemberRow[]> {
  return db.rows<MemberRow>(
    `SELECT m.group_id, m.user_id, m.role, m.shares_progress, m.joined_at FROM group_members m
     WHERE m.group_id = $1
       AND EXISTS (SELECT 1 FROM group_members mine WHERE mine.group_id = $1 AND mine.user_id = $2)
     ORDER BY array_position(ARRAY['owner', 'moderator', 'member'], m.role), m.joined_at, m.user_id`,
    [groupId, actor.userId],
  );
}

/** Members of public groups, for what may be suggested. */
export async function listMemberIds(db: Database, groupIds: readonly string[]) {
  return db.rows<{ group_id: string; user_id: string }>(
    `SELECT m.group_id, m.user_id FROM group_members m JOIN study_groups g ON g.id = m.group_id
     WHERE g.visibility = 'public' AND m.group_id = ANY($1)`,
    [groupIds],
  );
}

/** Does nothing, and gives back false, for who is a member. */
export async function insertMember(
  db: Database,
  member: { groupId: string; userId: string; role: Role; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `INSERT INTO group_members (group_id, user_id, role, joined_at, read_sequence)
     SELECT $1, $2, $3, $4, last_sequence FROM study_groups WHERE id = $1
     ON CONFLICT DO NOTHING RETURNING user_id`,
    [member.groupId, member.userId, member.role, member.now],
  );
  return rows.length === 1;
}

export async function countMembers(db: Database, groupId: string): Promise<number> {
  const sql = 'SELECT count(*)::int AS count FROM group_members WHERE group_id = $1';
  const [row] = await db.rows<{ count: number }>(sql, [groupId]);
  return row?.count ?? 0;
}

/** The role that the member had; undefined for who was none. */
export async function deleteMember(db: Database, groupId: string, userId: string): Promise<Role | undefined> {
  const [row] = await db.rows<{ role: Role }>(
    'DELETE FROM group_members WHERE group_id = $1 AND user_id = $2 RETURNING role',
    [groupId, userId],
  );
  return row?.role;
}

export async function findRole(db: Database, groupId: string, userId: string): Promise<Role | undefined> {
  const [row] = await db.rows<{ role: Role }>(
    'SELECT role FROM group_members WHERE group_id = $1 AND user_id = $2',
    [groupId, userId],
  );
  return row?.role;
}

export async function updateRole(db: Database, groupId: string, userId: string, role: Role): Promise<void> {
  const sql = 'UPDATE group_members SET role = $3 WHERE group_id = $1 AND user_id = $2';
  await db.rows(sql, [groupId, userId, role]);
}

/** Of each group that the actor owns, the moderator who has been there longest becomes an owner, else such a member. */
export async function passOnOwnership(db: Database, actor: Actor): Promise<void> {
  await db.rows(
    `UPDATE group_members m SET role = 'owner' FROM (
       SELECT DISTINCT ON (o.group_id) o.group_id, h.user_id FROM group_members o
       JOIN group_members h ON h.group_id = o.group_id AND h.user_id <> o.user_id
       WHERE o.user_id = $1 AND o.role = 'owner'
       ORDER BY o.group_id, h.role <> 'moderator', h.joined_at, h.user_id) heir
     WHERE m.group_id = heir.group_id AND m.user_id = heir.user_id`,
    [actor.userId],
  );
}

export async function updateSharing(db: Database, actor: Actor, groupId: string, shared: boolean) {
  const sql =
    'UPDATE group_members SET shares_progress = $3 WHERE group_id = $1 AND user_id = $2 RETURNING user_id';
  return (await db.rows(sql, [groupId, actor.userId, shared])).length === 1;
}

/** Never goes back, nor further than there is. */
export async function updateRead(db: Database, actor: Actor, groupId: string, sequence: number) {
  const rows = await db.rows(
    `UPDATE group_members m SET read_sequence = GREATEST(m.read_sequence, LEAST($3, g.last_sequence))
     FROM study_groups g WHERE g.id = m.group_id AND m.group_id = $1 AND m.user_id = $2 RETURNING m.user_id`,
    [groupId, actor.userId, sequence],
  );
  return rows.length === 1;
}

export async function insertRemoval(db: Database, groupId: string, userId: string, now: Date): Promise<void> {
  await db.rows(
    `INSERT INTO group_removals (group_id, user_id, removed_at) VALUES ($1, $2, $3)
     ON CONFLICT (group_id, user_id) DO UPDATE SET removed_at = $3`,
    [groupId, userId, now],
  );
}

export async function wasRemoved(db: Database, groupId: string, userId: string): Promise<boolean> {
  const sql = 'SELECT 1 FROM group_removals WHERE group_id = $1 AND user_id = $2';
  return (await db.rows(sql, [groupId, userId])).length === 1;
}

export interface UnreadRow {
  group_id: string;
  unread: number;
  mentions: number;
}

/** Messages of others that the actor has not read, for each of their groups that has some. */
export async function countUnread(db: Database, actor: Actor): Promise<UnreadRow[]> {
  return db.rows<UnreadRow>(
    `SELECT m.group_id, count(*)::int AS unread,
       count(*) FILTER (WHERE $1 = ANY(x.mentions))::int AS mentions
     FROM group_members m JOIN group_messages x ON x.group_id = m.group_id AND x.sequence > m.read_sequence
     WHERE m.user_id = $1 AND x.deleted_at IS NULL AND x.author_id IS DISTINCT FROM $1
     GROUP BY m.group_id`,
    [actor.userId],
  );
}
