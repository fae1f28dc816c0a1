import type { Actor, Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { keysOf } from './keys.ts';
import { TICKET_SECONDS } from './lifetimes.ts';
import { openSession } from './sessions.ts';

/** A ticket for the WebSocket of the asking person's session. */
export async function openSocket(ctx: Context): Promise<{ url: string; ticket: string; expiresAt: Date }> {
  if (!ctx.actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  const { userId, sessionId, role } = ctx.actor;
  const { tokens } = await keysOf(ctx);
  const ticket = await tokens.sign({ userId, sessionId, roles: [role] }, 'ticket', ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + TICKET_SECONDS * 1000);
  return { url: ctx.services.socketUrl, ticket, expiresAt };
}

/**
 * Who a ticket was given to, as they are now: the session may have ended since.
 *
 * @throws DomainError UNAUTHENTICATED for anything else
 */
export async function actorOfTicket(ctx: Context, ticket: string): Promise<Actor> {
  const { tokens } = await keysOf(ctx);
  const actor = await openSession(ctx, await tokens.verify(ticket, 'ticket', ctx.now));
  if (!actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in again.');
  return actor;
}
