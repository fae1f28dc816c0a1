import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { linkBoard } from '../../client/realtime/board.ts';
import { type Live as Client, RefusedError } from '../../client/realtime/live.ts';
import type { ToClient } from '../../client/realtime/messages.ts';
import { groupTopic } from '../../functions/collab/collab.topics.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createConnections } from '../../functions/platform/realtime/connections.ts';
import { createPosts } from '../../functions/platform/realtime/posts.ts';
import { createRooms } from '../../functions/platform/realtime/rooms.ts';
import { createRedis } from '../../functions/platform/redis/redis.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { deliverEvents } from '../support/events.ts';
import { type Live, startLive } from '../support/live.ts';
import { isLive, liveOf } from '../support/live-clients.ts';

let api: TestApi;
let members: Members;
let live: Live;

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
});

afterAll(async () => {
  await live.stop();
  await members.close();
  await api.close();
});

const opened: Client[] = [];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const one of opened.splice(0)) one.close();
});

async function connect({ browser }: Member): Promise<{ client: Client; heard: ToClient[] }> {
  const client = liveOf(browser, live.url);
  opened.push(client);
  const heard: ToClient[] = [];
  client.onMessage((message) => heard.push(message));
  await isLive(client);
  return { client, heard };
}

async function run({ browser }: Member, query: string, variables: Record<string, unknown>) {
  const { body } = await browser.ask(query, variables);
  if (body.errors) throw new Error(body.errors[0].message);
  return Object.values(body.data)[0] as Record<string, string>;
}

async function groupOf(owner: Member, ...others: Member[]): Promise<string> {
  const { id } = await run(
    owner,
    'mutation { createStudyGroup(input: { name: "Room", description: "", visibility: PUBLIC, language: "en" }) { id } }',
    {},
  );
  for (const other of others)
    await run(other, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id });
  return id ?? '';
}

let keys = 0;
const send = (member: Member, groupId: string, text: string) =>
  run(
    member,
    'mutation ($groupId: ID!, $key: String!, $text: String!) { sendGroupMessage(groupId: $groupId, key: $key, text: $text) { id } }',
    { groupId, key: `room-key-${++keys}`, text },
  );
const boardOf = async (member: Member, groupId: string) =>
  (
    await run(member, 'mutation ($g: ID!) { createBoard(groupId: $g, title: "Board") { id } }', {
      g: groupId,
    })
  ).id ?? '';
const refusal = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error) => (error instanceof RefusedError ? error.code : String(error)),
  );
const textsIn = (heard: ToClient[]) =>
  heard.flatMap((one) => (one.type === 'group-message' ? [one.message.text] : []));

/** The rows of connections and rooms, as the functions see them. */
async function tableOf({ redisUrl }: TestApi) {
  const table = process.env.CONNECTIONS_TABLE ?? '';
  const redis = createRedis({ url: redisUrl, log: createLog('SILENT', 'test') });
  const { enter } = createRooms(table, createPosts(''), redis, async () => {});
  closing.push(redis.close);
  return { connections: createConnections(table), enter };
}

