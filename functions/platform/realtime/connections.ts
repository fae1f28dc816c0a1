import type { Actor } from '../context.ts';
import { expiry, openTable, type Row } from './table.ts';

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
 * opened it, `topic#<topic>` / `<id>` for what it follows.
 */
export function createConnections(tableName: string): Connections {
  const table = openTable(tableName);
  const self = (id: string) => `connection#${id}`;

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
      if (!(await table.claim(self(id), id, 'actor', { S: JSON.stringify(actor) }))) return false;
      const row = { sk: { S: id }, expiresAt: expiry(now) };
      await Promise.all([
        table.put({ ...row, pk: { S: `session#${actor.sessionId}` } }),
        table.put({ ...row, pk: { S: `user#${actor.userId}` } }),
      ]);
      return true;
    },
    actorOf: async (id) => actorIn(await table.get(self(id), id)),
    async remove(id) {
      await Promise.all((await table.byConnection(id)).map(table.remove));
      // The index may lag behind the row itself.
      await table.remove({ pk: { S: self(id) }, sk: { S: id } });
    },
    async follow(id, actor, topic, operation, now) {
      const mine = await table.byConnection(id);
      const ids = mine.flatMap((row) => operationsIn(row).map((one) => one.id));
      if (ids.includes(operation.id) || ids.length >= OPERATIONS) return false;
      const pk = `topic#${topic}`;
      const before = mine.find((row) => row.pk?.S === pk);
      await table.put({
        pk: { S: pk },
        sk: { S: id },
        actor: { S: JSON.stringify(actor) },
        operations: { S: JSON.stringify([...operationsIn(before), operation]) },
        expiresAt: expiry(now),
      });
      return true;
    },
    async unfollow(id, operationId) {
      for (const row of await table.byConnection(id)) {
        const operations = operationsIn(row);
        const left = operations.filter((one) => one.id !== operationId);
        if (left.length === operations.length) continue;
        if (left.length === 0) await table.remove(row);
        else await table.put({ ...row, operations: { S: JSON.stringify(left) } });
      }
    },
    ofSession: async (sessionId) => idsOf(await table.byPartition(`session#${sessionId}`)),
    ofUser: async (userId) => idsOf(await table.byPartition(`user#${userId}`)),
    async followers(topic) {
      return (await table.byPartition(`topic#${topic}`)).flatMap((row) => {
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

function operationsIn(row: Row | undefined): Operation[] {
  return row?.operations?.S ? (JSON.parse(row.operations.S) as Operation[]) : [];
}
