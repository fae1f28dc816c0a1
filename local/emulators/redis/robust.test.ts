import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openKeyspace } from './keyspace.ts';
import { createParser } from './protocol.ts';
import { startRedis } from './server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atlas-redis-'));
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

test('a folder that went away does not end the process, and is told once', () => {
  const keys = openKeyspace(join(folder, 'redis.json'));
  rmSync(folder, { recursive: true });
  keys.set('a', { value: '1' });
  keys.save();
  keys.save();
  expect(console.warn).toHaveBeenCalledTimes(1);
});

test.each(['{broken', '{}', '42', '"text"', '[1]', '[["a",{"value":5}]]'])(
  'a file with %s is set aside, and the cache begins empty',
  (text) => {
    const file = join(folder, 'redis.json');
    writeFileSync(file, text);
    expect(openKeyspace(file).size()).toBe(0);
    expect(readFileSync(`${file}.broken`, 'utf8')).toBe(text);
    expect(existsSync(file)).toBe(false);
  },
);

test('keys that expired leave the file, however many that stay came before them', () => {
  let now = 0;
  const file = join(folder, 'redis.json');
  const keys = openKeyspace(file, () => now);
  for (let i = 0; i < 1_500; i++) keys.set(`stays${i}`, { value: '1' });
  for (let i = 0; i < 1_500; i++) keys.set(`goes${i}`, { value: '1', expiresAt: 1 });
  now = 2;
  for (let i = 0; i < 4; i++) keys.save();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(1_500);
});

test('a command is the same however its bytes are cut', () => {
  const bytes = Buffer.from('*3\r\n$3\r\nSET\r\n$1\r\na\r\n$4\r\n\r\n\r\n\r\n*1\r\n$4\r\nPING\r\n');
  for (let size = 1; size <= bytes.length; size++) {
    const parse = createParser();
    const found: string[][] = [];
    for (let at = 0; at < bytes.length; at += size) found.push(...parse(bytes.subarray(at, at + size)));
    expect(found).toEqual([['SET', 'a', '\r\n\r\n'], ['PING']]);
  }
});

test.each([
  ['what came before no command is answered', '*1\r\n$4\r\nPING\r\n*1\r\n$x\r\n', /^\+PONG\r\n-ERR Protocol/],
  ['what comes after QUIT is not run', '*1\r\n$4\r\nQUIT\r\n*1\r\n$4\r\nPING\r\n', /^\+OK\r\n$/],
  [
    'line ends of a client do not end a reply',
    '*1\r\n$6\r\nX\r\n+OK\r\n*1\r\n$4\r\nQUIT\r\n',
    /^-ERR[^\r]*\r\n\+OK\r\n$/,
  ],
])('%s', async (_name, bytes, answer) => {
  const server = await startRedis();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  expect(text).toMatch(answer);
  await server.stop();
});
