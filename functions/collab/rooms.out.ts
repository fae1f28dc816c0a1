import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import type { Left, Occupant } from '../platform/realtime/rooms.ts';
import { listBoardIds } from './boards.store.ts';
import { boardRoom, groupRoom } from './rooms.names.ts';

/** Out of all rooms of the group, on all devices. */
export async function showOut(ctx: Context, groupId: string, userId: string): Promise<void> {
  const { rooms, connections, posts } = await ctx.services.live();
  const boards = new Set((await listBoardIds(ctx.db, groupId)).map(boardRoom));
  const isTheirs = (room: string) =>
    room === groupRoom(groupId) || boards.has(room) || room.startsWith(`diagram:${groupId}:`);
  for (const connectionId of await connections.ofUser(userId)) {
    for (const left of await rooms.leaveAll(connectionId, isTheirs)) {
      const closed: ToClient = { type: 'room-closed', room: left.room };
      await posts.send(connectionId, closed);
      await tellLeft(ctx, left);
    }
  }
}

/** Everybody out of a room, or those whom a test picks. */
export async function empty(
  ctx: Context,
  room: string,
  picks: (occupant: Occupant) => boolean = () => true,
): Promise<void> {
  const { rooms } = await ctx.services.live();
  const to = (await rooms.occupants(room)).filter(picks);
  // Out before they are told: who hears it may come back in at once.
  for (const { connectionId } of to) await rooms.leave(room, connectionId);
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
