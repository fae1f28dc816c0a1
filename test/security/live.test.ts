import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { type Person, startApi, type TestApi } from '../support/api.ts';
import { deliverEvents } from '../support/events.ts';
import { type Live, startLive } from '../support/live.ts';
import { isLive, liveOf } from '../support/live-clients.ts';

const ORIGIN = 'http://localhost:4600';
let api: TestApi;
let members: Members;
let live: Live;
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

class FromOurPage extends WebSocket {
  constructor(url: string, protocols: string | string[]) {
    super(url, protocols, { origin: ORIGIN });
  }
}

const ticketOf = async (person: Person): Promise<string> =>
  (await person.ask('mutation { openSocket { ticket url } }')).body.data.openSocket.ticket;

/** The public client of the protocol, as it comes. */
function clientOf(person: Person): Client {
  return createClient({
    url: live.url,
    webSocketImpl: FromOurPage,
    connectionParams: async () => ({ ticket: await ticketOf(person) }),
    retryAttempts: 0,
    lazy: true,
  });
}

interface Followed {
  values: { completedCount: number }[];
  stop(): void;
}

async function follow(client: Client): Promise<Followed> {
  const values: Followed['values'] = [];
  const stop = client.subscribe<{ progressUpdated: { completedCount: number } }>(
    { query: 'subscription { progressUpdated { completedCount recent(first: 1) { diagram { slug } } } }' },
    {
      next: ({ data }) => data && values.push(data.progressUpdated),
      error: (error) => {
        throw error;
      },
      complete: () => {},
    },
  );
  // There is no answer to a subscription that is good: the next message is answered after it.
  await refusal(client);
  return { values, stop };
}

/** What is wrong with a subscription that can not be. */
const refusal = (client: Client) =>
  new Promise((resolve) => {
    client.subscribe(
      { query: 'subscription { nothingSuch }' },
      { next: () => {}, error: resolve, complete: () => {} },
    );
  });

async function complete({ browser }: Member, i: number): Promise<void> {
  await browser.ask('mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }', {
    id: diagrams[i],
  });
  await deliverEvents(api, 'notification');
}

describe('the public client of graphql-transport-ws', () => {
  test("is told of its own progress from another device, and of nobody else's", async () => {
    const [ada, bob] = [await members.account(), await members.account()];
    const clients = [clientOf(ada.browser), clientOf(bob.browser)] as const;
    const [adas, bobs] = await Promise.all(clients.map(follow));
    await complete(ada, 0);
    await complete(ada, 1);
    await expect.poll(() => adas?.values.map(({ completedCount }) => completedCount)).toEqual([1, 2]);
    expect(bobs?.values).toEqual([]);
    await Promise.all(clients.map((client) => client.dispose()));
  });

  test('is told nothing after it has unsubscribed, and the connection goes on', async () => {
    const ada = await members.account();
    const client = clientOf(ada.browser);
    const [first, second] = [await follow(client), await follow(client)];
    first.stop();
    await sleep(100);
    await complete(ada, 0);
    await expect.poll(() => second.values).toHaveLength(1);
    expect(first.values).toEqual([]);
    await client.dispose();
  });

  test('is for guests too, and forgotten when it goes', async () => {
    const guest = await members.guest();
    const client = clientOf(guest.browser);
    await follow(client);
    expect(live.connections()).toBeGreaterThan(0);
    await client.dispose();
    await expect.poll(live.connections).toBe(0);
    await complete(guest, 0);
  });

  test('hears what is wrong with a subscription', async () => {
    const client = clientOf((await members.account()).browser);
    expect(JSON.stringify(await refusal(client))).toContain('BAD_INPUT');
    await client.dispose();
  });

  test('a query is sent to where queries go', async () => {
    const client = clientOf((await members.account()).browser);
    const failed = new Promise((resolve) => {
      client.subscribe({ query: '{ areas { id } }' }, { next: () => {}, error: resolve, complete: () => {} });
    });
    expect(JSON.stringify(await failed)).toContain('/graphql');
    await client.dispose();
  });
});

/** A raw socket and how it ended: the status of a refused handshake, or the code of a close. */
function open(origin: string | undefined, protocols = ['graphql-transport-ws'], query = '') {
  const socket = new WebSocket(`${live.url}${query}`, protocols, { origin });
  const messages: { type: string }[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  const ended = new Promise<string>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(`status ${response.statusCode}`));
    socket.on('close', (code) => resolve(`closed ${code}`));
    socket.on('error', () => {});
  });
  const opened = new Promise<void>((resolve) => socket.once('open', () => resolve()));
  return { socket, messages, ended, opened, send: (message: object) => socket.send(JSON.stringify(message)) };
}

test.each([
  undefined,
  'null',
  'https://evil.example',
  'http://localhost:4600.evil.example',
  'http://LOCALHOST:46000',
])('W1 the page of another site opens no socket: %s', async (origin) => {
  expect(await open(origin).ended).toBe('status 403');
});

