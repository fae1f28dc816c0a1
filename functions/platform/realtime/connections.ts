import type { Actor } from '../context.ts';
import { type Change, expiry, openTable, type Row } from './table.ts';

/** What a client asked to be told: an operation of GraphQL, under the id that the client gave it. */
export interface Operation {
  id: string;
  query: string;
  variables?: Record<string, unknown>;
}

/** A connection that follows a topic. */
export interface Follower {
  connectionId: string;
  actor: Actor;
  operations: Operation[];
}

/** Open WebSocket connections and the topics that they follow, in DynamoDB. */
export interface Connections {
  /** Says whose it is; false when somebody said so before, or the person has too many. Nobody's is not known at all. */
  identify(connectionId: string, actor: Actor, now: Date): Promise<boolean>;
  /** Whose it is; undefined for nobody's and for an unknown one. */
  actorOf(connectionId: string): Promise<Actor | undefined>;
  /** All that is known of them; what was written some milliseconds ago may be missing. */
  rowsOf(connectionIds: readonly string[]): Promise<Row[]>;
  /** Forgets them with all that they follow, and leaves rooms to rooms. @param rows of theirs, as read a moment ago */
  remove(connectionIds: readonly string[], rows: readonly Row[]): Promise<void>;
  /** False when the connection has an operation of this id, or too many. */
  follow(
    connectionId: string,
    actor: Actor,
    topic: string,
    operation: Operation,
    now: Date,
  ): Promise<boolean>;
  unfollow(connectionId: string, operationId: string): Promise<void>;
  followers(topic: string): Promise<Follower[]>;
  /** Connections that were opened by a session. */
  ofSession(sessionId: string): Promise<string[]>;
  /** Connections of a person, on all devices. */
  ofUser(userId: string): Promise<string[]>;
}

/** Operations of one connection: a page has a few. */
const OPERATIONS = 20;
/** Connections of one person: tabs and devices. Who opens more loses none of those that are open. */
const CONNECTIONS = 30;

/**
 * Rows: `connection#<id>` / `<id>` for the connection, `session#<session>` / `<id>` and `user#<user>` / `<id>` for who
 * opened it, `topic#<topic>` / `<id>` for what it follows. An operation is an attribute of its own, of the connection
 * (there it names its topic) and of the topic, each with a count: several functions may serve one connection at a time.
 */
export function createConnections(tableName: string): Connections {
  const table = openTable(tableName);
  const self = (id: string) => `connection#${id}`;

  /** With the last operation goes the row, unless there is a new one already. */
  async function takeOff(topic: string, id: string, operationId: string): Promise<void> {
    const before = await table.update(topicKey(topic), id, take(operationId));
    if (before?.operations?.N === '1')
      await table.remove(
        { pk: { S: topicKey(topic) }, sk: { S: id } },
        { condition: 'operations = :none', values: { ':none': { N: '0' } } },
      );
  }

  async function remove(ids: readonly string[], rows: readonly Row[]): Promise<void> {
    // The index may lag behind the row itself.
    const own = ids.map((id): Row => ({ pk: { S: self(id) }, sk: { S: id } }));
    const others = rows.filter(({ pk }) => /^(topic|session|user)#/.test(pk?.S ?? ''));
    await table.removeAll([...own, ...others]);
  }

  return {
    async identify(id, actor, now) {
      const isFirst = await table.update(self(id), id, {
        update: 'SET actor = :actor, expiresAt = :end',
        condition: 'attribute_not_exists(pk)',
        values: { ':actor': { S: JSON.stringify(actor) }, ':end': expiry(now) },
      });
      if (!isFirst) return false;
      const row = { sk: { S: id }, expiresAt: expiry(now) };
      const rows = [
        { ...row, pk: { S: `session#${actor.sessionId}` } },
        { ...row, pk: { S: `user#${actor.userId}` } },
      ];
      await table.putAll(rows);
      // Counted afterwards: of many that come at once, the last one sees all others.
      if (!(await table.hasMore(`user#${actor.userId}`, CONNECTIONS))) return true;
      await remove([id], rows);
      return false;
    },
    actorOf: async (id) => actorIn(await table.get(self(id), id)),
    rowsOf: async (ids) => (await Promise.all(ids.map((id) => table.byConnection(id)))).flat(),
    remove,
    async follow(id, actor, topic, operation, now) {
      const names = { '#operation': nameOf(operation.id) };
      const isNew = await table.update(topicKey(topic), id, {
        update: 'SET #operation = :operation, actor = :actor, expiresAt = :end ADD operations :one',
        condition: 'attribute_not_exists(#operation)',
        names,
        values: {
          ':operation': { S: JSON.stringify(operation) },
          ':actor': { S: JSON.stringify(actor) },
          ':end': expiry(now),
          ':one': { N: '1' },
        },
      });
      if (!isNew) return false;
      // Last, so that whoever ends the operation, or forgets the connection, finds on the topic what is to be taken off.
      const isTaken = await table.update(self(id), id, {
        update: 'SET #operation = :topic ADD operations :one',
        condition: `attribute_exists(pk) AND attribute_not_exists(#operation)
          AND (attribute_not_exists(operations) OR operations < :most)`,
        names,
        values: { ':topic': { S: topic }, ':one': { N: '1' }, ':most': { N: String(OPERATIONS) } },
      });
      if (!isTaken) await takeOff(topic, id, operation.id);
      return isTaken !== undefined;
    },
    async unfollow(id, operationId) {
      const before = await table.update(self(id), id, take(operationId));
      const topic = before?.[nameOf(operationId)]?.S;
      if (topic !== undefined) await takeOff(topic, id, operationId);
    },
    ofSession: async (sessionId) => idsOf(await table.byPartition(`session#${sessionId}`)),
    ofUser: async (userId) => idsOf(await table.byPartition(`user#${userId}`)),
    async followers(topic) {
      return (await table.byPartition(topicKey(topic))).flatMap((row) => {
        const actor = actorIn(row);
        return actor ? [{ connectionId: String(row.sk?.S), actor, operations: operationsIn(row) }] : [];
      });
    },
  };
}

const idsOf = (rows: Row[]) => rows.map((row) => String(row.sk?.S));

/** Whose row it is. */
export function actorIn(row: Row | undefined): Actor | undefined {
  return row?.actor?.S ? (JSON.parse(row.actor.S) as Actor) : undefined;
}

const topicKey = (topic: string) => `topic#${topic}`;
const nameOf = (operationId: string) => `operation:${operationId}`;

/** Removes an operation that is there. */
const take = (operationId: string): Change => ({
  update: 'REMOVE #operation ADD operations :less',
  condition: 'attribute_exists(#operation)',
  names: { '#operation': nameOf(operationId) },
  values: { ':less': { N: '-1' } },
});

/** The session of a connection is over: it is told nothing more, and closed. */
export const hasEnded = ({ endsAt }: Actor, now: Date) => endsAt !== undefined && endsAt <= now.getTime();

function operationsIn(row: Row): Operation[] {
  return Object.entries(row).flatMap(([name, { S: value }]) =>
    name.startsWith('operation:') && value ? [JSON.parse(value) as Operation] : [],
  );
}
