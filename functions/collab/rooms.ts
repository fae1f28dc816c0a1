import { createHash } from 'node:crypto';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { Actor, Context } from '../platform/context.ts';
import { DomainError } from '../platform/errors.ts';
import type { Occupant } from '../platform/realtime/rooms.ts';
import { receiveUpdate, syncBoard } from './boards.live.ts';
import { requireBoard } from './boards.ts';
import { changesSince } from './chat.ts';
import { findMembership } from './members.store.ts';
import { type RoomMessage, roomMessage } from './rooms.messages.ts';
import { boardRoom, diagramRoom, groupRoom } from './rooms.names.ts';
import { tellLeft } from './rooms.out.ts';

/**
 * What a client said of rooms, answered under its id or refused. Who says it is the connection's own person, whatever
 * the message claims.
 *
 * @param who of the connection; undefined as long as it has not said so
 */
export async function receiveRoomMessage(
  ctx: Context,
  connectionId: string,
  who: () => Promise<Actor | undefined>,
  value: unknown,
): Promise<ToClient | undefined> {
  const parsed = roomMessage.safeParse(value);
  const given = (value as { id?: unknown }).id;
  const id = typeof given === 'string' && given.length <= 64 ? given : null;
  if (!parsed.success)
    return { type: 'refused', id, code: 'BAD_INPUT', message: 'This message has another form.' };
  try {
    return await receive(ctx, connectionId, who, parsed.data);
  } catch (error) {
    if (!(error instanceof DomainError)) {
      ctx.log.error('A room message failed', error, { type: parsed.data.type });
      return { type: 'refused', id, code: 'INTERNAL', message: 'Unexpected error' };
    }
    return { type: 'refused', id, code: error.code, message: error.message };
  }
}

async function receive(
  ctx: Context,
  connectionId: string,
  who: () => Promise<Actor | undefined>,
  message: RoomMessage,
): Promise<ToClient | undefined> {
  switch (message.type) {
    case 'cursor-move': {
      const { room, at, selection, view } = message;
      const { actor, all } = await requireOccupant(ctx, room, connectionId);
      const told: ToClient = {
        type: 'peer-cursor',
        room,
        peer: actor.userId,
        seat: seatOf(connectionId),
        at,
        selection,
        ...(view === undefined ? {} : { view }),
      };
      await tellOthers(ctx, room, connectionId, told, all);
      return undefined;
    }
    case 'typing': {
      const room = groupRoom(message.group);
      const { actor, all } = await requireOccupant(ctx, room, connectionId);
      const { group, on } = message;
      await tellOthers(ctx, room, connectionId, { type: 'peer-typing', group, peer: actor.userId, on }, all);
      return undefined;
    }
    case 'whiteboard-update': {
      const { board, update, id } = message;
      const room = boardRoom(board);
      const { all } = await requireOccupant(ctx, room, connectionId, 'edit');
      const told: ToClient = { type: 'whiteboard-update', board, update };
      await receiveUpdate(ctx, board, Buffer.from(update, 'base64'), () =>
        tellOthers(ctx, room, connectionId, told, all),
      );
      await tellNewcomers(ctx, room, told, all);
      return { type: 'whiteboard-saved', id, board };
    }
    case 'leave-room': {
      const { rooms } = await ctx.services.live();
      for (const left of await rooms.leave(message.room, [connectionId])) await tellLeft(ctx, left);
      return { type: 'left', id: message.id, room: message.room };
    }
    default:
      return join(ctx, connectionId, await requirePerson(who), message);
  }
}

type Join = Extract<RoomMessage, { type: `join-${string}` }>;

async function join(ctx: Context, connectionId: string, actor: Actor, message: Join): Promise<ToClient> {
  const theirs = { ...ctx, actor };
  const { id } = message;
  switch (message.type) {
    case 'join-study-group': {
      const { group, after } = message;
      let newest = 0;
      // In first, then the look back: what comes in between arrives twice rather than never.
      const { peers } = await enter(ctx, groupRoom(group), { connectionId, actor }, async () => {
        newest = Number((await requireMember(theirs, actor, group)).last_sequence);
        return 'view';
      });
      const joined = { type: 'study-group-joined', id, group, peers } as const;
      if (after > newest) return { ...joined, messages: [], upTo: newest, more: false, anew: true };
      return { ...joined, ...(await changesSince(theirs, group, after)) };
    }
    case 'join-diagram': {
      const room = diagramRoom(message.group, message.diagram);
      const { peers } = await enter(ctx, room, { connectionId, actor }, async () => {
        await requireMember(theirs, actor, message.group);
        return 'view';
      });
      return { type: 'diagram-joined', id, room, peers };
    }
    case 'join-whiteboard': {
      const { board: boardId, vector } = message;
      const { peers, may } = await enter(ctx, boardRoom(boardId), { connectionId, actor }, async () =>
        (await requireBoard(theirs, boardId)).may_edit ? 'edit' : 'view',
      );
      const mayEdit = may === 'edit';
      const common = { type: 'whiteboard-sync', id, board: boardId, mayEdit, peers } as const;
      return syncBoard(ctx, connectionId, Buffer.from(vector, 'base64'), common);
    }
  }
}

