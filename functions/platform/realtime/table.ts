import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Row = Record<string, AttributeValue>;

/** The table of connections: rows by `pk` and `sk`, where `sk` is a connection's id, also found by that id alone. */
export interface ConnectionsTable {
  get(pk: string, sk: string): Promise<Row | undefined>;
  put(row: Row): Promise<void>;
  /** Sets the attribute unless it has a value; false when it has, or there is no such row. */
  claim(pk: string, sk: string, attribute: string, value: AttributeValue): Promise<boolean>;
  /** Gives back the row as it was; undefined for one that was not there. */
  remove(row: Row): Promise<Row | undefined>;
  /** All rows of a partition that have not expired. */
  byPartition(pk: string): Promise<Row[]>;
  /** All rows of a connection that have not expired; the index may lag behind by some milliseconds. */
  byConnection(connectionId: string): Promise<Row[]>;
}

/** The client is loaded with the first call; where it speaks to is the SDK's own configuration. */
export function openTable(TableName: string): ConnectionsTable {
  let opening: Promise<DynamoDBClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    opening ??= Promise.resolve(new sdk.DynamoDBClient({ maxAttempts: 3 }));
    return { sdk, client: await opening };
  };

  /** All pages of a query. DynamoDB may take days to delete what has expired: it is as good as gone before. */
  async function query(name: 'pk' | 'sk', value: string): Promise<Row[]> {
    const { sdk, client } = await open();
    const rows: Row[] = [];
    let ExclusiveStartKey: Row | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new sdk.QueryCommand({
          TableName,
          ...(name === 'sk' ? { IndexName: 'by-connection' } : { ConsistentRead: true }),
          KeyConditionExpression: '#key = :value',
          FilterExpression: 'expiresAt > :now',
          ExpressionAttributeNames: { '#key': name },
          ExpressionAttributeValues: { ':value': { S: value }, ':now': { N: String(seconds(Date.now())) } },
          ExclusiveStartKey,
        }),
      );
      rows.push(...Items);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return rows;
  }

  return {
    async get(pk, sk) {
      const { sdk, client } = await open();
      const Key = { pk: { S: pk }, sk: { S: sk } };
      const command = new sdk.GetItemCommand({ TableName, Key, ConsistentRead: true });
      return (await client.send(command)).Item;
    },
    async put(Item) {
      const { sdk, client } = await open();
      await client.send(new sdk.PutItemCommand({ TableName, Item }));
    },
    async claim(pk, sk, attribute, value) {
      const { sdk, client } = await open();
      const command = new sdk.UpdateItemCommand({
        TableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: 'SET #name = :value',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#name)',
        ExpressionAttributeNames: { '#name': attribute },
        ExpressionAttributeValues: { ':value': value },
      });
      try {
        await client.send(command);
        return true;
      } catch (error) {
        if (error instanceof sdk.ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async remove({ pk, sk }) {
      if (!pk || !sk) return undefined;
      const { sdk, client } = await open();
      const command = new sdk.DeleteItemCommand({ TableName, Key: { pk, sk }, ReturnValues: 'ALL_OLD' });
      return (await client.send(command)).Attributes;
    },
    byPartition: (pk) => query('pk', pk),
    byConnection: (connectionId) => query('sk', connectionId),
  };
}

/**
 * API Gateway ends a connection after 2 hours; a row that nobody removed goes by itself soon after
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 */
const LIFETIME_SECONDS = 2 * 3600 + 600;

/** When DynamoDB may delete a row that was forgotten. */
export function expiry(now: Date): AttributeValue {
  return { N: String(seconds(now.getTime()) + LIFETIME_SECONDS) };
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