describe('the room of a group', () => {
  test('hears each message once, as soon as it is written, and nobody outside does', async () => {
    const [ada, bob, eve] = [await members.account(), await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const [adas, bobs, eves] = [await connect(ada), await connect(bob), await connect(eve)];
    await adas.client.ask({ type: 'join-study-group', group, after: 0 });
    const joined = await bobs.client.ask({ type: 'join-study-group', group, after: 0 });
    const ids = [ada.userId, bob.userId];
    expect(joined).toMatchObject({ messages: [], upTo: 0, more: false });
    expect(joined).toHaveProperty('peers', expect.toBeOneOf([ids, ids.toReversed()]));
    expect(adas.heard).toContainEqual({ type: 'peer-joined', room: `group:${group}`, peer: bob.userId });
    await send(ada, group, 'one');
    await send(bob, group, 'two');
    await expect.poll(() => textsIn(bobs.heard)).toEqual(['one', 'two']);
    await expect.poll(() => textsIn(adas.heard)).toEqual(['one', 'two']);
    expect(await refusal(eves.client.ask({ type: 'join-study-group', group, after: 0 }))).toBe('NOT_FOUND');
    // The worker finds nothing left to tell.
    await deliverEvents(api, 'notification');
    await sleep(100);
    expect(textsIn(bobs.heard)).toEqual(['one', 'two']);
    expect(eves.heard.map(({ type }) => type)).toEqual(['refused']);
  });

  test('gives who was away what came after the last number, in order, once', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    for (const text of ['a', 'b', 'c']) await send(ada, group, text);
    const { client } = await connect(bob);
    const answer = await client.ask({ type: 'join-study-group', group, after: 1 });
    if (answer.type !== 'study-group-joined') throw new Error(answer.type);
    expect(answer.messages.map(({ text, sequence }) => [sequence, text])).toEqual([
      [2, 'b'],
      [3, 'c'],
    ]);
    expect(answer).toMatchObject({ upTo: 3, more: false });
  });

  test.each([
    ['letters', 'x'],
    ['Chinese', '学'],
    ['what JSON escapes', '"\\'],
  ])('an answer holds as much as API Gateway takes; the client asks on: %s', async (_what, of) => {
    const ada = await members.account();
    const group = await groupOf(ada);
    for (let i = 0; i < 24; i++) await send(ada, group, `${i} ${of.repeat(3_900 / of.length)}`);
    const { client } = await connect(ada);
    let after = 0;
    const seen: number[] = [];
    for (let more = true; more; ) {
      const answer = await client.ask({ type: 'join-study-group', group, after });
      if (answer.type !== 'study-group-joined') throw new Error(answer.type);
      expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(128 * 1024);
      seen.push(...answer.messages.map(({ sequence }) => sequence));
      ({ upTo: after, more } = answer);
    }
    expect(seen).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  });

  test('W11 says who is writing and where somebody points, in the name of who it is', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    for (const { client } of [adas, bobs]) await client.ask({ type: 'join-study-group', group, after: 0 });
    adas.client.say({ type: 'typing', group, on: true });
    const room = `group:${group}`;
    const forged = { peer: bob.userId, seat: 'other' };
    adas.client.say({ type: 'cursor-move', room, at: { x: 1, y: 2 }, selection: ['a'], ...forged } as never);
    await expect.poll(() => bobs.heard.length).toBeGreaterThanOrEqual(2);
    expect(bobs.heard).toContainEqual({ type: 'peer-typing', group, peer: ada.userId, on: true });
    expect(bobs.heard.find(({ type }) => type === 'peer-cursor')).toMatchObject({
      peer: ada.userId,
      at: { x: 1, y: 2 },
      seat: expect.not.stringMatching('other'),
    });
    expect(adas.heard.filter(({ type }) => type.startsWith('peer-c'))).toEqual([]);
  });

  test('W11 what is too large to be a pointer reaches nobody, and ends at most its own connection', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    for (const { client } of [adas, bobs]) await client.ask({ type: 'join-study-group', group, after: 0 });
    const room = `group:${group}`;
    const pointing = { type: 'cursor-move' as const, room, at: { x: 1, y: 2 }, selection: [] as string[] };
    for (const much of [
      { selection: ['x'.repeat(30_000)] },
      { selection: Array.from({ length: 3_000 }, (_, i) => `${i}`) },
      { view: 'x'.repeat(30_000) },
      { at: { x: 1e300, y: 0 } },
    ]) {
      adas.client.say({ ...pointing, ...much });
      await expect.poll(() => adas.heard.at(-1)).toMatchObject({ type: 'refused', code: 'BAD_INPUT' });
      adas.heard.pop();
    }
    const states: string[] = [];
    adas.client.onState((state) => states.push(state));
    adas.client.say({ ...pointing, selection: ['x'.repeat(1_000_000)] });
    await expect.poll(() => states).toContain('offline');
    await expect.poll(() => bobs.heard).toContainEqual({ type: 'peer-left', room, peer: ada.userId });
    expect(bobs.heard.filter(({ type }) => type === 'peer-cursor')).toEqual([]);
    await send(bob, group, 'still here');
    await expect.poll(() => textsIn(bobs.heard)).toEqual(['still here']);
  });

  test('W3 sees somebody leave who was signed out', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    for (const { client } of [adas, bobs]) await client.ask({ type: 'join-study-group', group, after: 0 });
    await run(bob, 'mutation { logOut }', {});
    await deliverEvents(api, 'notification');
    const left = { type: 'peer-left', room: `group:${group}`, peer: bob.userId };
    await expect.poll(() => adas.heard).toContainEqual(left);
  });

  test('sees somebody leave when the last of their pages does', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const adas = await connect(ada);
    const pages = [await connect(bob), await connect(bob)];
    for (const { client } of [adas, ...pages])
      await client.ask({ type: 'join-study-group', group, after: 0 });
    const left = () => adas.heard.filter(({ type }) => type === 'peer-left');
    pages[0]?.client.close();
    await sleep(300);
    expect(left()).toEqual([]);
    pages[1]?.client.close();
    await expect.poll(left).toEqual([{ type: 'peer-left', room: `group:${group}`, peer: bob.userId }]);
  });

  test('hears of a page that a post finds gone, whatever the post was for', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const diagram = 'dia_01JABCDEFGHJKMNPQRSTVWXYZ1';
    const adas = await connect(ada);
    await adas.client.ask({ type: 'join-study-group', group, after: 0 });
    await adas.client.ask({ type: 'join-diagram', group, diagram });
    // Bob's gateway died, and nobody said that his page is gone: it is in one room, and follows the messages.
    const { connections, enter } = await tableOf(api);
    const actor = { userId: bob.userId, sessionId: bob.sessionId, role: 'learner', guest: false } as const;
    const now = new Date();
    const id = 'died.1=';
    await connections.identify(id, actor, now);
    const query = 'subscription ($g: ID!) { groupMessageReceived(groupId: $g) { text } }';
    await connections.follow(id, actor, groupTopic(group), { id: '1', query, variables: { g: group } }, now);
    await enter(`diagram:${group}:${diagram}`, { connectionId: id, actor }, now);
    await send(ada, group, 'to whom it concerns');
    await expect
      .poll(() => adas.heard)
      .toContainEqual({ type: 'peer-left', room: `diagram:${group}:${diagram}`, peer: bob.userId });
    expect(await connections.actorOf(id)).toBeUndefined();
  });

  test('W3 W5 is closed for who was removed, before any queue delivers', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const bobs = await connect(bob);
    await bobs.client.ask({ type: 'join-study-group', group, after: 0 });
    await run(ada, 'mutation ($g: ID!, $u: ID!) { removeGroupMember(id: $g, userId: $u) { id } }', {
      g: group,
      u: bob.userId,
    });
    const closed = { type: 'room-closed', room: `group:${group}` };
    expect(bobs.heard).toContainEqual(closed);
    // The event, which is there in case that this failed, finds nobody.
    await deliverEvents(api, 'notification');
    expect(bobs.heard.filter(({ type }) => type === 'room-closed')).toEqual([closed]);
    await send(ada, group, 'without him');
    await sleep(150);
    expect(textsIn(bobs.heard)).toEqual([]);
    const pointing = { room: `group:${group}`, at: null, selection: [] };
    bobs.client.say({ type: 'cursor-move', ...pointing });
    await expect.poll(() => bobs.heard.at(-1)).toMatchObject({ type: 'refused', code: 'FORBIDDEN' });
  });
});

