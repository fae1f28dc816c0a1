import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerApi, type Open, postToMany, SOCKET_LIMITS, type SocketLimits } from './connections-api.ts';
import { textFrame, writeFrame } from './frames.ts';
import { takePosts } from './post-stream.ts';

/** The function behind the WebSocket: the very export that is deployed. */
export type SocketHandler = (event: never) => Promise<unknown>;

export interface Gateway {
  /** Where functions post to connections, as the SDK's client does. */
  endpoint: string;
  /** The function; set once it is loaded, since it is told the endpoint. */
  handler: SocketHandler | undefined;
  /** Takes an HTTP upgrade over. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  close(): Promise<void>;
}

/** Messages of a connection that have been read and not answered. */
const WAITING = 64;

/** API Gateway's WebSocket API in miniature: $connect, $disconnect, $default, and the connections API. */
export async function openGateway(limits: SocketLimits = SOCKET_LIMITS): Promise<Gateway> {
  const open = new Map<string, Open>();
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.frame });
  const api = createServer((request, response) => answerApi(request, response, open));
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const { port } = api.address() as AddressInfo;
  const streams = new Set<Duplex>();
  api.on('upgrade', (_request, stream: Duplex) => {
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
    stream.write('HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: posts\r\n\r\n');
    takePosts(stream, (ids, data) => postToMany(ids, data, open, port));
  });

  const call = async (event: object): Promise<{ statusCode?: number; body?: string; headers?: object }> =>
    ((await gateway.handler?.(event as never)) ?? { statusCode: 500 }) as { statusCode?: number };

  async function connect(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const connectionId = `${randomBytes(9).toString('base64url')}.${port}=`;
    const answer = await call(eventOf('CONNECT', connectionId, Date.now(), { headers: request.headers }));
    if (answer.statusCode !== 200) return refuse(socket, answer.statusCode ?? 500);
    const protocol = Object.entries(answer.headers ?? {}).find(
      ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
    )?.[1];
    // The function has chosen; ws would choose the first one that is offered.
    if (protocol) request.headers['sec-websocket-protocol'] = String(protocol);
    server.handleUpgrade(request, socket, head, (made) => keep(connectionId, made));
  }

  function keep(connectionId: string, socket: WebSocket): void {
    const now = Date.now();
    const state: Open = {
      socket,
      connectedAt: now,
      lastActiveAt: now,
      queue: Promise.resolve(),
      isClosed: false,
    };
    let waiting = 0;
    open.set(connectionId, state);
    const longest = setTimeout(() => socket.close(1001, 'Going away'), limits.duration).unref();
    const idle = setInterval(
      () => {
        if (Date.now() - state.lastActiveAt >= limits.idle) socket.close(1001, 'Going away');
      },
      Math.max(10, limits.idle / 10),
    ).unref();
    // A peer that vanished without a word answers no ping, and is gone after two.
    let isAlive = true;
    socket.on('pong', () => {
      isAlive = true;
    });
    const heartbeat = setInterval(() => {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      socket.ping();
    }, limits.heartbeat).unref();
    // What is wrong with a frame is told by the close.
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => {
      if (state.isClosed) return;
      state.lastActiveAt = Date.now();
      if (isBinary) return socket.close(1003, 'Binary is not supported');
      const text = String(data);
      // What is not read yet waits at its sender, and not in the memory here.
      waiting += 1;
      if (waiting >= WAITING) socket.pause();
      state.queue = state.queue.then(async () => {
        if (!state.isClosed) await deliver(connectionId, state, text);
        waiting -= 1;
        if (socket.isPaused && waiting < WAITING / 2) socket.resume();
      });
    });
    socket.once('close', (code) => {
      clearTimeout(longest);
      clearInterval(idle);
      clearInterval(heartbeat);
      open.delete(connectionId);
      const told = () => call(eventOf('DISCONNECT', connectionId, now, { code })).then(() => {});
      state.queue = state.queue.then(told, told);
      closing.add(state.queue);
      void state.queue.catch(() => {}).finally(() => closing.delete(state.queue));
    });
  }

  async function deliver(connectionId: string, { socket, connectedAt }: Open, body: string): Promise<void> {
    try {
      const { body: answer = '' } = await call({
        ...eventOf('MESSAGE', connectionId, connectedAt, {}),
        body,
      });
      const data = Buffer.from(answer);
      if (data.length > limits.message) throw new Error('The answer is too large.');
      // As what is posted goes, so that nothing overtakes.
      if (data.length > 0) writeFrame(socket, textFrame(data));
    } catch {
      // As API Gateway answers for a function that failed, or said too much.
      socket.send(JSON.stringify({ message: 'Internal server error', connectionId }));
    }
  }

  const closing = new Set<Promise<void>>();
  const gateway: Gateway = {
    endpoint: `http://127.0.0.1:${port}`,
    handler: undefined,
    upgrade: (request, socket, head) => {
      connect(request, socket, head).catch(() => refuse(socket, 502));
    },
    connections: () => open.size,
    async close() {
      for (const { socket } of open.values()) socket.close(1001, 'Going away');
      setTimeout(() => {
        for (const { socket } of open.values()) socket.terminate();
      }, 500).unref();
      while (open.size > 0 || closing.size > 0) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await Promise.allSettled(closing);
      }
      for (const stream of streams) stream.destroy();
      await closeServer(api);
    },
  };
  return gateway;
}

function eventOf(
  eventType: string,
  connectionId: string,
  connectedAt: number,
  more: { headers?: object; code?: number },
): object {
  const routes = { CONNECT: '$connect', DISCONNECT: '$disconnect', MESSAGE: '$default' } as const;
  return {
    requestContext: {
      routeKey: routes[eventType as keyof typeof routes],
      eventType,
      connectionId,
      requestId: randomUUID(),
      apiId: 'local',
      stage: 'live',
      domainName: 'localhost',
      connectedAt,
      requestTimeEpoch: Date.now(),
      ...(more.code ? { disconnectStatusCode: more.code } : {}),
    },
    ...(more.headers ? { headers: more.headers } : {}),
    isBase64Encoded: false,
  };
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
