import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ToClient } from '../../client/realtime/messages.ts';
import { createMembers, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { openCrowdPage } from './support/crowd.ts';
import { type Server, startServer } from './support/servers.ts';

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

afterEach(() => vi.unstubAllGlobals());

afterAll(async () => {
  await server.kill();
  await live.stop();
  await members.close();
  await api.close();
});

/** The pages' time goes so many times faster from now on: what they wait for comes sooner. */
function hasten(times: number): void {
  const wait = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (work: () => void, ms = 0) => wait(work, ms / times));
}

let keys = 0;
/** A page in a room where somebody else writes, over a server that can be killed. */
async function openPage() {
  const [ada, bob] = [await members.account(), await members.account()];
  const run = async (person: typeof ada, query: string, variables: Record<string, unknown>) => {
    const { body } = await person.browser.ask(query, variables);
    expect(body.errors).toBeUndefined();
    return Object.values(body.data)[0] as { id: string };
  };
  const input = '{ name: "Away", description: "", visibility: PUBLIC, language: "en" }';
  const { id: groupId } = await run(ada, `mutation { createStudyGroup(input: ${input}) { id } }`, {});
  await run(bob, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: groupId });
  const { live: client, chat, close } = openCrowdPage(bob, groupId, server);
  if (!chat) throw new Error('No group is open.');
  const heard: ToClient[] = [];
  client.onMessage((message) => heard.push(message));
  await expect.poll(() => chat.state().present.length, { timeout: 10_000 }).toBe(1);
  return {
    groupId,
    chat,
    close,
    /** Answers of the server to who came back. */
    answers: () => heard.filter((message) => message.type === 'study-group-joined'),
    write: (text: string) =>
      run(
        ada,
        'mutation ($g: ID!, $k: String!, $t: String!) { sendGroupMessage(groupId: $g, key: $k, text: $t) { id } }',
        { g: groupId, k: `key-of-away-${keys++}`, t: text },
      ),
    async kept() {
      const rows = await api.sql(
        'SELECT sequence::int, text FROM group_messages WHERE group_id = $1 ORDER BY sequence',
        [groupId],
      );
      return rows as { sequence: number; text: string }[];
    },
    shown: () => chat.state().messages.map(({ sequence, text }) => ({ sequence, text })),
  };
}

// The page's clock is hastened, not the server's: nothing that it stores ends within ten minutes.
test.each([
  ['1 second', 1],
  ['60 seconds', 60],
  ['10 minutes', 600],
])(
  'W13 back after %s, and a restart of the server: each number once, and none lacks',
  async (_, seconds) => {
    const page = await openPage();
    for (let n = 0; n < 3; n++) await page.write(`before ${n}`);
    await expect.poll(() => page.shown().length, { timeout: 10_000 }).toBe(3);
    const known = page.answers().length;

    await server.kill();
    for (let n = 0; n < 40; n++) await page.write(`away ${n}`);
    page.chat.send('typed without a server');
    hasten(seconds);
    await sleep(1_000);
    await server.start();
    vi.unstubAllGlobals();
    await page.write('right after');
    await expect.poll(() => page.shown().length, { timeout: 20_000 }).toBe(45);
    await expect.poll(() => page.chat.state().unsent).toEqual([]);
    await page.write('last');
    await expect.poll(() => page.shown().length, { timeout: 10_000 }).toBe(46);

    expect(page.shown()).toEqual(await page.kept());
    expect(page.shown().map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 46 }, (_one, i) => i + 1),
    );
    // It went on where it was: nothing that it had came again, and nothing says that it has to start over.
    const [first] = page.answers().slice(known);
    expect(first).toMatchObject({
      messages: expect.arrayContaining([expect.objectContaining({ sequence: 4 })]),
    });
    for (const { messages, anew } of page.answers().slice(known)) {
      expect(anew).toBeUndefined();
      expect(messages.filter(({ sequence }) => sequence <= 3)).toEqual([]);
    }
    page.close();
  },
  60_000,
);

test('W13 a server that was put back to an earlier state says so, and the page loads all of it again', async () => {
  const page = await openPage();
  for (let n = 0; n < 5; n++) await page.write(`before ${n}`);
  await expect.poll(() => page.shown().length, { timeout: 10_000 }).toBe(5);

  await server.kill();
  await api.sql('DELETE FROM group_messages WHERE group_id = $1 AND sequence > 2', [page.groupId]);
  await api.sql('UPDATE study_groups SET last_sequence = 2 WHERE id = $1', [page.groupId]);
  await page.write('another third');
  await server.start();
  await expect.poll(() => page.shown().at(-1)?.text, { timeout: 20_000 }).toBe('another third');
  expect(page.answers().filter(({ anew }) => anew)).toMatchObject([{ upTo: 3, messages: [] }]);
  await page.write('another fourth');
  await expect.poll(() => page.shown().length, { timeout: 10_000 }).toBe(4);
  expect(page.shown()).toEqual(await page.kept());
  page.close();
}, 60_000);
