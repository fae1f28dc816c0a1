import { requireAccount } from '../auth/auth.ts';
import { labCompletionsOf } from '../labs/labs.ts';
import { completionsOf } from '../learning/learning.ts';
import type { Actor, Context } from '../platform/context.ts';
import type { Database } from '../platform/db/database.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import { emit } from '../platform/queue/outbox.ts';
import { groupChanged } from './collab.events.ts';
import {
  findByInvitation,
  lockGroup,
  lockOpenGroup,
  type Role,
  updateArchived,
  updateInvitation,
} from './groups.store.ts';
import { GROUP_LIMITS, type GroupRecord, newInvitation, requireGroup, requireRoom } from './groups.ts';
import {
  countMembers,
  countUnread,
  deleteMember,
  findRole,
  insertMember,
  insertRemoval,
  listMembers,
  type MemberRow,
  type UnreadRow,
  updateRead,
  updateRole,
  updateSharing,
  wasRemoved,
} from './members.store.ts';
import { showOutNow } from './rooms.out.ts';

/** A member, and the ids of what their progress is counted over. */
export type MemberRecord = MemberRow & { goal: readonly string[] };

/** Those of a group that the asking person is in; null for others. */
export async function membersOf(ctx: Context, group: GroupRecord): Promise<MemberRow[] | null> {
  if (!ctx.actor || !group.my_role) return null;
  return listMembers(ctx.db, ctx.actor, group.id);
}

/** Joins a public group by its id, any group by its invitation. Joining twice is no error. */
export async function joinGroup(
  ctx: Context,
  { id, invitation }: { id?: string; invitation?: string },
): Promise<GroupRecord> {
  const actor = requireAccount(ctx);
  const group = invitation
    ? await findByInvitation(ctx.db, actor, invitation)
    : id && (await requireGroup(ctx, id));
  if (!group) throw new DomainError('NOT_FOUND', 'This invitation is not good any more. Ask for a new one.');
  if (group.my_role) return group;
  await requireRoom(ctx, actor);
  await ctx.db.transaction(async (db) => {
    // The last member may leave at the same moment.
    if (!(await lockOpenGroup(db, group.id))) throw new DomainError('FORBIDDEN', 'This group is archived.');
    // An invitation that still holds was given after they were shown out; the open door is shut for them.
    if (!invitation && (await wasRemoved(db, group.id, actor.userId)))
      throw new DomainError(
        'FORBIDDEN',
        'You were removed from this group. Ask its owner for an invitation.',
      );
    if ((await countMembers(db, group.id)) >= GROUP_LIMITS.members)
      throw new DomainError('FORBIDDEN', `This group is full: it has ${GROUP_LIMITS.members} members.`);
    await insertMember(db, { groupId: group.id, userId: actor.userId, role: 'member', now: ctx.now });
    await emit(ctx, db, groupChanged, { groupId: group.id });
  });
  return requireGroup(ctx, group.id);
}

/** Leaves; the last one archives the group. @throws DomainError FORBIDDEN for an owner of others */
export async function leaveGroup(ctx: Context, id: string): Promise<void> {
  const actor = requireAccount(ctx);
  const groupId = parseId('grp', id);
  await ctx.db.transaction(async (db) => {
    const mine = await lockGroup(db, actor, groupId);
    if (!mine) return;
    const count = await countMembers(db, groupId);
    if (mine.role === 'owner' && count > 1)
      throw new DomainError('FORBIDDEN', 'Make somebody else the owner first.');
    if (count === 1) await updateArchived(db, actor, groupId, ctx.now);
    await deleteMember(db, groupId, actor.userId);
    await emit(ctx, db, groupChanged, { groupId, leftId: actor.userId });
  });
  await showOutNow(ctx, { groupId, leftId: actor.userId });
}

/**
 * Shows a member out, and ends the invitation: they have the link by which they came.
 *
 * @throws DomainError FORBIDDEN for a role that is not lower than one's own
 */
