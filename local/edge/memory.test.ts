import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';

const MEGABYTE = 1_048_576;

let edge: ChildProcess;
let port: number;

beforeAll(async () => {
  edge = fork(new URL('testing/edge-process.ts', import.meta.url), { execArgv: [] });
  const [message] = (await once(edge, 'message')) as [{ port: number }];
  port = message.port;
});
afterAll(async () => {
  edge.kill('SIGKILL');
  await once(edge, 'exit');
});

async function rss(): Promise<number> {
  edge.send('rss');
  const [message] = (await once(edge, 'message')) as [{ rss: number }];
  return message.rss;
}

/** Uploads `size` bytes in chunks, without a length, as long as the server takes them; gives back its answer. */
function upload(size: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`);
    let answer = '';
    let sent = 0;
    const pump = () => {
      while (sent < size) {
        sent += 0x10000;
        if (!socket.write(chunk)) return;
      }
      socket.write('0\r\n\r\n');
    };
    socket.on('drain', pump).on('error', () => {});
    socket.on('data', (data) => {
      answer += data;
      if (answer.includes('HTTP/1.1 200')) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    pump();
  });
}

it('G8 refuses a chunked body without a length once it passes 1 MB, and its memory grows by less than 20 MB', async () => {
  // What allowed bodies need is paid before.
  for (let warm = 0; warm < 5; warm += 1) expect(await upload(MEGABYTE)).toContain('HTTP/1.1 200');
  const before = await rss();
  for (let round = 0; round < 3; round += 1) expect(await upload(64 * MEGABYTE)).toContain('HTTP/1.1 413');
  expect((await rss()) - before).toBeLessThan(20 * MEGABYTE);
});