test('a client that speaks another protocol is refused', async () => {
  expect(await open(ORIGIN, ['graphql-ws']).ended).toBe('status 400');
});

describe('W2 W4 who has not said who they are', () => {
  const subscribe = {
    id: '1',
    type: 'subscribe',
    payload: { query: 'subscription { progressUpdated { completedCount } }' },
  };

  test('is closed at the first subscription', async () => {
    const { opened, ended, send } = open(ORIGIN);
    await opened;
    send(subscribe);
    expect(await ended).toMatch(/^closed/);
  });

  test.each<[string, () => Promise<object> | object]>([
    ['no ticket', () => ({})],
    ['no text', () => ({ ticket: 5 })],
    ['a made-up ticket', () => ({ ticket: 'eyJhbGciOiJub25lIn0.e30.' })],
    ['a refresh token', async () => ({ ticket: (await members.account()).browser.jar.get('atlas_refresh') })],
    ['an access token', async () => ({ ticket: (await members.account()).browser.jar.get('atlas_access') })],
  ])('is closed with %s', async (_name, payload) => {
    const { opened, ended, send, messages } = open(ORIGIN);
    await opened;
    send({ type: 'connection_init', payload: await payload() });
    expect(await ended).toMatch(/^closed/);
    expect(messages).toEqual([]);
  });

  test('a ticket is no access token', async () => {
    const ticket = await ticketOf((await members.account()).browser);
    expect(
      (await api.person({ authorization: `Bearer ${ticket}` }).ask('{ currentUser { id } }')).status,
    ).toBe(401);
  });

  test('is closed with a ticket that has expired', async () => {
    // A minute, and as much as two clocks may differ.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 91_000 });
    const ticket = await members
      .account()
      .then(({ browser }) => ticketOf(browser))
      .finally(() => vi.useRealTimers());
    const { opened, ended, send, messages } = open(ORIGIN);
    await opened;
    send({ type: 'connection_init', payload: { ticket } });
    expect(await ended).toMatch(/^closed/);
    expect(messages).toEqual([]);
  });

  test('is closed with a ticket of a session that has ended since', async () => {
    const { browser } = await members.account();
    const ticket = await ticketOf(browser);
    await browser.ask('mutation { logOut }');
    const { opened, ended, send, messages } = open(ORIGIN);
    await opened;
    send({ type: 'connection_init', payload: { ticket } });
    expect(await ended).toMatch(/^closed/);
    expect(messages).toEqual([]);
  });

  test('is nobody, whatever ticket is in the address', async () => {
    const ticket = await ticketOf((await members.account()).browser);
    const { opened, ended, send, messages } = open(ORIGIN, undefined, `?ticket=${ticket}`);
    await opened;
    send(subscribe);
    expect(await ended).toMatch(/^closed/);
    expect(messages).toEqual([]);
  });

  test('W4 is closed after a few messages of 10,000, and others are served', async () => {
    const [flood, other] = [open(ORIGIN), open(ORIGIN)];
    await Promise.all([flood.opened, other.opened]);
    for (let i = 0; i < 10_000; i++) flood.send({ type: 'ping' });
    other.send({ type: 'ping' });
    expect(await flood.ended).toMatch(/^closed/);
    expect(flood.messages.length).toBeLessThanOrEqual(20);
    await expect.poll(() => other.messages).toEqual([{ type: 'pong' }]);
    other.socket.close();
  });

  test.each<[string, () => Promise<object> | object]>([
    ['a ping', () => ({ type: 'ping' })],
    [
      'a good ticket',
      async () => {
        const ticket = await ticketOf((await members.account()).browser);
        return { type: 'connection_init', payload: { ticket } };
      },
    ],
    ['a token of a machine', () => ({ type: 'agent-hello', token: 'x' })],
  ])('W4 is closed at the first message later than ten seconds: %s', async (_what, message) => {
    const { handler } = await import('../../functions/entry/socket.ts');
    const socket = open(ORIGIN);
    await socket.opened;
    // As the function hears of it ten seconds later.
    const seen = live.lastConnect();
    const { requestContext } = seen;
    const late = {
      ...requestContext,
      eventType: 'MESSAGE',
      requestTimeEpoch: requestContext.connectedAt + 10_001,
    };
    expect(
      await handler({ ...seen, requestContext: late, body: JSON.stringify(await message()) } as never),
    ).toEqual({
      statusCode: 200,
    });
    expect(await socket.ended).toBe('closed 1000');
    expect(socket.messages).toEqual([]);
  });

  test('saying it twice ends the connection', async () => {
    const { browser } = await members.account();
    const { opened, ended, send, messages } = open(ORIGIN);
    await opened;
    send({ type: 'connection_init', payload: { ticket: await ticketOf(browser) } });
    await expect.poll(() => messages).toEqual([{ type: 'connection_ack' }]);
    send({ type: 'connection_init', payload: { ticket: await ticketOf(browser) } });
    expect(await ended).toMatch(/^closed/);
  });
});

