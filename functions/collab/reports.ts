import * as z from 'zod/mini';
import { requireAccount } from '../auth/auth.ts';
import type { Actor, Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { emit } from '../platform/queue/outbox.ts';
import { findMessage } from './chat.store.ts';
import { groupChanged } from './collab.events.ts';
import { type GroupRecord, requireGroup } from './groups.ts';
import {
  dismissReports,
  insertReport,
  listOpenReports,
  listReports,
  type OpenReportRow,
  type ReportRow,
  resolveReports,
} from './reports.store.ts';

export type ReportRecord = ReportRow;
export type OpenReportRecord = OpenReportRow;

const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(1_000));
/** Reports that are shown at a time; more come when these are settled. */
const SHOWN = 20;

/**
 * Writes down that a group, or a message of it that the asking person can see, breaks the rules.
 *
 * @throws DomainError BAD_INPUT, NOT_FOUND
 */
export async function report(
  ctx: Context,
  given: { groupId: string; messageId: string | undefined; reason: string },
): Promise<void> {
  const actor = requireAccount(ctx);
  const parsed = parseInput(reason, given.reason);
  const { id: groupId } = await requireGroup(ctx, given.groupId);
  const messageId = given.messageId === undefined ? undefined : parseId('msg', given.messageId);
  if (messageId) await requireReadable(ctx, actor, groupId, messageId);
  await ctx.services.limits.require('group-report', actor.userId, ctx);
  const id = ctx.newId('rep', ctx.now);
  await ctx.db.transaction(async (db) => {
    await insertReport(db, actor, { id, groupId, messageId, reason: parsed, now: ctx.now });
    // Its moderators see it without looking for it.
    if (messageId) await emit(ctx, db, groupChanged, { groupId });
  });
  ctx.log.warn('A group was reported', { groupId, messageId, reportId: id });
}

async function requireReadable(ctx: Context, actor: Actor, groupId: string, messageId: string) {
  const message = await findMessage(ctx.db, actor, messageId);
  if (message?.group_id !== groupId || message.deleted_at)
    throw new DomainError('NOT_FOUND', 'There is no such message.');
}

/** What waits for the asking person to decide, as the group's owner or moderator; null for who is neither. */
export async function reportsOf(ctx: Context, group: GroupRecord): Promise<ReportRecord[] | null> {
  if (!ctx.actor || !group.my_role || group.my_role === 'member') return null;
  return listReports(ctx.db, ctx.actor, group.id, SHOWN);
}

/** The message that somebody reported. */
export async function reportedMessage(ctx: Context, { message_id: messageId }: ReportRecord) {
  const message = ctx.actor && (await findMessage(ctx.db, ctx.actor, messageId));
  if (!message) throw new DomainError('NOT_FOUND', 'There is no such message.');
  return message;
}

/**
 * The message may stay: this report, and all others of it, are set aside in the group. Those who look after Atlas still
 * see them. Nobody decides about a message of their own.
 *
 * @throws DomainError NOT_FOUND for a report that is not the asking person's to settle, or is settled
 */
export async function dismissReport(ctx: Context, given: string): Promise<string> {
  const actor = requireAccount(ctx);
  const id = parseId('rep', given);
  return ctx.db.transaction(async (db) => {
    const groupId = await dismissReports(db, actor, id, ctx.now);
    if (!groupId) throw new DomainError('NOT_FOUND', 'There is no such report, or somebody has settled it.');
    await emit(ctx, db, groupChanged, { groupId });
    return groupId;
  });
}

/** What waits for those who look after Atlas; who may ask, the policy says. */
export function openReports(ctx: Context): Promise<OpenReportRecord[]> {
  return listOpenReports(ctx.db, SHOWN);
}

/** @throws DomainError NOT_FOUND for a report that is settled, or never was */
export async function resolveReport(ctx: Context, given: string): Promise<void> {
  const actor = requireAccount(ctx);
  if (!(await resolveReports(ctx.db, actor, parseId('rep', given), ctx.now)))
    throw new DomainError('NOT_FOUND', 'There is no such report, or somebody has settled it.');
}
