import type { Actor, Context, Role } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import { keysOf } from './keys.ts';
import { TICKET_SECONDS } from './lifetimes.ts';

/** Among the roles of a ticket: the socket has no database to look it up. */
const GUEST = 'guest';

/** A ticket for the WebSocket of the asking person's session. */
export async function openSocket(ctx: Context): Promise<{ url: string; ticket: string; expiresAt: Date }> {
  if (!ctx.actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  const { userId, sessionId, role, guest } = ctx.actor;
  const { tokens } = await keysOf(ctx);
  const roles = guest ? [role, GUEST] : [role];
  const ticket = await tokens.sign({ userId, sessionId, roles }, 'ticket', ctx.now);
  const expiresAt = new Date(ctx.now.getTime() + TICKET_SECONDS * 1000);
  return { url: ctx.services.socketUrl, ticket, expiresAt };
}

/** Who a ticket was given to. @throws DomainError UNAUTHENTICATED for anything else */
export async function actorOfTicket(ctx: Context, ticket: string): Promise<Actor> {
  const { tokens } = await keysOf(ctx);
  const { userId, sessionId, roles } = await tokens.verify(ticket, 'ticket', ctx.now);
  return { userId, sessionId, role: roles[0] as Role, guest: roles.includes(GUEST) };
}
