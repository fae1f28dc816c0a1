import type { Actor as Person } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';

type Actor = Pick<Person, 'userId'>;

export interface MessageRow {
  id: string;
  group_id: string;
  author_id: string | null;
  client_key: string;
  sequence: string;
  changed_sequence: string;
  text: string;
  reply_to: string | null;
  mentions: string[];
  created_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
  /** By emoji, in the order in which they came. */
  reactions: { emoji: string; people: string[] }[];
}

const MESSAGE = `SELECT x.id, x.group_id, x.author_id, x.client_key, x.sequence, x.changed_sequence, x.text, x.reply_to,
    x.mentions, x.created_at, x.edited_at, x.deleted_at,
    COALESCE((SELECT json_agg(json_build_object('emoji', r.emoji, 'people', r.people) ORDER BY r.first)
      FROM (SELECT emoji, json_agg(user_id ORDER BY reacted_at, user_id) AS people, min(reacted_at) AS first
            FROM group_reactions WHERE message_id = x.id GROUP BY emoji) r), '[]'::json) AS reactions
  FROM group_messages x`;
/** The statement's first value is the group's id, the second the actor's. */
const isMember = 'EXISTS (SELECT 1 FROM group_members m WHERE m.group_id = x.group_id AND m.user_id = $2)';

/** The next number of a group that is not archived and that the actor is in; locks it until the transaction ends. */
export async function takeSequence(db: Database, actor: Actor, groupId: string): Promise<number | undefined> {
  const [row] = await db.rows<{ last_sequence: string }>(
    `UPDATE study_groups x SET last_sequence = last_sequence + 1
     WHERE id = $1 AND archived_at IS NULL
       AND EXISTS (SELECT 1 FROM group_members m WHERE m.group_id = $1 AND m.user_id = $2)
     RETURNING last_sequence`,
    [groupId, actor.userId],
  );
  return row && Number(row.last_sequence);
}

export interface NewMessage {
  id: string;
  groupId: string;
  key: string;
  sequence: number;
  text: string;
  replyTo: string | undefined;
  mentions: readonly string[];
  now: Date;
}

/**
 * Of the mentions those stay who are members, of the reply one within the group. False when a message of this author
 * has the key.
 */
export async function insertMessage(db: Database, actor: Actor, message: NewMessage): Promise<boolean> {
  const { id, groupId, key, sequence, text, replyTo, mentions, now } = message;
  const rows = await db.rows(
    `INSERT INTO group_messages
       (id, group_id, author_id, client_key, sequence, changed_sequence, text, reply_to, mentions, created_at)
     VALUES ($1, $3, $2, $4, $5, $5, $6, (SELECT id FROM group_messages WHERE id = $7 AND group_id = $3),
       (SELECT COALESCE(array_agg(user_id ORDER BY user_id), '{}') FROM group_members
        WHERE group_id = $3 AND user_id = ANY($8)), $9)
     ON CONFLICT (group_id, author_id, client_key) DO NOTHING RETURNING id`,
    [id, actor.userId, groupId, key, sequence, text, replyTo ?? null, mentions, now],
  );
  return rows.length === 1;
}

export async function findByKey(db: Database, actor: Actor, groupId: string, key: string) {
  const sql = `${MESSAGE} WHERE x.group_id = $1 AND x.author_id = $2 AND x.client_key = $3 AND ${isMember}`;
  const [row] = await db.rows<MessageRow>(sql, [groupId, actor.userId, key]);
  return row;
}

/** A message of one of the actor's groups. */
export async function findMessage(db: Database, actor: Actor, id: string): Promise<MessageRow | undefined> {
  const [row] = await db.rows<MessageRow>(`${MESSAGE} WHERE x.id = $1 AND ${isMember}`, [id, actor.userId]);
  return row;
}

/** The newest, or those before a number; newest first. */
export async function listMessages(
  db: Database,
  actor: Actor,
  { groupId, before, limit }: { groupId: string; before: number | undefined; limit: number },
): Promise<MessageRow[]> {
  return db.rows<MessageRow>(
    `${MESSAGE} WHERE x.group_id = $1 AND ${isMember} AND ($3::bigint IS NULL OR x.sequence < $3)
     ORDER BY x.sequence DESC LIMIT $4`,
    [groupId, actor.userId, before ?? null, limit],
  );
}

