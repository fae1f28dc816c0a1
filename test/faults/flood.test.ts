import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { ORIGIN } from '../support/live-clients.ts';
import { ticketFrom } from './support/crowd.ts';
import { type Server, startServer } from './support/servers.ts';

const MB = 1024 * 1024;
/**
 * What the process may grow by: V8 collects what is short-lived when it likes to, and a thousand sockets that come in one
 * moment are a thousand questions under way, until all but thirty are closed.
 */
const MORE = { large: 64 * MB, tiny: 64 * MB, many: 320 * MB };
/** Milliseconds that an answer may take meanwhile. */
const PATIENCE = 2_000;

let live: Live;
let api: TestApi;
let members: Members;
let server: Server;

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
  server = await startServer(api);
}, 60_000);

afterAll(async () => {
  await server.kill();
  await live.stop();
  await members.close();
  await api.close();
});

const ticketOf = ({ browser }: Member) => ticketFrom(server, browser.cookie);

/** A connection that says who it is; nothing more is read of it than whether it was acknowledged and how it ended. */
function open(ticket: string) {
  const socket = new WebSocket(server.url, 'graphql-transport-ws', { origin: ORIGIN });
  socket.on('error', () => {});
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { ticket } })));
  const first = new Promise<'known' | 'closed'>((resolve) => {
    socket.once('message', () => resolve('known'));
    socket.once('close', () => resolve('closed'));
  });
  return { socket, first, ended: once(socket, 'close').then(([code]) => Number(code)) };
}

/** The most memory that the server held, and the longest that somebody else waited, while something was done to it. */
async function during(
  other: WebSocket,
  flood: () => Promise<void>,
): Promise<{ rss: number; waited: number }> {
  let isOver = false;
  const most = { rss: 0, waited: 0 };
  const watching = (async () => {
    while (!isOver) {
      const at = performance.now();
      const answered = once(other, 'message', { signal: AbortSignal.timeout(10_000) });
      other.send('{"type":"ping"}');
      await answered;
      most.waited = Math.max(most.waited, performance.now() - at);
      most.rss = Math.max(most.rss, await server.rss());
      await sleep(50);
    }
  })();
  await flood();
  isOver = true;
  await watching;
  return most;
}

test('W6 frames of 129 KiB, 10,000 tiny ones a second and 1,000 sockets of one person cost a server little memory', async () => {
  const [ada, mallory] = [await members.account(), await members.account()];
  const quiet = open(await ticketOf(ada));
  expect(await quiet.first).toBe('known');
  const large = async () => {
    const ticket = await ticketOf(mallory);
    for (let i = 0; i < 40; i++) {
      const { socket, first, ended } = open(ticket);
      await first;
      socket.send('x'.repeat(129 * 1024));
      expect(await ended).toBe(1009);
    }
  };
  const tiny = async () => {
    const ticket = await ticketOf(mallory);
    for (let second = 0; second < 3; second++) {
      const { socket, first, ended } = open(ticket);
      await first;
      const until = performance.now() + 1_000;
      // Spread over a second; what is said after it was closed goes nowhere.
      for (let i = 0; i < 10_000; i += 100) {
        for (let n = 0; n < 100; n++) socket.send('{"type":"ping"}');
        await sleep(Math.max(0, until - performance.now() - (10_000 - i) / 10));
      }
      // Slowed first, then closed.
      expect(await ended).toBe(1000);
    }
  };
  const many = async () => {
    const ticket = await ticketOf(mallory);
    const opened = Array.from({ length: 1_000 }, () => open(ticket));
    const firsts = await Promise.all(opened.map(({ first }) => first));
    expect(firsts.filter((one) => one === 'known').length).toBeLessThanOrEqual(30);
    for (const { socket } of opened) socket.terminate();
  };

  // Once before it counts: code is compiled, buffers are made.
  await during(quiet.socket, tiny);
  const before = await server.rss();
  const floods = { large, tiny, many };
  for (const what of ['large', 'tiny', 'many'] as const) {
    const { rss, waited } = await during(quiet.socket, floods[what]);
    expect(rss - before, `bytes more, ${what}`).toBeLessThan(MORE[what]);
    expect(waited, `milliseconds that somebody else waited, ${what}`).toBeLessThan(PATIENCE);
  }
  quiet.socket.terminate();
}, 90_000);
