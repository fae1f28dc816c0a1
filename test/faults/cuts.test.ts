import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Chat } from '../../client/realtime/chat.ts';
import type { Live as Client, LiveState } from '../../client/realtime/live.ts';
import type { SocketLimits } from '../../local/adapters/connections-api.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { liveOf } from '../support/live-clients.ts';
import { openFront } from './support/gateways.ts';
import { chatOf } from './support/servers.ts';
import { openTunnel, type Tunnel } from './support/tunnel.ts';

let live: Live;
let api: TestApi;
let members: Members;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
}, 60_000);

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

afterAll(async () => {
  await live.stop();
  await members.close();
  await api.close();
});

interface Page {
  client: Client;
  chat: Chat;
  tunnel: Tunnel;
  /** What the person was shown of the connection, one after the other. */
  states: LiveState[];
  texts(): string[];
  /** Somebody else of the group writes, who has a good network. */
  other(text: string): Promise<void>;
  /** All messages at the server, in order. */
  kept(): Promise<string[]>;
}

/** A member's page on a network of its own, connected and in the room. */
async function openPage(limits?: Partial<SocketLimits>): Promise<Page> {
  const front = await openFront(api, limits);
  const tunnel = await openTunnel(front.port);
  const [owner, member] = [await members.account(), await members.account()];
  const run = async ({ browser }: Member, query: string, variables: Record<string, unknown> = {}) => {
    const { body } = await browser.ask(query, variables);
    return Object.values(body.data)[0] as { id: string };
  };
  const { id: groupId } = await run(
    owner,
    'mutation { createStudyGroup(input: { name: "Cuts", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  await run(member, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: groupId });
  const client = liveOf(member.browser, `ws://127.0.0.1:${tunnel.port}/live`);
  const states: LiveState[] = [];
  client.onState((state) => states.push(state));
  const chat = chatOf(member, groupId, client, () => tunnel.port);
  closing.push(front.close, tunnel.close, () => {
    chat.close();
    client.close();
  });
  await expect.poll(() => chat.state().present.length, { timeout: 10_000 }).toBe(1);
  let keys = 0;
  return {
    client,
    chat,
    tunnel,
    states,
    texts: () => chat.state().messages.map(({ text }) => text),
    async other(text) {
      await run(
        owner,
        'mutation ($g: ID!, $k: String!, $t: String!) { sendGroupMessage(groupId: $g, key: $k, text: $t) { id } }',
        { g: groupId, k: `cuts-${groupId}-${keys++}`.slice(-40), t: text },
      );
    },
    async kept() {
      const rows = await api.sql('SELECT text FROM group_messages WHERE group_id = $1 ORDER BY sequence', [
        groupId,
      ]);
      return rows.map(({ text }) => String(text));
    },
  };
}

const isQuiet = ({ chat }: Page) =>
  chat.state().connection === 'live' && chat.state().unsent.length === 0 && !chat.state().error;
/** It has what the server has, each message once and in order, and says that it is live. */
async function hasAll(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.texts().length, { timeout: 20_000 }).toBe(count);
  await expect.poll(() => isQuiet(page), { timeout: 20_000 }).toBe(true);
  expect(page.texts()).toEqual(await page.kept());
}
const lossesIn = (page: Page) => page.states.filter((state) => state === 'offline').length;

test('W13 the cut of a silent connection: it comes back by itself and lacks nothing', async () => {
  const page = await openPage({ idle: 300 });
  for (let i = 0; i < 5; i++) {
    // Longer than it may be silent: some are written while there is no connection.
    await sleep(450 + 60 * i);
    await page.other(`silent ${i}`);
    page.chat.send(`mine ${i}`);
  }
  await expect.poll(() => lossesIn(page), { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  await hasAll(page, 10);
}, 60_000);

test('W13 the cut of a connection that is too old, in the middle of talk', async () => {
  const page = await openPage({ duration: 700 });
  for (let i = 0; i < 40; i++) {
    await page.other(`talk ${i}`);
    if (i % 4 === 0) page.chat.send(`mine ${i}`);
    await sleep(60);
  }
  expect(lossesIn(page)).toBeGreaterThanOrEqual(2);
  await hasAll(page, 50);
}, 60_000);

test('W13 W8 a closed lid: nothing passes for a while, then the connection is dead', async () => {
  const page = await openPage();
  await page.other('before');
  await hasAll(page, 1);
  page.tunnel.freeze();
  for (const text of ['one', 'two', 'three']) await page.other(text);
  await sleep(1_500);
  // Nobody has told the page.
  expect([page.client.state(), page.texts()]).toEqual(['live', ['before']]);
  page.tunnel.drop();
  await hasAll(page, 4);
  expect(lossesIn(page)).toBe(1);
}, 60_000);

test('W13 a connection that died without a word is given up when a question stays unanswered', async () => {
  const page = await openPage();
  page.tunnel.freeze();
  await page.other('missed');
  const before = page.tunnel.count();
  await expect(page.client.ask({ type: 'leave-room', room: 'group:nowhere' })).rejects.toThrow(
    'The connection was lost.',
  );
  await hasAll(page, 1);
  expect(page.tunnel.count()).toBeGreaterThan(before);
}, 60_000);

test('W13 a page that wakes up looks at once whether its connection is still there', async () => {
  const window = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener'] as const)
    vi.stubGlobal(name, window[name].bind(window));
  const page = await openPage();
  vi.unstubAllGlobals();
  await page.other('before');
  await hasAll(page, 1);
  // One that is there stays.
  for (const event of ['online', 'pageshow', 'visibilitychange']) window.dispatchEvent(new Event(event));
  await sleep(5_500);
  expect(lossesIn(page)).toBe(0);
  page.tunnel.freeze();
  await page.other('missed');
  window.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => lossesIn(page), { timeout: 7_000 }).toBe(1);
  await hasAll(page, 2);
}, 60_000);

test('W13 a tunnel: refused for some seconds, and what was typed meanwhile is sent then', async () => {
  const page = await openPage();
  await page.other('before');
  await hasAll(page, 1);
  await page.tunnel.shut();
  const typed = ['typed one', 'typed two', 'typed three'];
  for (const text of typed) {
    page.chat.send(text);
    await page.other(`while ${text}`);
    await sleep(700);
  }
  // Offline: 3 unsent.
  await expect.poll(() => page.chat.state().connection).not.toBe('live');
  expect(page.chat.state().unsent.map(({ text }) => text)).toEqual(typed);
  expect(page.texts()).toEqual(['before']);
  await page.tunnel.reopen();
  await hasAll(page, 7);
  expect(page.texts().filter((text) => text.startsWith('typed'))).toEqual(typed);
}, 60_000);
