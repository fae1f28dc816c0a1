import type { Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { emit } from '../platform/queue/outbox.ts';
import { groupChanged } from './collab.events.ts';
import { archiveLonely, lockGroupsOf } from './groups.store.ts';
import { passOnOwnership } from './members.store.ts';

/**
 * Before an account goes: what it owns gets another owner, what nobody else is in is archived, and the members hear of
 * it. The membership goes with the account.
 */
export async function leaveGroups(ctx: Context, db: Database, userId: string): Promise<void> {
  const actor = { userId };
  const groupIds = await lockGroupsOf(db, actor);
  await passOnOwnership(db, actor);
  await archiveLonely(db, actor, ctx.now);
  for (const groupId of groupIds) await emit(ctx, db, groupChanged, { groupId, leftId: userId });
}
