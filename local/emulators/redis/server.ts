import { createServer, type Socket } from 'node:net';
import { runCommand } from './commands.ts';
import { type Keyspace, openKeyspace } from './keyspace.ts';
import { createParser, encode, Failure } from './protocol.ts';

export interface LocalRedis {
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** Milliseconds between two writings of what changed: a kill -9 loses no more of what is only a cache. */
const SAVE_EVERY = 5_000;

/**
 * The Redis protocol on loopback, for the commands that Atlas uses: no npm package brings a server.
 *
 * @param file keeps the keys over a restart
 */
export async function startRedis({
  file,
  port = 0,
}: {
  file?: string;
  port?: number;
} = {}): Promise<LocalRedis> {
  const keys = openKeyspace(file);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A client that goes away is told by the close.
    socket.on('error', () => {});
    serve(socket, keys);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const saving = setInterval(() => keys.save(), SAVE_EVERY).unref();
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The cache has no address.');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    version: 'Redis protocol 2',
    async stop() {
      clearInterval(saving);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      keys.save();
    },
  };
}

function serve(socket: Socket, keys: Keyspace): void {
  const parse = createParser();
  // A pipeline comes in few writes and is answered in few.
  socket.setNoDelay(true);
  socket.on('data', (chunk) => {
    if (socket.writableEnded) return;
    const replies: string[] = [];
    let last = false;
    try {
      for (const command of parse(chunk)) {
        replies.push(encode(runCommand(keys, command, Date.now())));
        last = command[0]?.toUpperCase() === 'QUIT';
        if (last) break;
      }
    } catch (error) {
      replies.push(encode(new Failure(`ERR ${(error as Error).message}`)));
      last = true;
    }
    if (last) socket.end(replies.join(''), 'latin1');
    // Who does not read its answers is not read either.
    else if (replies.length > 0 && !socket.write(replies.join(''), 'latin1')) {
      socket.pause();
      socket.once('drain', () => socket.resume());
    }
  });
}
