import { randomUUID } from 'node:crypto';
import type { Actor, Context } from '../context.ts';
import type { Redis } from '../redis/redis.ts';
import { actorIn, hasEnded } from './connections.ts';
import type { Posts } from './posts.ts';
import { expiry, openTable, type Row } from './table.ts';

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
  /** Gives back those who were there. However many leave, the room is read once. */
  leave(room: string, connectionIds: readonly string[]): Promise<Left[]>;
  /**
   * Out of all rooms.
   *
   * @param options `picks`: only out of these; `rows`: of these connections, where they have just been read
   */
  leaveAll(
    connectionIds: readonly string[],
    options?: { picks?: (room: string) => boolean; rows?: readonly Row[] },
  ): Promise<Left[]>;
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
  /** Reads under way: many messages to a room that has changed share one. */
  const reading = new Map<string, { version: unknown; occupants: Promise<readonly Occupant[]> }>();
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
  function remember(room: string, version: unknown): Promise<readonly Occupant[]> {
    const underWay = reading.get(room);
    if (underWay && underWay.version === version) return underWay.occupants;
    const mine = {
      version,
      occupants: readAs(room, version).finally(() => {
        if (reading.get(room) === mine) reading.delete(room);
      }),
    };
    reading.set(room, mine);
    return mine.occupants;
  }

  async function readAs(room: string, version: unknown): Promise<readonly Occupant[]> {
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
    async leave(room, connectionIds) {
      const out = await Promise.all(
        connectionIds.map(async (connectionId) => {
          // Of several who show it out at once, one has done it.
          const row = await table.remove({ pk: { S: `room#${room}` }, sk: { S: connectionId } });
          return { connectionId, actor: actorIn(row) };
        }),
      );
      const left = out.flatMap(({ connectionId, actor }) => (actor ? [{ connectionId, actor }] : []));
      if (left.length === 0) return [];
      await changed(room);
      const known = new Set((await read(room)).map(({ actor }) => actor.userId));
      return left.map((one) => {
        const isLast = !known.has(one.actor.userId);
        known.add(one.actor.userId);
        return { room, connectionId: one.connectionId, last: isLast ? one : undefined };
      });
    },
    async leaveAll(connectionIds, { picks = () => true, rows } = {}) {
      const all = rows ?? (await Promise.all(connectionIds.map((id) => table.byConnection(id)))).flat();
      const places = all.flatMap(({ pk, sk }) =>
        pk?.S?.startsWith('room#') && sk?.S ? [{ room: pk.S.slice(5), id: sk.S }] : [],
      );
      const byRoom = Map.groupBy(
        places.filter(({ room }) => picks(room)),
        ({ room }) => room,
      );
      const left = [...byRoom].map(([room, all]) =>
        rooms.leave(
          room,
          all.map(({ id }) => id),
        ),
      );
      return (await Promise.all(left)).flat();
    },
    occupants,
    async tell(ctx, room, message, { except, to } = {}) {
      const all = to ?? (await occupants(room));
      const ids: string[] = [];
      const ended: string[] = [];
      for (const { connectionId, actor } of all)
        if (connectionId !== except) (hasEnded(actor, ctx.now) ? ended : ids).push(connectionId);
      const gone = await posts.sendAll(ids, message);
      await drop(ctx, { gone, ended });
      await lookAgain(room);
      return ids.length - gone.length;
    },
  };
  return rooms;
}
