import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { deliverEvents } from '../support/events.ts';
import { type RawClient, rawClient } from '../support/frames.ts';
import { type Live, startLive } from '../support/live.ts';
import { ticketOf } from '../support/live-clients.ts';

/**
 * graphql-transport-ws by its frames, since the installed libraries all speak it through `graphql-ws`
 * (https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md).
 */
let live: Live;
let api: TestApi;
let members: Members;
let diagrams: string[];

beforeAll(async () => {
  live = await startLive();
  api = await startApi();
  members = createMembers(api);
  const { body } = await api.person().ask('{ diagrams { nodes { id } } }');
  diagrams = body.data.diagrams.nodes.map(({ id }: { id: string }) => id);
});

afterAll(async () => {
  await live.stop();
  await members.close();
  await api.close();
});

const clients: RawClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

async function open(protocols?: string[]): Promise<RawClient> {
  const client = rawClient(live.url, protocols);
  clients.push(client);
  await client.opened;
  return client;
}

const ACK = { type: 'connection_ack' };
const PROGRESS = 'subscription { progressUpdated { completedCount } }';
const MESSAGES = 'subscription ($g: ID!) { groupMessageReceived(groupId: $g) { text author { id } } }';

/** A client that has said who it is. */
async function ready({ browser }: Member): Promise<RawClient> {
  const client = await open();
  client.send({ type: 'connection_init', payload: { ticket: await ticketOf(browser) } });
  await expect.poll(() => client.heard).toEqual([ACK]);
  return client;
}

const subscribe = (id: string, query: string, variables?: object) => ({
  id,
  type: 'subscribe',
  payload: { query, ...(variables ? { variables } : {}) },
});

let probes = 0;
/** A subscription that is good is not answered: whatever comes next is. */
async function answered(client: RawClient): Promise<void> {
  const payload = { probe: ++probes };
  client.send({ type: 'ping', payload });
  await expect.poll(() => client.heard).toContainEqual({ type: 'pong', payload });
}

/** What it heard but acknowledgement and pongs. */
const told = ({ heard }: RawClient) => heard.filter(({ type }) => !['connection_ack', 'pong'].includes(type));

async function complete({ browser }: Member, i: number): Promise<void> {
  await browser.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
    id: diagrams[i],
  });
  await deliverEvents(api, 'notification');
}

async function groupOf({ browser }: Member): Promise<string> {
  const { body } = await browser.ask(
    'mutation { createStudyGroup(input: { name: "Frames", description: "", visibility: PUBLIC, language: "en" }) { id } }',
  );
  return body.data.createStudyGroup.id;
}

let keys = 0;
const write = ({ browser }: Member, groupId: string, text: string) =>
  browser.ask(
    'mutation ($g: ID!, $k: String!, $t: String!) { sendGroupMessage(groupId: $g, key: $k, text: $t) { id } }',
    { g: groupId, k: `frames-key-${++keys}`, t: text },
  );

describe('the handshake', () => {
  test('chooses graphql-transport-ws among others, in whatever order they are offered', async () => {
    for (const offered of [
      ['graphql-transport-ws'],
      ['graphql-ws', 'graphql-transport-ws'],
      ['graphql-transport-ws', 'graphql-ws'],
    ])
      expect((await open(offered)).protocol()).toBe('graphql-transport-ws');
  });

  test.each([[['graphql-ws']], [['soap', 'mqtt']], [[]]])('%j alone is refused', async (offered) => {
    expect(await rawClient(live.url, offered).ended).toBe('status 400');
  });
});

describe('the connection', () => {
  test('is acknowledged, with whatever else the payload says', async () => {
    const { browser } = await members.account();
    const client = await open();
    client.send({ type: 'connection_init', payload: { ticket: await ticketOf(browser), other: [1] } });
    await expect.poll(() => client.heard).toEqual([ACK]);
  });

  test('may be pinged before it is acknowledged, and a pong comes back with the payload of its ping', async () => {
    const client = await open();
    client.send({ type: 'ping' });
    await expect.poll(() => client.heard).toEqual([{ type: 'pong' }]);
    client.send({ type: 'ping', payload: { deep: [{ 1: null }] } });
    await expect.poll(() => client.heard.at(-1)).toEqual({ type: 'pong', payload: { deep: [{ 1: null }] } });
  });

  test('takes a pong that nobody asked for without an answer', async () => {
    const client = await ready(await members.account());
    client.send({ type: 'pong', payload: { unasked: true } });
    await answered(client);
    expect(told(client)).toEqual([]);
  });

  test('ends with a second connection_init', async () => {
    const member = await members.account();
    const client = await ready(member);
    client.send({ type: 'connection_init', payload: { ticket: await ticketOf(member.browser) } });
    expect(await client.ended).toBe('closed');
    expect(client.heard).toEqual([ACK]);
  });

  test('ends with a subscription before it is acknowledged', async () => {
    const client = await open();
    client.send(subscribe('1', PROGRESS));
    expect(await client.ended).toBe('closed');
    expect(client.heard).toEqual([]);
  });

  test.each([
    ['an unknown type', '{"type":"start","id":"1","payload":{}}'],
    ['no type', '{"id":"1"}'],
    ['no JSON', '{"type":"ping"'],
    ['JSON that is no object', '"ping"'],
    ['null', 'null'],
    ['a subscription without a query', '{"type":"subscribe","id":"1","payload":{}}'],
    ['a subscription without an id', '{"type":"subscribe","payload":{"query":"{ a }"}}'],
    ['a completion without an id', '{"type":"complete"}'],
    ['an answer, which only a server gives', '{"type":"next","id":"1","payload":{"data":null}}'],
    ['an acknowledgement', '{"type":"connection_ack"}'],
  ])('ends with %s', async (_what, frame) => {
    const client = await ready(await members.account());
    client.send(frame);
    expect(await client.ended).toBe('closed');
    expect(client.heard).toEqual([ACK]);
  });
});

