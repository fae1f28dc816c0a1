import { randomUUID } from 'node:crypto';
import type { Actor, Context } from '../context.ts';
import type { Redis } from '../redis/redis.ts';
import { actorIn, hasEnded } from './connections.ts';
import type { Posts } from './posts.ts';
import { expiry, openTable } from './table.ts';

/** A connection that is in a room. */
export interface Occupant {
  connectionId: string;
  actor: Actor;
  /** What a domain lets it do there; all may look on. */
  may?: 'view' | 'edit';
}

/** A connection has left a room: for those who stay. */
export interface Left {
  room: string;
  connectionId: string;
  /** Whoever left has no other connection in it. */
  last: Occupant | undefined;
}

/** Connections that nothing can be told: they are gone, or their session has ended and they have to go. */
export interface Lost {
  gone: readonly string[];
  ended: readonly string[];
}

/** Rooms: who is in one hears what is told there, and nothing else is needed to say so to many. */
export interface Rooms {
  /** False when the connection is in too many rooms. */
  enter(room: string, occupant: Occupant, now: Date): Promise<boolean>;
  /** Undefined when it was not there. */
  leave(room: string, connectionId: string): Promise<Left | undefined>;
  /** Out of all rooms, or those that a test picks. */
  leaveAll(connectionId: string, picks?: (room: string) => boolean): Promise<Left[]>;
  occupants(room: string): Promise<readonly Occupant[]>;
  /**
   * Tells everybody in the room but `except`. Connections that are gone are forgotten, and those who stay hear of it; so
   * it is with those whose session has ended, which are closed.
   *
   * @param options `to`: the occupants as they were read a moment ago, for what nobody misses who comes in meanwhile
   * @returns how many were told
   */
  tell(
    ctx: Context,
    room: string,
    message: object,
    options?: { except?: string; to?: readonly Occupant[] },
  ): Promise<number>;
}

/** Rooms of one connection: a page is in two or three. */
const ROOMS = 10;
/** Rooms that a process remembers the occupants of. */
const REMEMBERED = 200;
/**
 * Milliseconds after which it looks whether Redis missed a change, and so many more for each who is there: a room of a
 * thousand is not read over and over for what nearly never happens. After twice the time nothing is believed.
 */
const STALE = 4_000;
const STALE_EACH = 20;

interface Remembered {
  version: unknown;
  occupants: readonly Occupant[];
  /** When the rows were read. */
  at: number;
  /** They are being read again. */
  isLooking: boolean;
}

const staleAfter = ({ occupants }: Remembered) => STALE + STALE_EACH * occupants.length;

/**
 * Rows `room#<room>` / `<connection>` in the table of connections. Each process remembers who is in a room for as long
 * as the room's version in Redis stays the same: a message to a busy room then costs one GET, not one read a member.
 * Without Redis it reads the rows each time.
 *
 * @param drop what is to be done about connections that nothing can be told
 */
export function createRooms(
  tableName: string,
  posts: Posts,
  redis: Redis,
  drop: (ctx: Context, lost: Lost) => Promise<void>,
): Rooms {
  const table = openTable(tableName);
  const remembered = new Map<string, Remembered>();
  const versionKey = (room: string) => `{${room}}:room-version`;

  async function changed(room: string): Promise<void> {
    remembered.delete(room);
    // Not a counter: one that starts anew, after Redis lost it, would say again what somebody remembers.
    await redis.run([['SET', versionKey(room), randomUUID(), 'EX', 86_400]]);
  }

  async function read(room: string): Promise<readonly Occupant[]> {
    const rows = await table.byPartition(`room#${room}`);
    return rows.flatMap((row) => {
      const actor = actorIn(row);
      const may = row.may?.S === 'edit' ? 'edit' : 'view';
      return actor ? [{ connectionId: String(row.sk?.S), actor, may }] : [];
    });
  }

  async function occupants(room: string): Promise<readonly Occupant[]> {
    const answers = await redis.run([['GET', versionKey(room)]]);
    if (!answers || answers[0] === null) return read(room);
    const [version] = answers;
    const known = remembered.get(room);
    const age = known && known.version === version ? performance.now() - known.at : Number.POSITIVE_INFINITY;
    if (!known || age >= 2 * staleAfter(known)) return remember(room, version);
    return known.occupants;
  }

  /** @param version was read before the rows: what changes in between makes the next one read again */
  async function remember(room: string, version: unknown): Promise<readonly Occupant[]> {
    const at = performance.now();
    const found = await read(room);
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? '');
    remembered.set(room, { version, occupants: found, at, isLooking: false });
    return found;
  }

  /** A thousand rows take a while: they are read again after a message, so that none waits for them. */
  async function lookAgain(room: string): Promise<void> {
    const known = remembered.get(room);
    if (!known || known.isLooking || performance.now() - known.at < staleAfter(known)) return;
    known.isLooking = true;
    await remember(room, known.version).catch(() => {
      known.isLooking = false;
    });
  }

  const rooms: Rooms = {
    async enter(room, { connectionId, actor, may = 'view' }, now) {
      const pk = `room#${room}`;
      const mine = (await table.byConnection(connectionId)).filter((row) => row.pk?.S?.startsWith('room#'));
      if (mine.length >= ROOMS && !mine.some((row) => row.pk?.S === pk)) return false;
      await table.put({
        pk: { S: pk },
        sk: { S: connectionId },
        actor: { S: JSON.stringify(actor) },
        may: { S: may },
        expiresAt: expiry(now),
      });
      await changed(room);
      return true;
    },
    async leave(room, connectionId) {
      // Of several who show it out at once, one has done it.
      const actor = actorIn(await table.remove({ pk: { S: `room#${room}` }, sk: { S: connectionId } }));
      if (!actor) return undefined;
      await changed(room);
      const stays = (await read(room)).some((one) => one.actor.userId === actor.userId);
      return { room, connectionId, last: stays ? undefined : { connectionId, actor } };
    },
    async leaveAll(connectionId, picks = () => true) {
      const mine = await table.byConnection(connectionId);
      const names = mine.flatMap(({ pk }) => (pk?.S?.startsWith('room#') ? [pk.S.slice(5)] : []));
      const left = await Promise.all(names.filter(picks).map((room) => rooms.leave(room, connectionId)));
      return left.filter((one) => one !== undefined);
    },
    occupants,
    async tell(ctx, room, message, { except, to } = {}) {
      const all = to ?? (await occupants(room));
      const others = all.filter(({ connectionId }) => connectionId !== except);
      const ended = others.filter(({ actor }) => hasEnded(actor, ctx.now)).map(idOf);
      const ids = others.filter(({ actor }) => !hasEnded(actor, ctx.now)).map(idOf);
      const gone = await posts.sendAll(ids, message);
      await drop(ctx, { gone, ended });
      await lookAgain(room);
      return ids.length - gone.length;
    },
  };
  return rooms;
}

const idOf = ({ connectionId }: Occupant) => connectionId;
