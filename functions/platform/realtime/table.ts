import type {
  AttributeValue,
  DynamoDBClient,
  QueryCommandInput,
  WriteRequest,
} from '@aws-sdk/client-dynamodb';

export type Row = Record<string, AttributeValue>;

/** An expression of DynamoDB that changes a row, and what must hold of the row before. */
export interface Change {
  update: string;
  condition: string;
  names?: Record<string, string>;
  values?: Row;
}

/** The table of connections: rows by `pk` and `sk`, where `sk` is a connection's id, also found by that id alone. */
export interface ConnectionsTable {
  get(pk: string, sk: string): Promise<Row | undefined>;
  put(row: Row): Promise<void>;
  /** Several at once, however many: a round trip for each 25. */
  putAll(rows: readonly Row[]): Promise<void>;
  /**
   * Changes a row at once, however many do so at the same time.
   *
   * @returns the row as it was, without attributes when it is new; undefined when the condition does not hold
   */
  update(pk: string, sk: string, change: Change): Promise<Row | undefined>;
  /** Gives back the row as it was; undefined for one that was not there, or when the condition does not hold. */
  remove(row: Row, condition?: Omit<Change, 'update'>): Promise<Row | undefined>;
  /** Several at once, whether they are there or not. */
  removeAll(rows: readonly Row[]): Promise<void>;
  /** All rows of a partition that have not expired. */
  byPartition(pk: string): Promise<Row[]>;
  /** Whether a partition has more rows than so many that have not expired: however many there are, few are read. */
  hasMore(pk: string, most: number): Promise<boolean>;
  /** All rows of a connection that have not expired; the index may lag behind by some milliseconds. */
  byConnection(connectionId: string): Promise<Row[]>;
}

/** Rows that DynamoDB writes in one round trip. */
const AT_ONCE = 25;

/** The client is loaded with the first call; where it speaks to is the SDK's own configuration. */
export function openTable(TableName: string): ConnectionsTable {
  let opening: Promise<DynamoDBClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    opening ??= Promise.resolve(new sdk.DynamoDBClient({ maxAttempts: 3 }));
    return { sdk, client: await opening };
  };

  /** The pages of a query. DynamoDB may take days to delete what has expired: it is as good as gone before. */
  async function* pages(name: 'pk' | 'sk', value: string, options: Partial<QueryCommandInput> = {}) {
    const { sdk, client } = await open();
    let ExclusiveStartKey: Row | undefined;
    do {
      const page = await client.send(
        new sdk.QueryCommand({
          TableName,
          ...(name === 'sk' ? { IndexName: 'by-connection' } : { ConsistentRead: true }),
          KeyConditionExpression: '#key = :value',
          FilterExpression: 'expiresAt > :now',
          ExpressionAttributeNames: { '#key': name },
          ExpressionAttributeValues: { ':value': { S: value }, ':now': { N: String(seconds(Date.now())) } },
          ExclusiveStartKey,
          ...options,
        }),
      );
      yield page;
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  async function query(name: 'pk' | 'sk', value: string): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const { Items = [] } of pages(name, value)) rows.push(...Items);
    return rows;
  }

  async function writeAll(requests: WriteRequest[]): Promise<void> {
    const { sdk, client } = await open();
    // What a busy table leaves over comes back, and goes with the next ones.
    for (let rest = requests; rest.length > 0; ) {
      const RequestItems = { [TableName]: rest.slice(0, AT_ONCE) };
      const { UnprocessedItems } = await client.send(new sdk.BatchWriteItemCommand({ RequestItems }));
      rest = [...rest.slice(AT_ONCE), ...(UnprocessedItems?.[TableName] ?? [])];
    }
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
    putAll: (rows) => writeAll(rows.map((Item) => ({ PutRequest: { Item } }))),
    async update(pk, sk, change) {
      const { sdk, client } = await open();
      const command = new sdk.UpdateItemCommand({
        TableName,
        Key: { pk: { S: pk }, sk: { S: sk } },
        UpdateExpression: change.update,
        ReturnValues: 'ALL_OLD',
        ...conditionOf(change),
      });
      return unlessFailed(sdk, async () => (await client.send(command)).Attributes ?? {});
    },
    async remove({ pk, sk }, condition) {
      if (!pk || !sk) return undefined;
      const { sdk, client } = await open();
      const command = new sdk.DeleteItemCommand({
        TableName,
        Key: { pk, sk },
        ReturnValues: 'ALL_OLD',
        ...(condition ? conditionOf(condition) : {}),
      });
      return unlessFailed(sdk, async () => (await client.send(command)).Attributes);
    },
    removeAll: (rows) =>
      writeAll(rows.flatMap(({ pk, sk }) => (pk && sk ? [{ DeleteRequest: { Key: { pk, sk } } }] : []))),
    byPartition: (pk) => query('pk', pk),
    async hasMore(pk, most) {
      let count = 0;
      for await (const { Count = 0 } of pages('pk', pk, { Select: 'COUNT', Limit: 2 * most })) {
        count += Count;
        if (count > most) return true;
      }
      return false;
    },
    byConnection: (connectionId) => query('sk', connectionId),
  };
}

function conditionOf({ condition, names, values }: Omit<Change, 'update'>) {
  return {
    ConditionExpression: condition,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

async function unlessFailed<Answer>(
  { ConditionalCheckFailedException }: typeof import('@aws-sdk/client-dynamodb'),
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
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
