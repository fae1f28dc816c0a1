import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { sessionsChanged } from './auth.events.ts';

/** Ends the open connections of sessions that ended or changed: a client that may go on opens a new one. */
export const sessionConsumers: Consumer[] = [
  consumer(sessionsChanged, async (ctx, { payload: { sessionIds } }) => {
    const { connections, posts } = await ctx.services.live();
    for (const sessionId of sessionIds) {
      for (const connectionId of await connections.ofSession(sessionId)) {
        await posts.close(connectionId);
        await connections.remove(connectionId);
      }
    }
  }),
];