/** What changed after a number, in the order of the changes: a message that changed twice comes once, as it is now. */
export async function listChanges(
  db: Database,
  actor: Actor,
  { groupId, after, limit }: { groupId: string; after: number; limit: number },
): Promise<MessageRow[]> {
  return db.rows<MessageRow>(
    `${MESSAGE} WHERE x.group_id = $1 AND ${isMember} AND x.changed_sequence > $3
     ORDER BY x.changed_sequence LIMIT $4`,
    [groupId, actor.userId, after, limit],
  );
}

export async function searchMessages(
  db: Database,
  actor: Actor,
  { groupId, words, limit }: { groupId: string; words: string; limit: number },
): Promise<MessageRow[]> {
  return db.rows<MessageRow>(
    `${MESSAGE} WHERE x.group_id = $1 AND ${isMember} AND x.deleted_at IS NULL
       AND x.search @@ websearch_to_tsquery('simple', $3)
     ORDER BY x.sequence DESC LIMIT $4`,
    [groupId, actor.userId, words, limit],
  );
}

/** False when it is not the actor's own, or deleted. */
export async function updateText(
  db: Database,
  actor: Actor,
  change: { id: string; sequence: number; text: string; mentions: readonly string[]; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE group_messages x SET text = $3, changed_sequence = $4, edited_at = $5,
       mentions = (SELECT COALESCE(array_agg(user_id ORDER BY user_id), '{}') FROM group_members m
                   WHERE m.group_id = x.group_id AND m.user_id = ANY($6))
     WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL RETURNING id`,
    [change.id, actor.userId, change.text, change.sequence, change.now, change.mentions],
  );
  return rows.length === 1;
}

/** The words go, what was answered to them stays. False when the actor neither wrote it nor leads the group. */
export async function eraseMessage(
  db: Database,
  actor: Actor,
  change: { id: string; sequence: number; now: Date },
): Promise<boolean> {
  const rows = await db.rows(
    `UPDATE group_messages x SET text = '', mentions = '{}', changed_sequence = $3, deleted_at = $4
     WHERE id = $1 AND deleted_at IS NULL AND (author_id = $2 OR EXISTS (SELECT 1 FROM group_members m
       WHERE m.group_id = x.group_id AND m.user_id = $2 AND m.role IN ('owner', 'moderator')))
     RETURNING id`,
    [change.id, actor.userId, change.sequence, change.now],
  );
  if (rows.length === 1) await db.rows('DELETE FROM group_reactions WHERE message_id = $1', [change.id]);
  return rows.length === 1;
}

/** False when it was so before. */
export async function putReaction(
  db: Database,
  actor: Actor,
  { id, emoji, on, now }: { id: string; emoji: string; on: boolean; now: Date },
): Promise<boolean> {
  const rows = on
    ? await db.rows(
        `INSERT INTO group_reactions (message_id, user_id, emoji, reacted_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING user_id`,
        [id, actor.userId, emoji, now],
      )
    : await db.rows(
        'DELETE FROM group_reactions WHERE message_id = $1 AND user_id = $2 AND emoji = $3 RETURNING user_id',
        [id, actor.userId, emoji],
      );
  return rows.length === 1;
}

export async function countEmoji(db: Database, messageId: string): Promise<number> {
  const sql = 'SELECT count(DISTINCT emoji)::int AS count FROM group_reactions WHERE message_id = $1';
  const [row] = await db.rows<{ count: number }>(sql, [messageId]);
  return row?.count ?? 0;
}

export async function touchMessage(db: Database, id: string, sequence: number): Promise<void> {
  await db.rows('UPDATE group_messages SET changed_sequence = $2 WHERE id = $1', [id, sequence]);
}

/** Everything that the actor wrote and did not delete, for their archive. */
export async function listOwnMessages(db: Database, actor: Actor) {
  return db.rows<{ group_name: string; text: string; created_at: Date; edited_at: Date | null }>(
    `SELECT g.name AS group_name, x.text, x.created_at, x.edited_at
     FROM group_messages x JOIN study_groups g ON g.id = x.group_id
     WHERE x.author_id = $1 AND x.deleted_at IS NULL ORDER BY x.created_at`,
    [actor.userId],
  );
}
