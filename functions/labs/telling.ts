import type { ServerToPage } from '../../client/lab/messages.ts';
import type { Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { parseId } from '../platform/ids.ts';
import type { Topics } from '../platform/realtime/transport.ts';
import { findSession, readSession, type SessionRow } from './sessions.store.ts';

/** The room of a session's pages. */
export const labRoom = (sessionId: string) => `lab:${sessionId}`;
/** The room of the agent in its machine; there is one, or two while one follows the other. */
export const agentRoom = (sessionId: string) => `lab-agent:${sessionId}`;

/** The topic of each subscription of this domain, for who started the lab. */
export const labTopics: Topics = {
  async labStatusChanged(ctx, actor, { sessionId }) {
    const id = parseId('lss', String(sessionId));
    if (!(await findSession(ctx.db, actor, id)))
      throw new DomainError('NOT_FOUND', 'There is no such lab of yours.');
    return labRoom(id);
  },
};

/**
 * Tells the pages of a session, and who subscribed by GraphQL, that it is in another state. What can't be told is not
 * lost: pages ask anew when they come back, and from time to time while they wait.
 */
export async function tellSession(
  ctx: Context,
  { id, version }: Pick<SessionRow, 'id' | 'version'>,
): Promise<void> {
  try {
    const { rooms, publish } = await ctx.services.live();
    const told: ServerToPage = { type: 'lab-changed', lab: id, version };
    await Promise.all([
      rooms.tell(ctx, labRoom(id), told),
      publish(ctx, labRoom(id), 'labStatusChanged', async (theirs) => {
        const found = theirs.actor && (await findSession(theirs.db, theirs.actor, id));
        if (!found) throw new Error('A follower of a lab did not start it.');
        return found;
      }),
    ]);
  } catch (error) {
    ctx.log.warn('A lab could not be told of', { sessionId: id, reason: String(error) });
  }
}

export async function tellSessionId(ctx: Context, sessionId: string): Promise<void> {
  const session = await readSession(ctx.db, sessionId);
  if (session) await tellSession(ctx, session);
}
