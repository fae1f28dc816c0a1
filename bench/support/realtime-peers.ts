import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';
import { textFrame, writeFrame } from '../../local/adapters/frames.ts';
import { openGateway, type SocketHandler } from '../../local/adapters/socket.ts';
import { serveParent } from './realtime-child.ts';

/**
 * A contestant in a process of its own: `socket.io` with its default options, `y-websocket` with the server that comes
 * with it, `bare` writes, or only our `gateway`, with a function that lets everybody in.
 */
const server = createServer();
const kind = process.argv[2];

if (kind === 'socket.io') socketIo();
else if (kind === 'y-websocket') await yWebsocket();
else if (kind === 'bare') bare();
else await gateway();

server.listen(0, '127.0.0.1', () =>
  serveParent(
    async () => {
      globalThis.gc?.();
      return { port: (server.address() as AddressInfo).port, rss: process.memoryUsage().rss };
    },
    async () => {},
  ),
);

/** Who says where somebody points is told as much as ours: person and seat, from what the server knows. */
function socketIo(): void {
  const io = new Server(server, { transports: ['websocket'] });
  io.on('connection', (socket) => {
    const peer = `usr_${socket.id.slice(0, 20).padEnd(26, '0')}`;
    const seat = socket.id.slice(0, 8);
    socket.on('join', async (room: string) => {
      await socket.join(room);
      socket.emit('joined', room);
    });
    socket.on('cursor-move', ({ room, at, selection }: { room: string; at: object; selection: string[] }) => {
      socket.to(room).emit('peer-cursor', { room, peer, seat, at, selection });
    });
  });
}

/**
 * As it is installed, the server mixes Yjs 14 with protocols for another one, and keeps nothing. With the Yjs and the
 * protocols of its clients it works.
 */
async function yWebsocket(): Promise<void> {
  registerHooks({
    resolve(specifier, context, next) {
      if (!context.parentURL?.includes('/@y/websocket-server/')) return next(specifier, context);
      const known = specifier.replace(/^@y\/protocols/, 'y-protocols');
      const isShared = known === 'yjs' || known !== specifier || known.startsWith('lib0');
      return next(known, isShared ? { ...context, parentURL: import.meta.url } : context);
    },
  });
  const name = '@y/websocket-server/utils';
  const { setupWSConnection } = (await import(name)) as {
    setupWSConnection(socket: unknown, request: unknown): void;
  };
  new WebSocketServer({ server }).on('connection', setupWSConnection);
}

/** The least that telling everybody takes: nobody is known, nothing is read, and a frame is built once. */
function bare(): void {
  const everybody = new Set<WebSocket>();
  new WebSocketServer({ server }).on('connection', (socket) => {
    everybody.add(socket);
    socket.on('close', () => everybody.delete(socket));
    socket.on('message', (data: Buffer) => {
      const frame = textFrame(data);
      for (const other of everybody) if (other !== socket) writeFrame(other, frame);
    });
  });
}

async function gateway(): Promise<void> {
  const opened = await openGateway();
  opened.handler = (async () => ({ statusCode: 200 })) as SocketHandler;
  server.on('upgrade', opened.upgrade);
}
