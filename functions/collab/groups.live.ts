import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import type { Left } from '../platform/realtime/rooms.ts';
import { deleteBoardDocument } from './boards/merging.ts';
import { listBoardIds } from './boards.store.ts';
import { groupChanged } from './collab.events.ts';
import { boardRoom, groupRoom } from './rooms.names.ts';

/** Tells the members that their group has changed, and shows out who is none any more. */
export const groupConsumers: Consumer[] = [
  consumer(groupChanged, async (ctx, { payload: { groupId, leftId, deletedBoardId, closed } }) => {
    const { rooms } = await ctx.services.live();
    if (leftId) await showOut(ctx, groupId, leftId);
    const told: ToClient = { type: 'group-changed', group: groupId };
    await rooms.tell(groupRoom(groupId), told);
    if (deletedBoardId) {
      await empty(ctx, boardRoom(deletedBoardId));
      await deleteBoardDocument(ctx, ctx.services.objects, deletedBoardId);
    }
    // Who may not draw any more comes back in as one who looks on.
    if (closed) for (const board of await listBoardIds(ctx.db, groupId)) await empty(ctx, boardRoom(board));
  }),
];

/** Out of all rooms of the group, on all devices. */
async function showOut(ctx: Context, groupId: string, userId: string): Promise<void> {
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

/** Everybody out of a room. */
async function empty(ctx: Context, room: string): Promise<void> {
  const { rooms } = await ctx.services.live();
  const closed: ToClient = { type: 'room-closed', room };
  await rooms.tell(room, closed);
  for (const { connectionId } of await rooms.occupants(room)) await rooms.leave(room, connectionId);
}

/** Tells those who stay that somebody has left, unless another page of the same person stays. */
export async function tellLeft(ctx: Context, { room, last }: Left): Promise<void> {
  if (!last) return;
  const { rooms } = await ctx.services.live();
  const told: ToClient = { type: 'peer-left', room, peer: last.actor.userId };
  await rooms.tell(room, told);
}
