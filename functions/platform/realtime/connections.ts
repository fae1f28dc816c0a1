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
  /** A connection of nobody yet. */
  add(connectionId: string, now: Date): Promise<void>;
  /** Says whose it is; false when somebody said so before, it is gone, or the person has too many. */
  identify(connectionId: string, actor: Actor, now: Date): Promise<boolean>;
  /** Whose it is; undefined for nobody's and for an unknown one. */
  actorOf(connectionId: string): Promise<Actor | undefined>;
  /** Forgets it with all that it follows. */
  remove(connectionId: string): Promise<void>;
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

  return {
    add: (id, now) =>
      table.put({
        pk: { S: self(id) },
        sk: { S: id },
        connectedAt: { S: now.toISOString() },
        expiresAt: expiry(now),
      }),
    async identify(id, actor, now) {
      const others = await table.byPartition(`user#${actor.userId}`);
      if (others.length >= CONNECTIONS) return false;
      const isFirst = await table.update(self(id), id, {
        update: 'SET actor = :actor',
        condition: 'attribute_exists(pk) AND attribute_not_exists(actor)',
        values: { ':actor': { S: JSON.stringify(actor) } },
      });
      if (!isFirst) return false;
      const row = { sk: { S: id }, expiresAt: expiry(now) };
      await Promise.all([
        table.put({ ...row, pk: { S: `session#${actor.sessionId}` } }),
        table.put({ ...row, pk: { S: `user#${actor.userId}` } }),
      ]);
      return true;
    },
    actorOf: async (id) => actorIn(await table.get(self(id), id)),
    async remove(id) {
      await Promise.all((await table.byConnection(id)).map((row) => table.remove(row)));
      // The index may lag behind the row itself.
      await table.remove({ pk: { S: self(id) }, sk: { S: id } });
    },
    async follow(id, actor, topic, operation, now) {
      const names = { '#operation': nameOf(operation.id) };
      const isNew = await table.update(self(id), id, {
        update: 'SET #operation = :topic ADD operations :one',
        condition: `attribute_exists(pk) AND attribute_not_exists(#operation)
          AND (attribute_not_exists(operations) OR operations < :most)`,
        names,
        values: { ':topic': { S: topic }, ':one': { N: '1' }, ':most': { N: String(OPERATIONS) } },
      });
      if (!isNew) return false;
      await table.update(topicKey(topic), id, {
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
      // It may have been given up, or the connection gone, before there was anything to take off the topic.
      const mine = await table.get(self(id), id);
      if (mine?.[nameOf(operation.id)]?.S !== topic) await takeOff(topic, id, operation.id);
      return true;
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
