import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SocketEvent } from '../../functions/entry/socket.ts';
import type { SocketLimits } from '../../local/adapters/connections-api.ts';
import { openGateway, type SocketHandler } from '../../local/adapters/socket.ts';
import { startDynamo } from '../../local/emulators/dynamodb.ts';

export interface Live {
  /** `ws://127.0.0.1:<port>/live` */
  url: string;
  connections(): number;
  /** What the function was told of the connection that came last. */
  lastConnect(): SocketEvent;
  stop(): Promise<void>;
}

/**
 * The WebSocket of a test: a gateway in front of the socket function, and the table of connections. Before the API is
 * started, which posts there; the function itself is loaded with the first connection.
 */
export async function startLive(limits?: SocketLimits): Promise<Live> {
  const dynamo = await startDynamo();
  const gateway = await openGateway(limits);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    CONNECTIONS_TABLE: dynamo.connectionsTable,
    SOCKET_ENDPOINT: gateway.endpoint,
    SOCKET_POSTS: 'together',
  });
  const server = createServer();
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let last: SocketEvent | undefined;
  let loaded: Promise<typeof import('../../functions/entry/socket.ts')> | undefined;
  gateway.handler = (async (event) => {
    loaded ??= import('../../functions/entry/socket.ts');
    if ((event as SocketEvent).requestContext.eventType === 'CONNECT') last = event;
    return (await loaded).handler(event);
  }) as SocketHandler;
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/live`,
    connections: gateway.connections,
    lastConnect() {
      if (!last) throw new Error('Nobody has connected.');
      return last;
    },
    async stop() {
      await gateway.close();
      await (await loaded)?.close();
      await new Promise((resolve) => server.close(resolve));
      await dynamo.stop();
    },
  };
}
