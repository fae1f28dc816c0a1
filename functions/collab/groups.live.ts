import type { ToClient } from '../../client/realtime/messages.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { deleteBoardDocument } from './boards/merging.ts';
import { listBoardIds } from './boards.store.ts';
import { groupChanged } from './collab.events.ts';
import { boardRoom, groupRoom } from './rooms.names.ts';
import { empty, showOut } from './rooms.out.ts';

/** Tells the members that their group has changed, and shows out who is none any more. */
export const groupConsumers: Consumer[] = [
  consumer(groupChanged, async (ctx, { payload: { groupId, leftId, deletedBoardId, closed } }) => {
    const { rooms } = await ctx.services.live();
    if (leftId) await showOut(ctx, groupId, leftId);
    const told: ToClient = { type: 'group-changed', group: groupId };
    await rooms.tell(ctx, groupRoom(groupId), told);
    if (deletedBoardId) {
      await empty(ctx, boardRoom(deletedBoardId));
      await deleteBoardDocument(ctx, ctx.services.objects, deletedBoardId);
    }
    // Who may not draw any more comes back in as one who looks on.
    if (closed) for (const board of await listBoardIds(ctx.db, groupId)) await empty(ctx, boardRoom(board));
  }),
];
