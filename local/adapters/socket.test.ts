import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp, connect as openTcp, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApiGatewayManagementApiClient,
  GetConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createPostTogether } from '../../functions/platform/realtime/together.ts';
import { SOCKET_LIMITS, type SocketLimits } from './connections-api.ts';
import { type Gateway, openGateway, type SocketHandler } from './socket.ts';

interface Opened {
  gateway: Gateway;
  port: number;
  /** Ids in the order in which they were opened; those that are gone again. */
  ids: string[];
  gone: string[];
  api: ApiGatewayManagementApiClient;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A gateway whose function takes every connection and answers every message with itself. */
async function open(limits: Partial<SocketLimits> = {}): Promise<Opened> {
  const gateway = await openGateway({ ...SOCKET_LIMITS, ...limits });
  const [ids, gone]: [string[], string[]] = [[], []];
  gateway.handler = (async (event: {
    requestContext: { eventType: string; connectionId: string };
    body?: string;
  }) => {
    const { eventType, connectionId } = event.requestContext;
    if (eventType === 'CONNECT') ids.push(connectionId);
    if (eventType === 'DISCONNECT') gone.push(connectionId);
    return { statusCode: 200, ...(event.body ? { body: event.body } : {}) };
  }) as unknown as SocketHandler;
  const server: Server = createServer();
  server.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api = new ApiGatewayManagementApiClient({
    endpoint: gateway.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  closing.push(async () => {
    api.destroy();
    await gateway.close();
    await new Promise((resolve) => server.close(resolve));
  });
  return { gateway, port: (server.address() as AddressInfo).port, ids, gone, api };
}

async function connect(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`);
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(String(data)));
  socket.on('error', () => {});
  const ended = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, heard, ended };
}

const post = ({ api }: Opened, ConnectionId: string, text: string) =>
  api.send(new PostToConnectionCommand({ ConnectionId, Data: Buffer.from(text) }));

test('a message is answered, what a function posts arrives, and one that is gone is known by the SDK', async () => {
  const opened = await open();
  const { socket, heard } = await connect(opened.port);
  socket.send('{"type":"ping"}');
  await expect.poll(() => heard).toEqual(['{"type":"ping"}']);
  await post(opened, opened.ids[0] ?? '', '{"type":"told"}');
  await expect.poll(() => heard.at(-1)).toBe('{"type":"told"}');
  const ConnectionId = opened.ids[0];
  expect((await opened.api.send(new GetConnectionCommand({ ConnectionId }))).ConnectedAt).toBeInstanceOf(
    Date,
  );
  socket.close();
  await expect.poll(() => opened.gone).toEqual(opened.ids);
  await expect(post(opened, ConnectionId ?? '', 'too late')).rejects.toBeInstanceOf(GoneException);
  await expect(post(opened, 'never=', 'nobody')).rejects.toBeInstanceOf(GoneException);
});

test('more than API Gateway takes is neither answered nor posted, counted in bytes', async () => {
  const opened = await open({ frame: 1024 * 1024 });
  const { socket, heard } = await connect(opened.port);
  const [most, more] = ['学'.repeat(SOCKET_LIMITS.message / 3), '学'.repeat(SOCKET_LIMITS.message / 3 + 1)];
  socket.send(more);
  await expect.poll(() => heard).toEqual([expect.stringContaining('Internal server error')]);
  socket.send(most);
  await expect.poll(() => heard.at(-1)).toBe(most);
  const [id = ''] = opened.ids;
  await expect(post(opened, id, more)).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  const together = createPostTogether(opened.gateway.endpoint, 1_000);
  await expect(together([id], more)).rejects.toThrow('too large');
  expect(await together(['gone.1='], 'small')).toEqual(['gone.1=']);
  await post(opened, id, most);
  await expect.poll(() => heard).toHaveLength(3);
});

test('one post reaches many in order, and says who is gone', async () => {
  const { gateway, port, ids } = await open();
  const members = await Promise.all([1, 2, 3].map(() => connect(port)));
  const together = createPostTogether(gateway.endpoint, 1_000);
  const posts = [1, 2, 3].map((i) => together([...ids, 'gone.1='], `{"all":${i}}`));
  expect(await Promise.all(posts)).toEqual([['gone.1='], ['gone.1='], ['gone.1=']]);
  for (const { heard } of members)
    await expect.poll(() => heard).toEqual(['{"all":1}', '{"all":2}', '{"all":3}']);
});

test('what is posted to a gateway that goes, or stands still, fails, and the next one is asked anew', async () => {
  const { gateway, port, ids } = await open();
  const { heard } = await connect(port);
  const still = createTcp((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: posts\r\n\r\n');
      if (isGoing) socket.destroy();
    });
  });
  let isGoing = true;
  await new Promise<void>((resolve) => still.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => still.close(resolve)));
  const there = `http://127.0.0.1:${(still.address() as AddressInfo).port}`;
  const together = createPostTogether(there, 200);
  await expect(together(ids, '{}')).rejects.toThrow('gone');
  isGoing = false;
  await expect(together(ids, '{}')).rejects.toThrow('gone');
  await expect(createPostTogether('http://127.0.0.1:1', 200)(ids, '{}')).rejects.toThrow();
  expect(await createPostTogether(gateway.endpoint, 200)(ids, '{}')).toEqual([]);
  await expect.poll(() => heard).toEqual(['{}']);
});

test.each<[string, (socket: WebSocket) => void, number]>([
  ['a frame over 32 KB', (socket) => socket.send('x'.repeat(33 * 1024)), 1009],
  ['bytes', (socket) => socket.send(Buffer.from([1, 2, 3])), 1003],
])('W6 %s ends the connection', async (_what, send, code) => {
  const { port } = await open();
  const { socket, ended } = await connect(port);
  send(socket);
  expect(await ended).toBe(code);
});

test('a connection ends when it was silent for too long, and when it is too old', async () => {
  const { port } = await open({ idle: 300, duration: 900 });
  const [silent, busy] = [await connect(port), await connect(port)];
  const talk = setInterval(() => busy.socket.readyState === 1 && busy.socket.send('{}'), 50);
  expect(await silent.ended).toBe(1001);
  expect(busy.socket.readyState).toBe(WebSocket.OPEN);
  expect(await busy.ended).toBe(1001);
  clearInterval(talk);
});

test('W6 what a flood says faster than it is answered waits with its sender, not in memory', async () => {
  const { gateway, port } = await open();
  const { socket } = await connect(port);
  const { promise: stuck, resolve: answer } = Promise.withResolvers<void>();
  let delivered = 0;
  gateway.handler = (async () => {
    await stuck;
    delivered += 1;
    return { statusCode: 200 };
  }) as unknown as SocketHandler;
  const [frames, text] = [3_000, 'x'.repeat(30 * 1024)];
  for (let i = 0; i < frames; i++) socket.send(text);
  await sleep(1_000);
  // 64 of them are here, and what the buffers of the sockets hold.
  expect(socket.bufferedAmount).toBeGreaterThan((frames - 800) * text.length);
  answer();
  await expect.poll(() => delivered, { timeout: 10_000 }).toBe(frames);
});

test('W7 who never reads is dropped, and nobody else waits for them', async () => {
  const opened = await open();
  const deaf = await connect(opened.port);
  const other = await connect(opened.port);
  (deaf.socket as unknown as { _socket: Socket })._socket.pause();
  const text = 'x'.repeat(100 * 1024);
  for (let i = 0; i < 400 && opened.gone.length === 0; i++) {
    await post(opened, opened.ids[0] ?? '', text).catch(() => {});
    if (i % 40 === 0) await post(opened, opened.ids[1] ?? '', `${i}`);
  }
  await expect.poll(() => opened.gone).toEqual([opened.ids[0]]);
  expect(other.heard[0]).toBe('0');
  await post(opened, opened.ids[1] ?? '', 'still here');
  await expect.poll(() => other.heard.at(-1)).toBe('still here');
});

test('W8 a peer that vanished without a word is gone within two heartbeats', async () => {
  const { port, ids, gone } = await open({ heartbeat: 200 });
  // Between the two: it stops passing anything on, and tells nobody.
  const pairs: [Socket, Socket][] = [];
  const proxy = createTcp((from) => {
    const to = openTcp(port, '127.0.0.1');
    from.on('error', () => {});
    to.on('error', () => {});
    from.pipe(to);
    to.pipe(from);
    pairs.push([from, to]);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const [from, to] of pairs) {
      from.destroy();
      to.destroy();
    }
    await new Promise((resolve) => proxy.close(resolve));
  });
  await connect((proxy.address() as AddressInfo).port);
  await sleep(500);
  expect(gone).toEqual([]);
  for (const [from, to] of pairs) {
    from.unpipe(to);
    to.unpipe(from);
  }
  await expect.poll(() => gone, { timeout: 2_000 }).toEqual(ids);
});