describe('the room of a diagram', () => {
  test('is for members of the group that looks at it', async () => {
    const [ada, bob, eve] = [await members.account(), await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const diagram = 'dia_01JABCDEFGHJKMNPQRSTVWXYZ0';
    const [adas, bobs, eves] = [await connect(ada), await connect(bob), await connect(eve)];
    for (const { client } of [adas, bobs]) await client.ask({ type: 'join-diagram', group, diagram });
    expect(await refusal(eves.client.ask({ type: 'join-diagram', group, diagram }))).toBe('NOT_FOUND');
    const room = `diagram:${group}:${diagram}`;
    adas.client.say({ type: 'cursor-move', room, at: { x: 5, y: 6 }, selection: [], view: 'part=cache' });
    await expect
      .poll(() => bobs.heard.at(-1))
      .toMatchObject({ type: 'peer-cursor', room, at: { x: 5, y: 6 }, view: 'part=cache' });
    eves.client.say({ type: 'cursor-move', room, at: { x: 5, y: 6 }, selection: [] });
    await expect.poll(() => eves.heard.at(-1)).toMatchObject({ type: 'refused', code: 'FORBIDDEN' });
  });
});

describe('the room of a whiteboard', () => {
  async function link(member: Member, board: string) {
    const { client, heard } = await connect(member);
    const doc = new Y.Doc();
    const linked = linkBoard({
      boardId: board,
      doc,
      live: client,
      upload: async (update) => {
        await run(member, 'mutation ($id: ID!, $u: String!) { updateBoard(id: $id, update: $u) }', {
          id: board,
          u: Buffer.from(update).toString('base64'),
        });
      },
    });
    await expect.poll(() => linked.state().synced || linked.state().closed).toBeTruthy();
    return { client, heard, doc, shapes: doc.getMap<Y.Map<unknown>>('shapes'), linked };
  }
  const rectangle = (x: number) =>
    new Y.Map(Object.entries({ type: 'rectangle', x, y: 0, width: 10, height: 10 }));

  test('shows each other what is drawn, and who comes later all of it', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const board = await boardOf(ada, group);
    const [adas, bobs] = [await link(ada, board), await link(bob, board)];
    adas.shapes.set('a', rectangle(1));
    bobs.shapes.set('b', rectangle(2));
    await expect.poll(() => bobs.shapes.toJSON()).toMatchObject({ a: { x: 1 }, b: { x: 2 } });
    await expect.poll(() => adas.linked.state().unsaved).toBe(0);
    const late = await link(bob, board);
    expect(late.shapes.toJSON()).toEqual(adas.shapes.toJSON());
  });

  test('takes what was drawn before there was a connection, however much it is', async () => {
    const ada = await members.account();
    const board = await boardOf(ada, await groupOf(ada));
    const { client } = await connect(ada);
    const doc = new Y.Doc();
    const shapes = doc.getMap('shapes');
    doc.transact(() => {
      for (let i = 0; i < 600; i++) shapes.set(`s${i}`, rectangle(i));
    });
    const linked = linkBoard({
      boardId: board,
      doc,
      live: client,
      upload: async (update) => {
        await run(ada, 'mutation ($id: ID!, $u: String!) { updateBoard(id: $id, update: $u) }', {
          id: board,
          u: Buffer.from(update).toString('base64'),
        });
      },
    });
    await expect.poll(() => linked.state().synced && linked.state().unsaved === 0).toBe(true);
    expect((await link(ada, board)).shapes.size).toBe(600);
  });

  test('W5 W9 what may not be there changes nothing, and nobody sees it', async () => {
    const [ada, bob, eve] = [await members.account(), await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const board = await boardOf(ada, group);
    const adas = await link(ada, board);
    adas.shapes.set('a', rectangle(1));
    await expect.poll(() => adas.linked.state().unsaved).toBe(0);
    const eves = await connect(eve);
    const drawn = new Y.Doc();
    drawn.getMap('shapes').set('evil', rectangle(6));
    const update = Buffer.from(Y.encodeStateAsUpdate(drawn)).toString('base64');
    const asked = (given: string) =>
      refusal(eves.client.ask({ type: 'whiteboard-update', board, update: given }));
    expect(await asked(update)).toBe('FORBIDDEN');
    expect(await refusal(eves.client.ask({ type: 'join-whiteboard', board, vector: 'AA==' }))).toBe(
      'NOT_FOUND',
    );
    const bobs = await connect(bob);
    await bobs.client.ask({ type: 'join-whiteboard', board, vector: 'AA==' });
    for (const bad of ['AAEC', 'AQG4/////w8A', Buffer.alloc(200, 255).toString('base64'), '%%%'])
      expect(await refusal(bobs.client.ask({ type: 'whiteboard-update', board, update: bad }))).toBe(
        'BAD_INPUT',
      );
    await sleep(100);
    expect(adas.shapes.toJSON()).toMatchObject({ a: { x: 1 } });
    expect(adas.heard.filter(({ type }) => type === 'whiteboard-update')).toEqual([]);
    expect((await link(bob, board)).shapes.size).toBe(1);
  });

  test('is closed for everybody as soon as it is deleted', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const board = await boardOf(ada, group);
    const bobs = await link(bob, board);
    await run(ada, 'mutation ($id: ID!) { deleteBoard(id: $id) }', { id: board });
    await expect.poll(() => bobs.linked.state().closed).toBe('gone');
    // The event deletes snapshots: there is no bucket here.
    await api.sql('DELETE FROM outbox');
  });

  test('can only be looked at once its group is archived', async () => {
    const ada = await members.account();
    const group = await groupOf(ada);
    const board = await boardOf(ada, group);
    const before = await link(ada, board);
    await run(ada, 'mutation ($id: ID!) { setGroupArchived(id: $id, archived: true) { id } }', { id: group });
    await expect.poll(() => before.linked.state().mayEdit).toBe(false);
    // The event comes later, and leaves who looks on where they are.
    await deliverEvents(api, 'notification');
    expect(before.heard.filter(({ type }) => type === 'room-closed')).toHaveLength(1);
    const drawn = new Y.Doc();
    drawn.getMap('shapes').set('late', rectangle(6));
    const update = Buffer.from(Y.encodeStateAsUpdate(drawn)).toString('base64');
    expect(await refusal(before.client.ask({ type: 'whiteboard-update', board, update }))).toBe('FORBIDDEN');
  });
});

