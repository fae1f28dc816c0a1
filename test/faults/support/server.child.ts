import { createServer } from 'node:http';
import { openGateway, type SocketHandler } from '../../../local/adapters/socket.ts';
import { albEvent } from '../../support/invoke.ts';

/**
 * A whole server in a process of its own: gateway, socket function and API, on the services that the environment names.
 * Tests start several of it, and kill them.
 */
const gateway = await openGateway();
process.env.SOCKET_ENDPOINT = gateway.endpoint;
const { handler: graphql } = await import('../../../functions/entry/graphql.ts');
const { handler: socket } = await import('../../../functions/entry/socket.ts');
gateway.handler = socket as unknown as SocketHandler;

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = {
    'content-type': 'application/json',
    'x-forwarded-for': '2001:db8::1',
    cookie: request.headers.cookie ?? '',
  };
  const event = { ...albEvent(), body: Buffer.concat(chunks).toString(), headers };
  const result = await graphql(event);
  response.writeHead(result.statusCode, { 'content-type': 'application/json' }).end(result.body);
});
server.on('upgrade', gateway.upgrade);
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'));
