import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SOCKET_LIMITS, type SocketLimits } from '../../../local/adapters/connections-api.ts';
import { openGateway, type SocketHandler } from '../../../local/adapters/socket.ts';
import type { TestApi } from '../../support/api.ts';
import { albEvent } from '../../support/invoke.ts';

export interface Front {
  port: number;
  close(): Promise<void>;
}

/** Another gateway before the socket function of this process, with limits that a test can wait for, and the API. */
export async function openFront(api: TestApi, limits: Partial<SocketLimits> = {}): Promise<Front> {
  const gateway = await openGateway({ ...SOCKET_LIMITS, ...limits });
  const { handler } = await import('../../../functions/entry/socket.ts');
  gateway.handler = handler as unknown as SocketHandler;
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const result = await api.handler({
      ...albEvent(),
      body: Buffer.concat(chunks).toString(),
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': '2001:db8::1',
        cookie: request.headers.cookie ?? '',
      },
    });
    response.writeHead(result.statusCode, { 'content-type': 'application/json' }).end(result.body);
  });
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
