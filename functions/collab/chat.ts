import * as z from 'zod/mini';
import type { ChatMessage } from '../../client/realtime/messages.ts';
import { requireAccount } from '../auth/auth.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { emit, settle } from '../platform/queue/outbox.ts';
import { tellMessage } from './chat.live.ts';
import { mentionsIn, toChatMessage } from './chat.message.ts';
import {
  countEmoji,
  eraseMessage,
  findByKey,
  findMessage,
  insertMessage,
  listChanges,
  listMessages,
  type MessageRow,
  putReaction,
  searchMessages,
  takeSequence,
  touchMessage,
  updateText,
} from './chat.store.ts';
import { messageChanged } from './collab.events.ts';
import { updateRead } from './members.store.ts';

export type MessageRecord = MessageRow;

const TEXT = 4_000;
/** Different emoji on one message; messages of one page, and of one answer to who was away. */
const EMOJI = 20;
const PAGE = 100;
const CHANGES = 100;
/** Bytes of messages in one answer, which has its people beside them: API Gateway takes 128 KB. */
const ANSWER = 60_000;

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(TEXT));
const sendInput = z.object({
  groupId: z.string(),
  key: z.string().check(z.regex(/^[\w-]{8,64}$/)),
  text,
  replyTo: z.optional(z.string()),
});

/**
 * Sends a message. The same key again gives the message that it made, whoever died in between.
 *
 * @throws DomainError BAD_INPUT, NOT_FOUND, FORBIDDEN in an archived group, RATE_LIMITED
 */
export async function sendMessage(ctx: Context, input: unknown): Promise<MessageRecord> {
  const actor = requireAccount(ctx);
  const message = parseInput(sendInput, input);
  const groupId = parseId('grp', message.groupId);
  const replyTo = message.replyTo === undefined ? undefined : parseId('msg', message.replyTo);
  await ctx.services.limits.require('group-message', actor.userId, ctx);
  const id = ctx.newId('msg', ctx.now);
  const { key } = message;
  const mentions = mentionsIn(message.text);
  const write = async (db: Database, sequence: number) => {
    const fields = { id, groupId, key, sequence, text: message.text, replyTo, mentions, now: ctx.now };
    if (!(await insertMessage(db, actor, fields))) throw new SentBefore();
    await updateRead(db, actor, groupId, sequence);
    return true;
  };
  try {
    return await changeMessage(ctx, actor, groupId, id, write);
  } catch (error) {
    if (!(error instanceof SentBefore)) throw error;
    const before = await findByKey(ctx.db, actor, groupId, key);
    if (before && (before.text === message.text || before.edited_at || before.deleted_at)) return before;
    throw new DomainError('BAD_INPUT', 'This key belongs to another message.');
  }
}

/** The author has sent a message with this key: the number that was taken for it goes back. */
class SentBefore extends Error {}

/** @throws DomainError NOT_FOUND, FORBIDDEN for who did not write it */
export async function editMessage(ctx: Context, messageId: string, input: unknown): Promise<MessageRecord> {
  const changed = parseInput(text, input);
  const { actor, message } = await requireMessage(ctx, messageId);
  if (message.text === changed) return message;
  return changeMessage(ctx, actor, message.group_id, message.id, (db, sequence) =>
    updateText(db, actor, {
      id: message.id,
      sequence,
      text: changed,
      mentions: mentionsIn(changed),
      now: ctx.now,
    }),
  );
}

/** Takes the words away. Deleting twice is no error. */
export async function deleteMessage(ctx: Context, messageId: string): Promise<MessageRecord> {
  const { actor, message } = await requireMessage(ctx, messageId);
  if (message.deleted_at) return message;
  return changeMessage(ctx, actor, message.group_id, message.id, (db, sequence) =>
    eraseMessage(db, actor, { id: message.id, sequence, now: ctx.now }),
  );
}

const emojiInput = z
  .string()
  .check(
    z.maxLength(16),
    z.regex(/^\p{Extended_Pictographic}(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)*$/u),
  );