test.each([
  '',
  'no JSON',
  '[]',
  '{"type":5}',
  '{"type":"nonsense"}',
  '{"id":"","type":"subscribe","payload":{"query":"x"}}',
])('what is no message ends the connection: %s', async (text) => {
  const { opened, ended, socket } = open(ORIGIN);
  await opened;
  socket.send(text);
  expect(await ended).toMatch(/^closed/);
});

test('W6 a message over 128 KB ends the connection, and no other one', async () => {
  const [big, other] = [open(ORIGIN), open(ORIGIN)];
  await Promise.all([big.opened, other.opened]);
  big.socket.send('x'.repeat(129 * 1024));
  expect(await big.ended).toBe('closed 1009');
  other.send({ type: 'ping' });
  await expect.poll(() => other.messages).toEqual([{ type: 'pong' }]);
  other.socket.close();
});

test('a connection may follow twenty things, not more', async () => {
  const { browser } = await members.account();
  const { opened, ended, send } = open(ORIGIN);
  await opened;
  send({ type: 'connection_init', payload: { ticket: await ticketOf(browser) } });
  for (let id = 1; id <= 21; id++)
    send({
      id: String(id),
      type: 'subscribe',
      payload: { query: 'subscription { progressUpdated { completedCount } }' },
    });
  expect(await ended).toMatch(/^closed/);
});

describe('W3 a connection ends', () => {
  async function opened(member: Member) {
    const socket = open(ORIGIN);
    await socket.opened;
    socket.send({ type: 'connection_init', payload: { ticket: await ticketOf(member.browser) } });
    await expect.poll(() => socket.messages).toEqual([{ type: 'connection_ack' }]);
    return socket;
  }

  test('with its session, and no other one of the person', async () => {
    const ada = await members.account();
    const bob = await members.account();
    const [adas, bobs] = [await opened(ada), await opened(bob)];
    await ada.browser.ask('mutation { logOut }');
    await deliverEvents(api, 'notification');
    expect(await adas.ended).toMatch(/^closed/);
    bobs.send({ type: 'ping' });
    await expect.poll(() => bobs.messages.at(-1)).toEqual({ type: 'pong' });
    bobs.socket.close();
  });

  /** Makes a session end in so many milliseconds: it was begun a year ago, or last used a month ago. */
  const endSoon = ({ sessionId }: Member, column: 'started_at' | 'rotated_at', within: number) => {
    const days = column === 'started_at' ? 365 : 30;
    const at = new Date(Date.now() - days * 86_400_000 + within);
    return api.sql(`UPDATE sessions SET ${column} = $2 WHERE id = $1`, [sessionId, at]);
  };

  test.each(['started_at', 'rotated_at'] as const)(
    'at its next message when its session is over, by %s',
    async (column) => {
      const ada = await members.account();
      await endSoon(ada, column, 1_500);
      const socket = await opened(ada);
      socket.send({ type: 'ping' });
      await expect.poll(() => socket.messages.at(-1)).toEqual({ type: 'pong' });
      await sleep(1_500);
      socket.send({ type: 'ping' });
      expect(await socket.ended).toMatch(/^closed/);
      expect(socket.messages).toHaveLength(2);
    },
  );

  test('when it would be told something after its session is over, and hears nothing', async () => {
    const ada = await members.account();
    await endSoon(ada, 'started_at', 1_500);
    const socket = await opened(ada);
    socket.send({
      id: '1',
      type: 'subscribe',
      payload: { query: 'subscription { progressUpdated { completedCount } }' },
    });
    await sleep(1_500);
    await complete(ada, 0);
    expect(await socket.ended).toMatch(/^closed/);
    expect(socket.messages).toEqual([{ type: 'connection_ack' }]);
  });

  test('and its page says that the person is signed out, until they sign in again', async () => {
    const ada = await members.account();
    const client = liveOf(ada.browser, live.url);
    await isLive(client);
    const cookies = [...ada.browser.jar];
    await ada.browser.ask('mutation { logOut }');
    await deliverEvents(api, 'notification');
    await expect.poll(client.state, { timeout: 5_000 }).toBe('signed-out');
    // Signed in again by another tab.
    const again = await members.account();
    for (const [name] of cookies) ada.browser.jar.delete(name);
    for (const [name, value] of again.browser.jar) ada.browser.jar.set(name, value);
    await expect.poll(client.state, { timeout: 5_000 }).toBe('live');
    client.close();
  });

  test('when the role of its person changes', async () => {
    const [admin, ada] = [await members.account('admin'), await members.account()];
    const socket = await opened(ada);
    await admin.browser.ask('mutation ($id: ID!) { setUserRole(userId: $id, role: AUTHOR) { role } }', {
      id: ada.userId,
    });
    await deliverEvents(api, 'notification');
    expect(await socket.ended).toMatch(/^closed/);
  });
});
