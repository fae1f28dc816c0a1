import { createHash } from 'node:crypto';
import type { ServerToAgent, ServerToPage } from '../../client/lab/messages.ts';
import type { Actor, Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import type { Occupant } from '../platform/realtime/rooms.ts';
import { type PageMessage, pageMessage } from './relay.messages.ts';
import { findSession, markSeen } from './sessions.store.ts';
import { agentRoom, labRoom } from './telling.ts';

/**
 * What a page said of its lab: it goes on to the agent, with who said it. A page has shown when it joined that the lab
 * is its person's; who is not in the lab's room is refused, whatever the message claims.
 *
 * @param who of the connection; undefined as long as it has not said so
 */
export async function receivePageMessage(
  ctx: Context,
  connectionId: string,
  who: () => Promise<Actor | undefined>,
  value: unknown,
): Promise<ServerToPage | undefined> {
  const parsed = pageMessage.safeParse(value);
  const given = (value as { id?: unknown }).id;
  const id = typeof given === 'string' && given.length <= 64 ? given : null;
  if (!parsed.success)
    return { type: 'refused', id, code: 'BAD_INPUT', message: 'This message has another form.' };
  try {
    switch (parsed.data.type) {
      case 'join-lab':
        return await join(ctx, connectionId, await who(), parsed.data);
      case 'leave-lab':
        return await leave(ctx, connectionId, parsed.data.lab);
      default:
        return await passOn(ctx, connectionId, parsed.data);
    }
  } catch (error) {
    if (error instanceof DomainError)
      return { type: 'refused', id, code: error.code, message: error.message };
    ctx.log.error('A message to a lab failed', error, { type: parsed.data.type });
    return { type: 'refused', id, code: 'INTERNAL', message: 'Unexpected error' };
  }
}

async function join(
  ctx: Context,
  connectionId: string,
  actor: Actor | undefined,
  { id, lab }: Extract<PageMessage, { type: 'join-lab' }>,
): Promise<ServerToPage> {
  if (!actor) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  const session = await findSession(ctx.db, actor, lab);
  if (!session) throw new DomainError('NOT_FOUND', 'There is no such lab of yours.');
  const { rooms } = await ctx.services.live();
  if (!(await rooms.enter(labRoom(lab), { connectionId, actor }, ctx.now)))
    throw new DomainError('FORBIDDEN', 'This page is in too many rooms.');
  await seen(ctx, lab);
  const connected = (await rooms.occupants(agentRoom(lab))).length > 0;
  return { type: 'lab-joined', id, lab, seat: seatOf(connectionId), connected };
}

async function leave(ctx: Context, connectionId: string, lab: string): Promise<undefined> {
  const { rooms } = await ctx.services.live();
  const left = await rooms.leave(labRoom(lab), [connectionId]);
  if (left.length > 0) await tellPageLeft(ctx, labRoom(lab), connectionId);
}

async function passOn(
  ctx: Context,
  connectionId: string,
  message: Exclude<PageMessage, { type: 'join-lab' | 'leave-lab' }>,
): Promise<ServerToPage | undefined> {
  const { rooms, posts, forget } = await ctx.services.live();
  const { lab } = message;
  const [pages, agents] = await Promise.all([rooms.occupants(labRoom(lab)), rooms.occupants(agentRoom(lab))]);
  if (!pages.some((one) => one.connectionId === connectionId))
    throw new DomainError('FORBIDDEN', 'Join the lab first.');
  await seen(ctx, lab);
  const agent = agents.at(-1);
  const told: ServerToAgent = { ...message, seat: seatOf(connectionId) };
  // What was typed is sent again once the agent is back: the page keeps it until the agent has it.
  if (agent && (await posts.send(agent.connectionId, told))) return undefined;
  if (agent) await forget(ctx, [agent.connectionId]);
  if (message.type === 'lab-file')
    throw new DomainError('UNAVAILABLE', 'The machine is not connected at the moment. Try again.', {
      retryAfterSeconds: 2,
    });
  return { type: 'lab-agent', lab, connected: false };
}

/** Milliseconds between two notes that somebody is at a lab. */
const NOTED_EVERY = 60_000;
const noted = new Map<string, number>();

/** Somebody is at this lab; written down once a minute and process. */
async function seen(ctx: Context, lab: string): Promise<void> {
  const last = noted.get(lab) ?? 0;
  const now = ctx.now.getTime();
  if (now - last < NOTED_EVERY) return;
  noted.delete(lab);
  noted.set(lab, now);
  if (noted.size > 1_000) noted.delete(noted.keys().next().value ?? '');
  await markSeen(ctx.db, lab, ctx.now);
}

/**
 * A page has left the lab's room: the agent need not wait for it any more, and whoever was there has been until now.
 */
export async function tellPageLeft(ctx: Context, room: string, connectionId: string): Promise<void> {
  const lab = room.slice('lab:'.length);
  await markSeen(ctx.db, lab, ctx.now);
  const { rooms } = await ctx.services.live();
  const told: ServerToAgent = { type: 'page-left', seat: seatOf(connectionId) };
  await rooms.tell(ctx, agentRoom(lab), told);
}

/** Somebody has the lab's page open; reading, or typing into a file, says nothing by itself. */
export async function isOpen(ctx: Context, lab: string): Promise<boolean> {
  const { rooms } = await ctx.services.live();
  return (await rooms.occupants(labRoom(lab))).length > 0;
}

/** Finds the page of a seat among those in a lab's room. */
export function pageOf(pages: readonly Occupant[], seat: string): string | undefined {
  return pages.find(({ connectionId }) => seatOf(connectionId) === seat)?.connectionId;
}

/** Tells the pages of one person apart without naming their connections. */
function seatOf(connectionId: string): string {
  return createHash('sha256').update(connectionId).digest('base64url').slice(0, 8);
}
