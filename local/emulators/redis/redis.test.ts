import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../ports.ts';
import { startRedis } from './server.ts';

/** A real server, where the machine has one: what ours answers has to be what it answers. */
function realServer(): string | undefined {
  for (const name of ['redis-server', 'valkey-server']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {}
  }
  return undefined;
}

async function startReal(program: string) {
  const port = await freePort();
  const child = spawn(program, ['--port', String(port), '--save', ''], { stdio: 'ignore' });
  return { url: `redis://127.0.0.1:${port}`, stop: async () => void child.kill() };
}

const program = realServer();
const servers = [
  { name: 'ours', start: () => startRedis() },
  ...(program ? [{ name: 'a real one', start: () => startReal(program) }] : []),
];

describe.each(servers)('$name', ({ start }) => {
  let server: { url: string; stop(): Promise<void> };
  let redis: Redis;

  beforeAll(async () => {
    server = await start();
    redis = new Redis(server.url);
    // A real server takes a moment to listen.
    redis.on('error', () => {});
    await redis.ping();
  });

  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });

  const call = (text: string) => {
    const [name = '', ...args] = text.split(' ');
    return redis.call(name, ...args).catch((error: Error) => `(error) ${error.message}`);
  };

  test.each<[string, unknown][]>([
    [
      ['set a 1', 'OK'],
      ['get a', '1'],
      ['set a 2 NX', null],
      ['set b 2 XX', null],
      ['set b 2 NX', 'OK'],
      ['mget a nothing b', ['1', null, '2']],
      ['exists a a nothing', 2],
      ['del a nothing', 1],
      ['get a', null],
    ],
    [
      ['incr n', 1],
      ['incr n', 2],
      ['decr n', 1],
      ['incrby n 40', 41],
      ['incrby n x', '(error) ERR value is not an integer or out of range'],
      ['set t text', 'OK'],
      ['incr t', '(error) ERR value is not an integer or out of range'],
    ],
    [
      ['set e 1 EX 100', 'OK'],
      ['ttl e', 100],
      ['expire e 200 NX', 0],
      ['expire e 200 XX', 1],
      ['ttl e', 200],
      ['incr e', 2],
      ['ttl e', 200],
      ['set e 1', 'OK'],
      ['ttl e', -1],
      ['expire e 50 NX', 1],
      ['set e 3 KEEPTTL', 'OK'],
      ['ttl e', 50],
      ['ttl nothing', -2],
      ['expire e 0', 1],
      ['exists e', 0],
    ],
    [
      ['get', "(error) ERR wrong number of arguments for 'get' command"],
      ['set a', "(error) ERR wrong number of arguments for 'set' command"],
      ['set a 1 NX XX', '(error) ERR syntax error'],
      ['set a 1 EX 0', "(error) ERR invalid expire time in 'set' command"],
      ['set a 1 EX x', '(error) ERR value is not an integer or out of range'],
      ['select 99', '(error) ERR DB index is out of range'],
      ['ping hello', 'hello'],
    ],
  ])('answers as Redis does: %j ...', async (...steps) => {
    await redis.flushall();
    for (const [text, answer] of steps) expect([text, await call(text)]).toEqual([text, answer]);
  });

  test('a key that expired is gone', async () => {
    await redis.set('short', '1', 'PX', 30);
    expect(await redis.get('short')).toBe('1');
    await sleep(60);
    expect(await redis.mget('short')).toEqual([null]);
  });

  test('of a hundred who set what is not there one does, and two hundred counts make two hundred', async () => {
    await redis.flushall();
    const set = await Promise.all(Array.from({ length: 100 }, () => redis.set('lock', 'mine', 'NX')));
    expect(set.filter((answer) => answer === 'OK')).toHaveLength(1);
    const counts = await Promise.all(Array.from({ length: 200 }, () => redis.incr('count')));
    expect(new Set(counts).size).toBe(200);
  });

  test('every byte of a value comes back, of large ones too', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 256));
    await redis.set('bytes', bytes);
    expect(await redis.getBuffer('bytes')).toEqual(bytes);
  });

  test('an unknown command is refused by name', async () => {
    expect(await call('nonsense 1 2')).toMatch(/ERR unknown command '?nonsense/i);
  });
});

test('commands in pieces and pieces of several commands are understood', async () => {
  const server = await startRedis();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answers = '';
  socket.on('data', (chunk) => {
    answers += chunk;
  });
  const bytes = '*3\r\n$3\r\nSET\r\n$1\r\na\r\n$2\r\nhi\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n';
  for (const byte of bytes) {
    socket.write(byte);
    await sleep(1);
  }
  socket.write(bytes);
  await sleep(50);
  expect(answers).toBe('+OK\r\n$2\r\nhi\r\n+OK\r\n$2\r\nhi\r\n');
  socket.destroy();
  await server.stop();
});

test.each(['*1\r\n$99999999999\r\n', '*-5\r\n', 'GET / HTTP/1.1\r\n\r\n', '*2\r\n:1\r\n'])(
  'what is no command ends the connection: %j',
  async (bytes) => {
    const server = await startRedis();
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(bytes);
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^-ERR Protocol error/);
    await server.stop();
  },
);

test('with a file, keys and their times survive a restart; a broken file is an empty cache', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'atlas-redis-'));
  const file = join(folder, 'redis.json');
  const use = async <Result>(work: (redis: Redis) => Promise<Result>): Promise<Result> => {
    const server = await startRedis({ file });
    const redis = new Redis(server.url);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
      await server.stop();
    }
  };
  await use(async (redis) => void (await redis.set('kept', 'ä\u0000', 'EX', 100)));
  expect(await use(async (redis) => [await redis.get('kept'), await redis.ttl('kept')])).toEqual([
    'ä\u0000',
    100,
  ]);
  writeFileSync(file, '{broken');
  expect(await use((redis) => redis.dbsize())).toBe(0);
  rmSync(folder, { recursive: true });
});
