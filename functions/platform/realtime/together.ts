import { request } from 'node:http';
import type { Socket } from 'node:net';

/** One message to many; @returns the connections that are gone */
export type PostTogether = (ids: readonly string[], json: string) => Promise<string[]>;

interface Asked {
  told(gone: string[]): void;
  failed(error: Error): void;
  patience: ReturnType<typeof setTimeout>;
}

interface Stream {
  post: PostTogether;
  isOpen(): boolean;
}

/**
 * One message to many connections of the gateway of a laptop, over one stream that stays open: a request of HTTP for
 * each would cost more than a small room's frames do. Their order stays.
 */
export function createPostTogether(endpoint: string, patience: number): PostTogether {
  let opening: Promise<Stream> | undefined;

  async function stream(): Promise<Stream> {
    const before = opening;
    const known = await before?.catch(() => undefined);
    if (known?.isOpen()) return known;
    // Unless somebody else has opened one meanwhile.
    if (!opening || opening === before) opening = openStream(endpoint, patience);
    return opening;
  }

  return async (ids, json) => (await stream()).post(ids, json);
}

/** Ids on a line, the message on the next: JSON has no other line break. Each is answered by a line, in turn. */
async function openStream(endpoint: string, patience: number): Promise<Stream> {
  const socket = await upgrade(endpoint, patience);
  const asked: Asked[] = [];
  let rest = '';
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const one = asked.shift();
      clearTimeout(one?.patience);
      if (line.startsWith('!')) one?.failed(new Error(`The gateway refused: ${line.slice(1)}`));
      else one?.told(line === '' ? [] : line.split(','));
    }
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    for (const { failed, patience: timer } of asked.splice(0)) {
      clearTimeout(timer);
      failed(new Error('The gateway is gone.'));
    }
  });
  // Nobody waits for a process to end because it may still have something to say.
  socket.unref();
  return {
    isOpen: () => socket.writable,
    post: (ids, json) =>
      new Promise((told, failed) => {
        asked.push({ told, failed, patience: setTimeout(() => socket.destroy(), patience) });
        socket.write(`${ids.join(',')}\n${json}\n`);
      }),
  };
}

function upgrade(endpoint: string, patience: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const asked = request(`${endpoint}/@connections`, {
      headers: { connection: 'Upgrade', upgrade: 'posts' },
      timeout: patience,
    });
    asked.on('upgrade', (_response, socket) => resolve(socket));
    asked.on('response', ({ statusCode }) => reject(new Error(`The gateway answered ${statusCode}.`)));
    asked.on('timeout', () => asked.destroy(new Error('The gateway does not answer.')));
    asked.on('error', reject).end();
  });
}
