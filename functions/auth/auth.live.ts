import { type Consumer, consumer } from '../platform/queue/worker.ts';
import type { Connections } from '../platform/realtime/connections.ts';
import type { Posts } from '../platform/realtime/posts.ts';
import { sessionsChanged } from './auth.events.ts';

/** Ends the open connections of sessions that ended or changed: a client that may go on opens a new one. */
export function sessionConsumers(live: () => { connections: Connections; posts: Posts }): Consumer[] {
  return [
    consumer(sessionsChanged, async (_ctx, { payload: { sessionIds } }) => {
      const { connections, posts } = live();
      for (const sessionId of sessionIds) {
        for (const connectionId of await connections.ofSession(sessionId)) {
          await posts.close(connectionId);
          await connections.remove(connectionId);
        }
      }
    }),
  ];
}
