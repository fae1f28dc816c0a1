import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { linkBoard } from '../../client/realtime/board.ts';
import type { Live as Client } from '../../client/realtime/live.ts';
import type { ToClient } from '../../client/realtime/messages.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { isLive, liveOf } from '../support/live-clients.ts';
import { chatOf, type Server, startServer } from './support/servers.ts';

let live: Live;
let api: TestApi;
let members: Members;
let servers: [Server, Server];

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
  servers = [await startServer(api), await startServer(api)];
}, 60_000);

afterAll(async () => {
  for (const server of servers) await server.kill();
  await live.stop();
  await members.close();
  await api.close();
});

const run = async ({ browser }: Member, query: string, variables: object) => {
  const { body } = await browser.ask(query, variables as Record<string, unknown>);
  return Object.values(body.data)[0] as { id: string };
};

test('W15 two gateways are as one: chat, presence, pointers and a whiteboard, and one may die', async () => {
  const [ada, bob] = [await members.account(), await members.account()];
  const { id: group } = await run(
    ada,
    'mutation { createStudyGroup(input: { name: "Two", description: "", visibility: PUBLIC, language: "en" }) { id } }',
    {},
  );
  await run(bob, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: group });
  const { id: board } = await run(ada, 'mutation ($g: ID!) { createBoard(groupId: $g, title: "B") { id } }', {
    g: group,
  });
  // After the first one has died, Bob's page goes to the other.
  let bobsServer = servers[1];
  const clients: [Client, Client] = [
    liveOf(ada.browser, servers[0].url),
    liveOf(bob.browser, () => bobsServer.url),
  ];
  const heard: ToClient[] = [];
  clients[0].onMessage((message) => heard.push(message));
  await Promise.all(clients.map(isLive));
  const chats = [
    chatOf(ada, group, clients[0], () => servers[0].port),
    chatOf(bob, group, clients[1], () => bobsServer.port),
  ] as const;
  const texts = (i: 0 | 1) => chats[i].state().messages.map(({ text }) => text);
  await expect
    .poll(() => chats.every((chat) => chat.state().present.length === 2), { timeout: 10_000 })
    .toBe(true);
  chats[0].send('from the first');
  await expect.poll(() => texts(1), { timeout: 10_000 }).toEqual(['from the first']);
  chats[1].send('from the second');
  await expect.poll(() => texts(0), { timeout: 10_000 }).toEqual(['from the first', 'from the second']);
  clients[1].say({ type: 'cursor-move', room: `group:${group}`, at: { x: 1, y: 2 }, selection: [] });
  await expect.poll(() => heard.some(({ type }) => type === 'peer-cursor')).toBe(true);

  const pages = clients.map((client) => {
    const doc = new Y.Doc();
    const link = linkBoard({ boardId: board, doc, live: client, upload: async () => {} });
    return { doc, link, shapes: doc.getMap<Y.Map<unknown>>('shapes') };
  });
  await expect.poll(() => pages.every(({ link }) => link.state().synced), { timeout: 10_000 }).toBe(true);
  for (const [i, { shapes }] of pages.entries())
    for (let n = 0; n < 20; n++)
      shapes.set(
        `${i}-${n}`,
        new Y.Map(Object.entries({ type: 'rectangle', x: n, y: i, width: 1, height: 1 })),
      );
  await expect.poll(() => pages.map(({ shapes }) => shapes.size), { timeout: 10_000 }).toEqual([40, 40]);
  expect(pages[0]?.shapes.toJSON()).toEqual(pages[1]?.shapes.toJSON());

  // Bob finds no server, so that nothing but the next message to the room shows that he is gone.
  await servers[1].kill();
  const present = () => chats[0].state().present;
  chats[0].typing();
  await expect.poll(present, { timeout: 2_000 }).toEqual([ada.userId]);
  expect(heard).toContainEqual({ type: 'peer-left', room: `group:${group}`, peer: bob.userId });
  bobsServer = servers[0];
  chats[0].send('while he is away');
  chats[1].send('written without a server');
  await expect.poll(() => [texts(0).length, texts(1).length], { timeout: 30_000 }).toEqual([4, 4]);
  expect(texts(1)).toEqual(texts(0));
  pages[0]?.shapes.set(
    'after',
    new Y.Map(Object.entries({ type: 'ellipse', x: 1, y: 1, width: 1, height: 1 })),
  );
  await expect.poll(() => pages[1]?.shapes.has('after'), { timeout: 10_000 }).toBe(true);
  for (const chat of chats) chat.close();
  for (const { link } of pages) link.close();
  for (const client of clients) client.close();
}, 120_000);
