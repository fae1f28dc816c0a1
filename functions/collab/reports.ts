import * as z from 'zod/mini';
import { requireAccount } from '../auth/auth.ts';
import type { Context } from '../platform/context.ts';
import { parseId } from '../platform/ids.ts';
import { parseInput } from '../platform/input.ts';
import { insertReport } from './chat.store.ts';
import { requireGroup } from './groups.ts';

const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(1_000));

/** Writes down that a group, or a message of it, breaks the rules. @throws DomainError BAD_INPUT, NOT_FOUND */
export async function report(
  ctx: Context,
  given: { groupId: string; messageId: string | undefined; reason: string },
): Promise<void> {
  const actor = requireAccount(ctx);
  const parsed = parseInput(reason, given.reason);
  const { id: groupId } = await requireGroup(ctx, given.groupId);
  const messageId = given.messageId === undefined ? undefined : parseId('msg', given.messageId);
  await ctx.services.limits.require('group-report', actor.userId, ctx);
  const id = ctx.newId('rep', ctx.now);
  await insertReport(ctx.db, actor, { id, groupId, messageId, reason: parsed, now: ctx.now });
  ctx.log.warn('A group was reported', { groupId, messageId, reportId: id });
}
