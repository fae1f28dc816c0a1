import type { ToClient } from '../../client/realtime/messages.ts';
import type { Context } from '../platform/context.ts';
import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { toChatMessage } from './chat.message.ts';
import { findMessage, type MessageRow } from './chat.store.ts';
import { messageChanged } from './collab.events.ts';
import { groupTopic } from './collab.topics.ts';
import { groupRoom } from './rooms.names.ts';

/**
 * Tells a group of a message: the pages that are in its room, and who subscribed by GraphQL. Whoever hears it twice
 * knows it by its number.
 */
export async function tellMessage(ctx: Context, message: MessageRow): Promise<void> {
  const { rooms, publish } = await ctx.services.live();
  const told: ToClient = { type: 'group-message', group: message.group_id, message: toChatMessage(message) };
  await Promise.all([
    rooms.tell(ctx, groupRoom(message.group_id), told),
    // Each follower reads it as themselves: who is no member any more gets nothing.
    publish(ctx, groupTopic(message.group_id), 'groupMessageReceived', async (theirs) => {
      const found = theirs.actor && (await findMessage(theirs.db, theirs.actor, message.id));
      if (!found) throw new Error('A follower of a group is no member of it.');
      return found;
    }),
  ]);
}

/** For messages whose sender died before the members were told. */
export const chatConsumers: Consumer[] = [
  consumer(messageChanged, async (ctx, { payload: { messageId, actorId } }) => {
    const message = await findMessage(ctx.db, { userId: actorId }, messageId);
    if (message) await tellMessage(ctx, message);
  }),
];
