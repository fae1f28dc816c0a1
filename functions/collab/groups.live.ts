import type { ToClient } from '../../client/realtime/messages.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { deleteBoardDocument } from './boards/merging.ts';
import { groupChanged } from './collab.events.ts';
import { groupRoom } from './rooms.names.ts';
import { showOut } from './rooms.out.ts';

/** Tells the members that their group has changed, and shows out who is none any more. */
export const groupConsumers: Consumer[] = [
  consumer(groupChanged, async (ctx, { payload: { groupId, leftId, deletedBoardId, closed } }) => {
    const { rooms } = await ctx.services.live();
    // Done at once as well, see `showOutNow`; a page that came in at that moment is found now.
    await showOut(ctx, { groupId, leftId, deletedBoardId, closed });
    const told: ToClient = { type: 'group-changed', group: groupId };
    await rooms.tell(ctx, groupRoom(groupId), told);
    if (deletedBoardId) await deleteBoardDocument(ctx, ctx.services.objects, deletedBoardId);
  }),
];