describe('operations', () => {
  test('several go on beside each other, each under its own id', async () => {
    const ada = await members.account();
    const client = await ready(ada);
    client.send(subscribe('a', PROGRESS));
    client.send(subscribe('b', 'subscription { mine: progressUpdated { completedCount } }'));
    await answered(client);
    await complete(ada, 0);
    await expect.poll(() => told(client)).toHaveLength(2);
    expect(client.of('a')).toEqual([
      { id: 'a', type: 'next', payload: { data: { progressUpdated: { completedCount: 1 } } } },
    ]);
    expect(client.of('b')).toEqual([
      { id: 'b', type: 'next', payload: { data: { mine: { completedCount: 1 } } } },
    ]);
  });

  test('an id that is taken ends the connection; one that is free again does not', async () => {
    const ada = await members.account();
    const client = await ready(ada);
    client.send(subscribe('1', PROGRESS));
    client.send({ type: 'complete', id: '1' });
    client.send(subscribe('1', PROGRESS));
    await answered(client);
    await complete(ada, 0);
    await expect.poll(() => client.of('1')).toHaveLength(1);
    client.send(subscribe('1', PROGRESS));
    expect(await client.ended).toBe('closed');
  });

  test('a completion from the client ends one and leaves the others; one of an unknown id is nothing', async () => {
    const ada = await members.account();
    const client = await ready(ada);
    client.send(subscribe('a', PROGRESS));
    client.send(subscribe('b', PROGRESS));
    client.send({ type: 'complete', id: 'a' });
    client.send({ type: 'complete', id: 'never' });
    await answered(client);
    await complete(ada, 0);
    await expect.poll(() => client.of('b')).toHaveLength(1);
    expect(client.of('a')).toEqual([]);
  });

  test.each([
    ['a mistake in its syntax', 'subscription {', 'BAD_INPUT'],
    ['an unknown field', 'subscription { nothingSuch }', 'BAD_INPUT'],
    [
      'two fields at once',
      'subscription { progressUpdated { completedCount } two: progressUpdated { completedCount } }',
      'BAD_INPUT',
    ],
    ['a query', '{ areas { id } }', 'BAD_INPUT'],
    [
      'a group that does not exist',
      'subscription { groupMessageReceived(groupId: "grp_01HZZZZZZZZZZZZZZZZZZZZZZZ") { text } }',
      'NOT_FOUND',
    ],
    ['no id of a group', 'subscription { groupMessageReceived(groupId: "anything") { text } }', 'BAD_INPUT'],
  ])(
    '%s is one error under its id, no completion after it, and the connection goes on',
    async (_what, query, code) => {
      const client = await ready(await members.account());
      client.send(subscribe('wrong', query));
      await expect.poll(() => client.of('wrong')).toHaveLength(1);
      client.send(subscribe('right', PROGRESS));
      await answered(client);
      const [{ type, payload }] = told(client) as [{ type: string; payload: object[] }];
      expect({ type, payload }).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
      expect(told(client)).toHaveLength(1);
      // The id of what failed is free again.
      client.send(subscribe('wrong', PROGRESS));
      await answered(client);
      expect(told(client)).toHaveLength(1);
    },
  );
});

describe('a group by frames', () => {
  test('a member hears each message once; a stranger gets an error and nothing else', async () => {
    const [ada, bob, eve] = [await members.account(), await members.account(), await members.account()];
    const group = await groupOf(ada);
    await bob.browser.ask('mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: group });
    const [adas, bobs, eves] = [await ready(ada), await ready(bob), await ready(eve)];
    for (const client of [adas, bobs, eves]) {
      client.send(subscribe('chat', MESSAGES, { g: group }));
      await answered(client);
    }
    const texts = ['one', 'two', 'three'];
    for (const text of texts) await write(ada, group, text);
    await deliverEvents(api, 'notification');
    const wanted = texts.map((text) => ({
      id: 'chat',
      type: 'next',
      payload: { data: { groupMessageReceived: { text, author: { id: ada.userId } } } },
    }));
    for (const client of [adas, bobs]) await expect.poll(() => told(client)).toHaveLength(3);
    for (const client of [adas, bobs]) expect(told(client)).toEqual(expect.arrayContaining(wanted));
    expect(told(eves)).toMatchObject([
      { id: 'chat', type: 'error', payload: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
    expect(JSON.stringify(eves.heard)).not.toMatch(/"(one|two|three)"/);
  });

  test('who has left hears nothing more, though they never said complete', async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const group = await groupOf(ada);
    await bob.browser.ask('mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: group });
    const [adas, bobs] = [await ready(ada), await ready(bob)];
    for (const client of [adas, bobs]) {
      client.send(subscribe('chat', MESSAGES, { g: group }));
      await answered(client);
    }
    await bob.browser.ask('mutation ($id: ID!) { leaveStudyGroup(id: $id) }', { id: group });
    await write(ada, group, 'behind his back');
    await deliverEvents(api, 'notification');
    await expect.poll(() => told(adas)).toHaveLength(1);
    await answered(bobs);
    expect(JSON.stringify(bobs.heard)).not.toContain('behind his back');
  });
});
