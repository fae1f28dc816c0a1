import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { createMembers } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';
import { ORIGIN, ticketOf } from '../support/live-clients.ts';
import { type Mails, startMails } from '../support/mails.ts';

const EMAIL = 'canary.person@example.com';
const NAME = 'Canary Lovelace';
const PASSWORD = 'canary passphrase of ours';
const REQUEST = 'correlated-request-1';

let live: Live;
let api: TestApi;
let mails: Mails;
const lines: string[] = [];

beforeAll(async () => {
  process.env.ATLAS_LOG_LEVEL = 'DEBUG';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(...String(chunk).split('\n'));
      return true;
    });
  }
  live = await startLive();
  api = await startApi();
  mails = await startMails(api);
});

afterAll(async () => {
  vi.restoreAllMocks();
  await live.stop();
  await mails.stop();
  await api.close();
});

/** The logger is loaded with its first line. */
async function logged(): Promise<Record<string, unknown>[]> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}

test('one id leads from the browser through the API, the outbox, the queue and the worker', async () => {
  const browser = api.person({ 'x-request-id': REQUEST });
  const answer = await browser.ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', {
    e: EMAIL,
  });
  expect(answer.headers['x-request-id']).toBe(REQUEST);
  const [event] = await api.sql('SELECT id, request_id FROM outbox');
  expect(event?.request_id).toBe(REQUEST);
  await mails.to(EMAIL);
  const ours = (await logged()).filter(({ requestId }) => requestId === REQUEST);
  expect(ours).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ message: 'Answered', path: '/graphql', status: 200 }),
      expect.objectContaining({ message: 'Processed', type: 'auth.mail-link-requested', eventId: event?.id }),
    ]),
  );
});

test('an id that could forge a line or fill a log is replaced', async () => {
  for (const forged of ['a', 'x'.repeat(65), 'one\ntwo-three', '{"level":"ERROR"}']) {
    const { headers } = await api.person({ 'x-request-id': forged }).ask('{ areas { id } }');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('W2 a ticket is in no line of the socket, wherever its client puts it', async () => {
  const members = createMembers(api);
  const ticket = await ticketOf((await members.account()).browser);
  await members.close();
  const socket = new WebSocket(
    `${live.url}?ticket=${ticket}`,
    ['graphql-transport-ws', ticket.slice(0, 40)],
    {
      origin: ORIGIN,
    },
  );
  const ended = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  for (const message of [
    { type: 'join-study-group', id: ticket, group: ticket, after: 0 },
    { type: 'connection_init', payload: { ticket } },
    { type: 'subscribe', id: ticket, payload: { query: ticket } },
    { type: ticket },
  ])
    socket.send(JSON.stringify(message));
  await ended;
  const text = JSON.stringify(await logged());
  expect(text).toContain('A connection is closed');
  expect(text).not.toContain(ticket.slice(0, 40));
});

test('A15 neither names nor addresses, passwords nor tokens are in any line of a whole life of an account', async () => {
  const browser = api.person();
  const secrets = new Set([EMAIL, NAME, PASSWORD, 'canary']);
  const keep = () => {
    for (const [name, value] of browser.jar) if (name !== 'atlas_known') secrets.add(value);
  };
  const ask = async (query: string, variables: Record<string, unknown> = {}) => {
    const answer = await browser.ask(query, variables);
    keep();
    return answer;
  };
  const token = await mails.tokenTo(EMAIL);
  secrets.add(token);
  await ask(
    'mutation ($t: String!, $p: String!, $n: String!) { completeSignUp(token: $t, password: $p, name: $n) { user { id } } }',
    { t: token, p: PASSWORD, n: NAME },
  );
  const LOG_IN =
    'mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { user { email name } } }';
  await ask(LOG_IN, { e: EMAIL, p: PASSWORD });
  await ask(LOG_IN, { e: EMAIL, p: `${PASSWORD} wrong` });
  await ask(`{ diagram(slug: "${EMAIL}") { id } search(query: "${NAME}") { excerpt { text } } }`);
  await ask('{ currentUser { name email sessions { device } } }');
  await ask('mutation ($e: String!) { requestPasswordReset(email: $e) { minutes } }', { e: EMAIL });
  const reset = await mails.tokenTo(EMAIL);
  secrets.add(reset);
  await ask('mutation ($t: String!, $p: String!) { resetPassword(token: $t, password: $p) }', {
    t: reset,
    p: `${PASSWORD} two`,
  });
  await browser.send({ httpMethod: 'GET', path: '/auth/export' });
  await mails.to(EMAIL);
  const text = JSON.stringify(await logged());
  expect(text).toContain('An account was made');
  for (const secret of secrets) expect(text.includes(secret), secret.slice(0, 12)).toBe(false);
  const kept = JSON.stringify(await api.sql('SELECT payload FROM outbox'));
  for (const secret of [EMAIL, NAME, token, reset]) expect(kept.includes(secret)).toBe(false);
});
