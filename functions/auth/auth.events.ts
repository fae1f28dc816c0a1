import * as z from 'zod/mini';
import type { EventKind } from '../platform/queue/events.ts';

/** Somebody asked for a link by mail. Holds no address: the worker opens it. */
export const mailLinkRequested: EventKind<{ linkId: string }> = {
  type: 'auth.mail-link-requested',
  queue: 'email',
  payload: z.object({ linkId: z.string() }),
};

/** Its owner should hear of it. */
export const passwordChanged: EventKind<{ userId: string }> = {
  type: 'auth.password-changed',
  queue: 'email',
  payload: z.object({ userId: z.string() }),
};

/** Sessions that ended, or whose rights changed: what they opened must open anew. */
export const sessionsChanged: EventKind<{ sessionIds: string[] }> = {
  type: 'auth.sessions-changed',
  queue: 'notification',
  payload: z.object({ sessionIds: z.array(z.string()) }),
};
