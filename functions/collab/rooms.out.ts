import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import type { Left, Occupant } from '../platform/realtime/rooms.ts';
import { listBoardIds } from './boards.store.ts';
import { findMembership } from './members.store.ts';
import { boardRoom, groupRoom } from './rooms.names.ts';

/** What a change of a group leaves nobody's to be in. */
interface Change {
  groupId: string;
  /** Is no member any more. */
  leftId?: string | undefined;
  deletedBoardId?: string | undefined;
  /** The group is archived: nobody draws there any more. */
  closed?: boolean | undefined;
}

/** Shows out of open rooms who may not be there any more; a second time does nothing. */
export async function showOut(ctx: Context, change: Change): Promise<void> {
  const { groupId, leftId, deletedBoardId, closed } = change;
  // Its event may come late: who is back by then stays.
  if (leftId && !(await findMembership(ctx.db, { userId: leftId }, groupId)))
    await showMemberOut(ctx, groupId, leftId);
  if (deletedBoardId) await empty(ctx, boardRoom(deletedBoardId));
  // Who may not draw any more comes back in as one who looks on.
  if (closed)
    for (const board of await listBoardIds(ctx.db, groupId))
      await empty(ctx, boardRoom(board), ({ may }) => may === 'edit');
}

/** Right after the change is made; where that fails, its event does it. */
export async function showOutNow(ctx: Context, change: Change): Promise<void> {
  try {
    await showOut(ctx, change);
  } catch (error) {
    ctx.log.warn('Who may not be in a room is shown out later', {
      ...change,
      reason: (error as Error).message,
    });
  }
}

/** Out of all rooms of the group, on all devices. */
async function showMemberOut(ctx: Context, groupId: string, userId: string): Promise<void> {
  const { rooms, connections, posts } = await ctx.services.live();
  const boards = new Set((await listBoardIds(ctx.db, groupId)).map(boardRoom));
  const isTheirs = (room: string) =>
    room === groupRoom(groupId) || boards.has(room) || room.startsWith(`diagram:${groupId}:`);
  for (const left of await rooms.leaveAll(await connections.ofUser(userId), { picks: isTheirs })) {
    const closed: ToClient = { type: 'room-closed', room: left.room };
    await posts.send(left.connectionId, closed);
    await tellLeft(ctx, left);
  }
}

/** Everybody out of a room, or those whom a test picks. */
async function empty(
  ctx: Context,
  room: string,
  picks: (occupant: Occupant) => boolean = () => true,
): Promise<void> {
  const { rooms } = await ctx.services.live();
  const to = (await rooms.occupants(room)).filter(picks);
  // Out before they are told: who hears it may come back in at once.
  await rooms.leave(
    room,
    to.map(({ connectionId }) => connectionId),
  );
  const closed: ToClient = { type: 'room-closed', room };
  await rooms.tell(ctx, room, closed, { to });
}

/** Tells those who stay that somebody has left, unless another page of the same person stays. */
export async function tellLeft(ctx: Context, { room, last }: Left): Promise<void> {
  if (!last) return;
  const { rooms } = await ctx.services.live();
  const told: ToClient = { type: 'peer-left', room, peer: last.actor.userId };
  await rooms.tell(ctx, room, told);
}