export async function removeMember(ctx: Context, id: string, memberId: string): Promise<GroupRecord> {
  const userId = parseId('usr', memberId);
  const groupId = await lead(ctx, id, async (db, actor, mine) => {
    const theirs = await findRole(db, actor.groupId, userId);
    if (!theirs) return;
    if (theirs === 'owner' || (mine === 'moderator' && theirs === 'moderator')) throw notAllowed();
    await deleteMember(db, actor.groupId, userId);
    await insertRemoval(db, actor.groupId, userId, ctx.now);
    await updateInvitation(db, actor, actor.groupId, newInvitation());
    await emit(ctx, db, groupChanged, { groupId: actor.groupId, leftId: userId });
  });
  await showOutNow(ctx, { groupId, leftId: userId });
  return requireGroup(ctx, groupId);
}

/** For the owner, who becomes a moderator by naming another one. */
export async function setRole(ctx: Context, id: string, memberId: string, role: Role): Promise<GroupRecord> {
  const userId = parseId('usr', memberId);
  const groupId = await lead(ctx, id, async (db, actor, mine) => {
    if (mine !== 'owner') throw notAllowed();
    if (userId === actor.userId)
      throw new DomainError('BAD_INPUT', 'Make somebody else the owner; your own role follows.');
    if (!(await findRole(db, actor.groupId, userId)))
      throw new DomainError('NOT_FOUND', 'This person is no member.');
    await updateRole(db, actor.groupId, userId, role);
    if (role === 'owner') await updateRole(db, actor.groupId, actor.userId, 'moderator');
    await emit(ctx, db, groupChanged, { groupId: actor.groupId });
  });
  return requireGroup(ctx, groupId);
}

/** With the group locked and the person's role known, one change at a time. */
async function lead(
  ctx: Context,
  id: string,
  work: (db: Database, actor: Actor & { groupId: string }, mine: Role) => Promise<void>,
): Promise<string> {
  const actor = requireAccount(ctx);
  const groupId = parseId('grp', id);
  await ctx.db.transaction(async (db) => {
    const mine = await lockGroup(db, actor, groupId);
    if (!mine) throw new DomainError('NOT_FOUND', 'There is no such group, or it is not open to you.');
    if (mine.role === 'member') throw notAllowed();
    await work(db, { ...actor, groupId }, mine.role);
  });
  return groupId;
}

const notAllowed = () => new DomainError('FORBIDDEN', 'Your role in this group does not allow that.');

/** Whether the others see what the asking person has done of the goal. */
export async function setSharing(ctx: Context, id: string, shared: boolean): Promise<GroupRecord> {
  const actor = requireAccount(ctx);
  const { id: groupId } = await requireGroup(ctx, id);
  if (!(await updateSharing(ctx.db, actor, groupId, shared))) throw notAllowed();
  await emit(ctx, ctx.db, groupChanged, { groupId });
  return requireGroup(ctx, groupId);
}

export async function markRead(ctx: Context, id: string, sequence: number): Promise<GroupRecord> {
  const actor = requireAccount(ctx);
  if (sequence < 0) throw new DomainError('BAD_INPUT', 'Numbers of messages begin with 1.');
  const { id: groupId } = await requireGroup(ctx, id);
  if (!(await updateRead(ctx.db, actor, groupId, sequence))) throw notAllowed();
  return requireGroup(ctx, groupId);
}

/** Unread messages and mentions by group, counted once a request. */
export function unread(ctx: Context): Promise<Map<string, UnreadRow>> {
  return ctx.once('collab.unread', async () => {
    const rows = ctx.actor ? await countUnread(ctx.db, ctx.actor) : [];
    return new Map(rows.map((row) => [row.group_id, row]));
  });
}

/** Ids of what a member has done of the goal; null for who does not show it. */
export async function doneOf(ctx: Context, member: MemberRecord): Promise<string[] | null> {
  if (!member.shares_progress && member.user_id !== ctx.actor?.userId) return null;
  const [diagrams, labs] = await Promise.all([
    completionsOf(ctx, member.user_id),
    labCompletionsOf(ctx, member.user_id),
  ]);
  return member.goal.filter((id) => diagrams.has(id) || labs.has(id));
}