type May = 'view' | 'edit';

/**
 * Lets a connection in and tells those who are there of a new person; gives back the people who are.
 *
 * @param allowed what it may do there. @throws DomainError when it may not be there
 */
async function enter(
  ctx: Context,
  room: string,
  { connectionId, actor }: Occupant,
  allowed: () => Promise<May>,
): Promise<{ peers: string[]; may: May }> {
  const { rooms } = await ctx.services.live();
  let may = await allowed();
  for (;;) {
    if (!(await rooms.enter(room, { connectionId, actor, may }, ctx.now)))
      throw new DomainError('FORBIDDEN', 'This page is in too many rooms.');
    // Asked once more: who is shown out meanwhile was not in the room yet, and nobody else would look.
    const before = may;
    try {
      may = await allowed();
    } catch (error) {
      for (const left of await rooms.leave(room, [connectionId])) await tellLeft(ctx, left);
      throw error;
    }
    if (may === before) break;
  }
  // Looked at afterwards: of two who come at once, the later one sees the other.
  const there = await rooms.occupants(room);
  if (!there.some((one) => one.actor.userId === actor.userId && one.connectionId !== connectionId))
    await tellOthers(ctx, room, connectionId, { type: 'peer-joined', room, peer: actor.userId }, there);
  return { peers: [...new Set([...there.map((one) => one.actor.userId), actor.userId])], may };
}

/** @param to who was there when it came, so that they are read once: of what nobody misses who comes in later */
async function tellOthers(
  ctx: Context,
  room: string,
  except: string,
  message: ToClient,
  to?: readonly Occupant[],
): Promise<void> {
  const { rooms } = await ctx.services.live();
  await rooms.tell(ctx, room, message, { except, to });
}

/** Tells who came in while it was being stored: what they read of the whiteboard may have been read before. */
async function tellNewcomers(
  ctx: Context,
  room: string,
  message: ToClient,
  told: readonly Occupant[],
): Promise<void> {
  const { rooms } = await ctx.services.live();
  const known = new Set(told.map(({ connectionId }) => connectionId));
  const to = (await rooms.occupants(room)).filter(({ connectionId }) => !known.has(connectionId));
  if (to.length > 0) await rooms.tell(ctx, room, message, { to });
}

/**
 * Who it is, and all who are there.
 *
 * @throws DomainError FORBIDDEN for a connection that is not in the room, or may only look on
 */
async function requireOccupant(
  ctx: Context,
  room: string,
  connectionId: string,
  may: 'view' | 'edit' = 'view',
): Promise<Occupant & { all: readonly Occupant[] }> {
  const { rooms } = await ctx.services.live();
  const all = await rooms.occupants(room);
  const found = all.find((one) => one.connectionId === connectionId);
  if (!found) throw new DomainError('FORBIDDEN', 'Join the room first.');
  if (may === 'edit' && found.may !== 'edit')
    throw new DomainError('FORBIDDEN', 'This can only be looked at.');
  return { ...found, all };
}

async function requirePerson(who: () => Promise<Actor | undefined>): Promise<Actor> {
  const actor = await who();
  if (!actor || actor.guest) throw new DomainError('UNAUTHENTICATED', 'Please sign in first.');
  return actor;
}

async function requireMember(ctx: Context, actor: Actor, groupId: string) {
  const membership = await findMembership(ctx.db, actor, groupId);
  if (!membership) throw new DomainError('NOT_FOUND', 'There is no such group, or it is not open to you.');
  return membership;
}

/** Tells the pages of one person apart without naming their connections. */
function seatOf(connectionId: string): string {
  return createHash('sha256').update(connectionId).digest('base64url').slice(0, 8);
}
