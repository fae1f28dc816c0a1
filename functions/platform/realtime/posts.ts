import type { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { createPostTogether } from './together.ts';

/** Speaks to open connections, from wherever. */
export interface Posts {
  /** False when the connection is gone. */
  send(connectionId: string, message: object): Promise<boolean>;
  /**
   * The same to many: written as JSON once, not once a member.
   *
   * @returns the connections that are gone
   */
  sendAll(connectionIds: readonly string[], message: object): Promise<string[]>;
  /** Ends it; an unknown one is no error. */
  close(connectionId: string): Promise<void>;
}

const PATIENCE = 5_000;
/** Posts under way at a time: more would only wait in the client's sockets. */
const AT_ONCE = 50;

/** How one message goes to many: a post each, as API Gateway asks for, or one for all, as the laptop's gateway takes. */
export type PostMode = 'each' | 'together';

/**
 * The connections API of API Gateway; its client is loaded with the first message
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html).
 */
export function createPosts(endpoint: string, mode: PostMode = 'each'): Posts {
  let opening: Promise<ApiGatewayManagementApiClient> | undefined;
  const open = async () => {
    const sdk = await import('@aws-sdk/client-apigatewaymanagementapi');
    opening ??= Promise.resolve(new sdk.ApiGatewayManagementApiClient({ endpoint, maxAttempts: 3 }));
    return { sdk, client: await opening };
  };
  const options = () => ({ abortSignal: AbortSignal.timeout(PATIENCE) });

  async function post(ConnectionId: string, Data: Buffer): Promise<boolean> {
    const { sdk, client } = await open();
    try {
      await client.send(new sdk.PostToConnectionCommand({ ConnectionId, Data }), options());
      return true;
    } catch (error) {
      if (error instanceof sdk.GoneException) return false;
      throw error;
    }
  }

  /** One that fails costs the others nothing; it hears of it by the number of its next message. */
  async function postEach(ids: readonly string[], data: Buffer): Promise<string[]> {
    const gone: string[] = [];
    const waiting = [...ids];
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
        if (!(await post(id, data).catch(() => true))) gone.push(id);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, work));
    return gone;
  }

  const postTogether = createPostTogether(endpoint, PATIENCE);

  return {
    send: (id, message) => post(id, Buffer.from(JSON.stringify(message))),
    async sendAll(ids, message) {
      if (ids.length === 0) return [];
      const json = JSON.stringify(message);
      return mode === 'together' ? postTogether(ids, json) : postEach(ids, Buffer.from(json));
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