/** Adds or takes back a reaction. Doing it twice is no error. */
export async function react(
  ctx: Context,
  messageId: string,
  { emoji: given, on }: { emoji: string; on: boolean },
): Promise<MessageRecord> {
  const emoji = parseInput(emojiInput, given);
  const { actor, message } = await requireMessage(ctx, messageId);
  if (message.deleted_at) throw new DomainError('NOT_FOUND', 'This message was deleted.');
  const { id, group_id: groupId } = message;
  const before = message.reactions.find((one) => one.emoji === emoji)?.people.includes(actor.userId) ?? false;
  if (before === on) return message;
  return changeMessage(ctx, actor, groupId, id, async (db, sequence) => {
    await putReaction(db, actor, { id, emoji, on, now: ctx.now });
    if ((await countEmoji(db, id)) > EMOJI)
      throw new DomainError('FORBIDDEN', `A message takes ${EMOJI} different reactions.`);
    await touchMessage(db, id, sequence);
    return true;
  });
}

/**
 * Takes the group's next number for a change, makes it, and tells the members at once. Dies the process before that,
 * the event in the outbox tells them.
 */
async function changeMessage(
  ctx: Context,
  actor: Actor,
  groupId: string,
  messageId: string,
  work: (db: Database, sequence: number) => Promise<boolean>,
): Promise<MessageRecord> {
  const eventId = await ctx.db.transaction(async (db) => {
    const sequence = await takeSequence(db, actor, groupId);
    if (sequence === undefined)
      throw new DomainError('FORBIDDEN', 'You are no member of this group, or it is archived.');
    if (!(await work(db, sequence)))
      throw new DomainError('FORBIDDEN', 'This message is not yours to change.');
    return emit(ctx, db, messageChanged, { groupId, messageId, actorId: actor.userId });
  });
  const message = await findMessage(ctx.db, actor, messageId);
  if (!message) throw new DomainError('NOT_FOUND', 'There is no such message.');
  try {
    await tellMessage(ctx, message);
    await settle(ctx, eventId);
  } catch (error) {
    ctx.log.warn('A message is told later', { messageId, reason: (error as Error).message });
  }
  return message;
}

async function requireMessage(ctx: Context, messageId: string) {
  const actor = requireAccount(ctx);
  const message = await findMessage(ctx.db, actor, parseId('msg', messageId));
  if (!message) throw new DomainError('NOT_FOUND', 'There is no such message.');
  return { actor, message };
}

const pageInput = z.object({
  before: z.optional(z.int().check(z.minimum(1))),
  first: z.int().check(z.minimum(1), z.maximum(PAGE)),
});

/** The newest messages or those before a number, oldest first; null for who is no member. */
export async function messages(ctx: Context, groupId: string, input: unknown) {
  if (!ctx.actor) return null;
  const { before, first } = parseInput(pageInput, input);
  const rows = await listMessages(ctx.db, ctx.actor, { groupId, before, limit: first + 1 });
  return { nodes: rows.slice(0, first).reverse(), hasEarlier: rows.length > first };
}

const searchInput = z.object({
  query: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  first: z.int().check(z.minimum(1), z.maximum(PAGE)),
});

/** Messages with all these words, newest first. */
export async function searchChat(ctx: Context, groupId: string, input: unknown): Promise<MessageRecord[]> {
  if (!ctx.actor) return [];
  const { query, first } = parseInput(searchInput, input);
  return searchMessages(ctx.db, ctx.actor, { groupId, words: query, limit: first });
}

/** What a member has missed after a number: in order, each message once, as much as one answer holds. */
export async function changesSince(
  ctx: Context,
  groupId: string,
  after: number,
): Promise<{ messages: ChatMessage[]; upTo: number; more: boolean }> {
  if (!ctx.actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  const rows = await listChanges(ctx.db, ctx.actor, { groupId, after, limit: CHANGES + 1 });
  const fitting: ChatMessage[] = [];
  let size = 0;
  for (const row of rows.slice(0, CHANGES)) {
    const message = toChatMessage(row);
    size += Buffer.byteLength(JSON.stringify(message));
    if (size > ANSWER && fitting.length > 0) break;
    fitting.push(message);
  }
  return {
    messages: fitting,
    upTo: fitting.at(-1)?.changedSequence ?? after,
    more: fitting.length < rows.length,
  };
}
