import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Actor } from '../context.ts';

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
  /** Says whose it is; false when somebody said so before, or it is gone. */
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
}

/**
 * API Gateway ends a connection after 2 hours; a row that nobody removed goes by itself soon after
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 */
const LIFETIME_SECONDS = 2 * 3600 + 600;
/** Operations of one connection: a page has a few. */
const OPERATIONS = 20;

type Row = Record<string, AttributeValue>;

/**
 * Rows: `connection#<id>` / `<id>` for the connection, `session#<session>` / `<id>` for who opened it,
 * `topic#<topic>` / `<id>` for what it follows. The index
 * `by-connection` leads from an id to all of them. The client is loaded with the first call; where it speaks to is
 * the SDK's own configuration.
 */
export function createConnections(TableName: string): Connections {
  let opening: Promise<DynamoDBClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    opening ??= Promise.resolve(new sdk.DynamoDBClient({ maxAttempts: 3 }));
    return { sdk, client: await opening };
  };
  const selfKey = (id: string): Row => ({ pk: { S: `connection#${id}` }, sk: { S: id } });
  const expiry = (now: Date): AttributeValue => ({
    N: String(Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS),
  });

  /** All pages of a query. */
  async function query(input: { IndexName?: string; name: 'pk' | 'sk'; value: string }): Promise<Row[]> {
    const { sdk, client } = await open();
    const rows: Row[] = [];
    let ExclusiveStartKey: Row | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new sdk.QueryCommand({
          TableName,
          IndexName: input.IndexName,
          KeyConditionExpression: '#key = :value',
          ExpressionAttributeNames: { '#key': input.name },
          ExpressionAttributeValues: { ':value': { S: input.value } },
          ExclusiveStartKey,
        }),
      );
      rows.push(...Items);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return rows;
  }
  const rowsOf = (id: string) => query({ IndexName: 'by-connection', name: 'sk', value: id });

  async function remove(row: Row): Promise<void> {
    const { sdk, client } = await open();
    const { pk, sk } = row;
    if (pk && sk) await client.send(new sdk.DeleteItemCommand({ TableName, Key: { pk, sk } }));
  }

  return {
    async add(id, now) {
      const { sdk, client } = await open();
      const Item = { ...selfKey(id), connectedAt: { S: now.toISOString() }, expiresAt: expiry(now) };
      await client.send(new sdk.PutItemCommand({ TableName, Item }));
    },
    async identify(id, actor, now) {
      const { sdk, client } = await open();
      const command = new sdk.UpdateItemCommand({
        TableName,
        Key: selfKey(id),
        UpdateExpression: 'SET actor = :actor',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(actor)',
        ExpressionAttributeValues: { ':actor': { S: JSON.stringify(actor) } },
      });
      try {
        await client.send(command);
        const Item = { pk: { S: `session#${actor.sessionId}` }, sk: { S: id }, expiresAt: expiry(now) };
        await client.send(new sdk.PutItemCommand({ TableName, Item }));
        return true;
      } catch (error) {
        if (error instanceof sdk.ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async actorOf(id) {
      const { sdk, client } = await open();
      const command = new sdk.GetItemCommand({ TableName, Key: selfKey(id), ConsistentRead: true });
      return actorIn((await client.send(command)).Item);
    },
    async remove(id) {
      await Promise.all((await rowsOf(id)).map(remove));
      // The index may lag behind the row itself.
      await remove(selfKey(id));
    },
    async follow(id, actor, topic, operation, now) {
      const mine = await rowsOf(id);
      const ids = mine.flatMap((row) => operationsIn(row).map((one) => one.id));
      if (ids.includes(operation.id) || ids.length >= OPERATIONS) return false;
      const { sdk, client } = await open();
      const Key = { pk: { S: `topic#${topic}` }, sk: { S: id } };
      const before = mine.find((row) => row.pk?.S === Key.pk.S);
      const operations = [...operationsIn(before), operation];
      const Item = {
        ...Key,
        actor: { S: JSON.stringify(actor) },
        operations: { S: JSON.stringify(operations) },
        expiresAt: expiry(now),
      };
      await client.send(new sdk.PutItemCommand({ TableName, Item }));
      return true;
    },
    async unfollow(id, operationId) {
      const { sdk, client } = await open();
      for (const row of await rowsOf(id)) {
        const operations = operationsIn(row);
        const left = operations.filter((one) => one.id !== operationId);
        if (left.length === operations.length) continue;
        if (left.length === 0) await remove(row);
        else {
          const Item = { ...row, operations: { S: JSON.stringify(left) } };
          await client.send(new sdk.PutItemCommand({ TableName, Item }));
        }
      }
    },
    async ofSession(sessionId) {
      const rows = await query({ name: 'pk', value: `session#${sessionId}` });
      return rows.map((row) => String(row.sk?.S));
    },
    async followers(topic) {
      const rows = await query({ name: 'pk', value: `topic#${topic}` });
      return rows.flatMap((row) => {
        const actor = actorIn(row);
        return actor ? [{ connectionId: String(row.sk?.S), actor, operations: operationsIn(row) }] : [];
      });
    },
  };
}

function actorIn(row: Row | undefined): Actor | undefined {
  return row?.actor?.S ? (JSON.parse(row.actor.S) as Actor) : undefined;
}

function operationsIn(row: Row | undefined): Operation[] {
  return row?.operations?.S ? (JSON.parse(row.operations.S) as Operation[]) : [];
}
