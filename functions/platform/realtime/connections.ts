import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Open WebSocket connections, in DynamoDB. */
export interface Connections {
  add(connectionId: string, now: Date): Promise<void>;
  remove(connectionId: string): Promise<void>;
}

/**
 * API Gateway ends a connection after 2 hours; a row that nobody removed goes by itself soon after
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 */
const LIFETIME_SECONDS = 2 * 3600 + 600;

/** The client is loaded with the first connection; where it speaks to is the SDK's own configuration. */
export function createConnections(table: string): Connections {
  let opening: Promise<DynamoDBClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-dynamodb');
    opening ??= Promise.resolve(new sdk.DynamoDBClient({ maxAttempts: 3 }));
    return { sdk, client: await opening };
  };
  const Key = (connectionId: string) => ({ pk: { S: `connection#${connectionId}` }, sk: { S: 'self' } });
  return {
    async add(connectionId, now) {
      const { sdk, client } = await open();
      const seconds = Math.floor(now.getTime() / 1000);
      const Item = {
        ...Key(connectionId),
        connectedAt: { S: now.toISOString() },
        expiresAt: { N: String(seconds + LIFETIME_SECONDS) },
      };
      await client.send(new sdk.PutItemCommand({ TableName: table, Item }));
    },
    async remove(connectionId) {
      const { sdk, client } = await open();
      await client.send(new sdk.DeleteItemCommand({ TableName: table, Key: Key(connectionId) }));
    },
  };
}
