import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Chat } from '../../client/realtime/chat.ts';
import type { Live as Client } from '../../client/realtime/live.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { liveOf } from '../support/live-clients.ts';
import { chatOf, type Server, startServer } from './support/servers.ts';

const PEOPLE = 200;
/** Of each; written over some seconds, in the middle of which the server dies twice. */
const MESSAGES = 3;

let live: Live;
let api: TestApi;
let members: Members;
let server: Server;

beforeAll(async () => {
  // For its table of connections; the connections themselves are the child's.
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

test(`W13 ${PEOPLE} people write while the server is killed twice: nothing is lost, nothing doubled`, async () => {
  const owner = await members.account();
  const { body } = await owner.browser.ask(
    'mutation { createStudyGroup(input: { name: "Crowd", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  const groupId: string = body.data.createStudyGroup.id;
  const people: Member[] = [owner];
  while (people.length < PEOPLE) people.push(await members.account());
  await api.sql(
    `INSERT INTO group_members (group_id, user_id, role, joined_at)
     SELECT $1, id, 'member', now() FROM users WHERE NOT guest ON CONFLICT DO NOTHING`,
    [groupId],
  );
  const clients: Client[] = people.map((member) => liveOf(member.browser, server.url));
  const chats: Chat[] = people.map((member, i) =>
    chatOf(member, groupId, clients[i] as Client, () => server.port),
  );
  await expect.poll(() => chats.every((chat) => chat.state().ready), { timeout: 60_000 }).toBe(true);

  const texts: string[] = [];
  const writing = chats.map(async (chat, i) => {
    for (let n = 0; n < MESSAGES; n++) {
      await sleep(Math.random() * 4_000);
      texts.push(`${i} ${n}`);
      chat.send(`${i} ${n}`);
    }
  });
  for (let death = 0; death < 2; death++) {
    await sleep(2_500);
    await server.kill();
    await sleep(500);
    await server.start();
  }
  await Promise.all(writing);
  const isDone = (chat: Chat) =>
    chat.state().unsent.length === 0 && chat.state().messages.length === PEOPLE * MESSAGES;
  await expect.poll(() => chats.filter((chat) => !isDone(chat)).length, { timeout: 90_000 }).toBe(0);

  const rows = await api.sql('SELECT text FROM group_messages WHERE group_id = $1 ORDER BY sequence', [
    groupId,
  ]);
  const kept = rows.map(({ text }) => text);
  expect([...kept].sort()).toEqual([...texts].sort());
  for (const chat of chats) expect(chat.state().messages.map(({ text }) => text)).toEqual(kept);
  for (const chat of chats) chat.close();
  for (const client of clients) client.close();
}, 240_000);
