import type { ChatMessage } from '../../client/realtime/messages.ts';
import type { MessageRow } from './chat.store.ts';

/** As it goes over the wire. */
export function toChatMessage(row: MessageRow): ChatMessage {
  return {
    id: row.id,
    groupId: row.group_id,
    key: row.client_key,
    sequence: Number(row.sequence),
    changedSequence: Number(row.changed_sequence),
    authorId: row.author_id,
    text: row.text,
    replyTo: row.reply_to,
    mentions: row.mentions,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    reactions: row.reactions,
  };
}

/** Ids of the people that a text names, as `<@usr_...>`. */
export function mentionsIn(message: string): string[] {
  return [
    ...new Set([...message.matchAll(/<@(usr_[0-7][0-9A-HJKMNP-TV-Z]{25})>/g)].map(([, id]) => id ?? '')),
  ];
}