describe('hostile', () => {
  test.each([
    ['a group id that is none', { type: 'join-study-group', id: '1', group: 'grp_x', after: 0 }],
    [
      'a number that is none',
      { type: 'join-study-group', id: '1', group: 'grp_01JABCDEFGHJKMNPQRSTVWXYZ0', after: -1 },
    ],
    ['no number', { type: 'join-study-group', id: '1', group: 'grp_01JABCDEFGHJKMNPQRSTVWXYZ0' }],
    ['a room of another name', { type: 'leave-room', id: '1', room: 'connection#1' }],
    [
      'a place outside',
      { type: 'cursor-move', id: '1', room: 'group:a', at: { x: 1e9, y: 0 }, selection: [] },
    ],
    [
      'a long list',
      { type: 'cursor-move', id: '1', room: 'group:a', at: null, selection: Array(50).fill('a') },
    ],
  ])('%s is refused by its id, and the connection goes on', async (_what, message) => {
    const { client, heard } = await connect(await members.account());
    client.say(message as never);
    await expect
      .poll(() => heard)
      .toEqual([expect.objectContaining({ type: 'refused', id: '1', code: 'BAD_INPUT' })]);
    expect(await refusal(client.ask({ type: 'leave-room', room: 'group:a' }))).toBe('answered');
  });

  test('who has not said who they are is in no room', async () => {
    const guest = await members.guest();
    const { client } = await connect(guest);
    const group = 'grp_01JABCDEFGHJKMNPQRSTVWXYZ0';
    expect(await refusal(client.ask({ type: 'join-study-group', group, after: 0 }))).toBe('UNAUTHENTICATED');
  });

  test('W6 a flood is refused, then closed, and others are served', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada, bob);
    const [adas, bobs] = [await connect(ada), await connect(bob)];
    await bobs.client.ask({ type: 'join-study-group', group, after: 0 });
    const states: string[] = [];
    adas.client.onState((state) => states.push(state));
    for (let i = 0; i < 1_500; i++) adas.client.say({ type: 'typing', group, on: true });
    await expect.poll(() => states, { timeout: 10_000 }).toContain('offline');
    expect(adas.heard.some((one) => one.type === 'refused' && one.code === 'RATE_LIMITED')).toBe(true);
    await send(bob, group, 'still here');
    await expect.poll(() => textsIn(bobs.heard)).toEqual(['still here']);
  });

  test('W6 nobody has more than thirty connections', async () => {
    const ada = await members.account();
    const clients = await Promise.all(Array.from({ length: 30 }, () => connect(ada)));
    const client = liveOf(ada.browser, live.url);
    opened.push(client);
    await sleep(600);
    expect(client.state()).not.toBe('live');
    clients[0]?.client.close();
  });
});
