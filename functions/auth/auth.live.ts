import { type Consumer, consumer } from '../platform/queue/worker.ts';
import { sessionsChanged } from './auth.events.ts';

/** Ends the open connections of sessions that ended or changed: a client that may go on opens a new one. */
export const sessionConsumers: Consumer[] = [
  consumer(sessionsChanged, async (ctx, { payload: { sessionIds } }) => {
    const { connections, posts, forget } = await ctx.services.live();
    for (const sessionId of sessionIds) {
      const opened = await connections.ofSession(sessionId);
      for (const connectionId of opened) await posts.close(connectionId);
      await forget(ctx, opened);
    }
  }),
];
