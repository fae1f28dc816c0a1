import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';

/** Speaks to open connections, from wherever. */
export interface Posts {
  /** False when the connection is gone. */
  send(connectionId: string, message: object): Promise<boolean>;
  /** Ends it; an unknown one is no error. */
  close(connectionId: string): Promise<void>;
}

const PATIENCE = 5_000;

/**
 * The connections API of API Gateway; its client is loaded with the first message
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
export function createPosts(endpoint: string): Posts {
  let opening: Promise<ApiGatewayManagementApiClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-apigatewaymanagementapi');
    opening ??= Promise.resolve(new sdk.ApiGatewayManagementApiClient({ endpoint, maxAttempts: 3 }));
    return { sdk, client: await opening };
  };
  const options = () => ({ abortSignal: AbortSignal.timeout(PATIENCE) });

  return {
    async send(ConnectionId, message) {
      const { sdk, client } = await open();
      const Data = Buffer.from(JSON.stringify(message));
      try {
        await client.send(new sdk.PostToConnectionCommand({ ConnectionId, Data }), options());
        return true;
      } catch (error) {
        if (error instanceof sdk.GoneException) return false;
        throw error;
      }
    },
    async close(ConnectionId) {
      const { sdk, client } = await open();
      try {
        await client.send(new sdk.DeleteConnectionCommand({ ConnectionId }), options());
      } catch (error) {
        if (!(error instanceof sdk.GoneException)) throw error;
      }
    },
  };
}
