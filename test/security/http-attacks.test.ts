import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';

const RENAME = 'mutation { updateProfile(name: "Changed by another site") { id } }';
let api: TestApi;
let members: Members;
let ada: Member;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  ada = await members.account();
});

afterAll(async () => {
  await members.close();
  await api.close();
});

const name = async () =>
  (await ada.browser.ask('{ currentUser { name } }')).body.data.currentUser.name as string;
const json = { 'content-type': 'application/json' };

describe('G11 a change that the person did not make', () => {
  test.each<[string, number, Record<string, unknown>]>([
    ['by GET', 405, { httpMethod: 'GET', queryStringParameters: { query: encodeURIComponent(RENAME) } }],
    [
      'by a form',
      415,
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `query=${encodeURIComponent(RENAME)}`,
      },
    ],
    ['by a file', 415, { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }],
    [
      'as plain text',
      415,
      { headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: RENAME }) },
    ],
    [
      'from another site',
      403,
      { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body: JSON.stringify({ query: RENAME }) },
    ],
    [
      'from a sister of our host',
      403,
      { headers: { ...json, 'sec-fetch-site': 'same-site' }, body: JSON.stringify({ query: RENAME }) },
    ],
    [
      'from another origin, by an old browser',
      403,
      {
        headers: { ...json, origin: 'https://evil.example', host: 'localhost:4600' },
        body: JSON.stringify({ query: RENAME }),
      },
    ],
    [
      'from nowhere',
      403,
      {
        headers: { ...json, origin: 'null', host: 'localhost:4600' },
        body: JSON.stringify({ query: RENAME }),
      },
    ],
  ])('%s is refused and changes nothing', async (_how, status, event) => {
    const before = await name();
    expect((await ada.browser.send(event)).status).toBe(status);
    expect(await name()).toBe(before);
  });

  test("by another site's login is refused: nobody is signed in to a stranger's account", async () => {
    const query = 'mutation { logIn(email: "eve@example.com", password: "x") { user { id } } }';
    const answer = await api
      .person()
      .send({ headers: { ...json, 'sec-fetch-site': 'cross-site' }, body: JSON.stringify({ query }) });
    expect(answer.status).toBe(403);
    expect(answer.cookies).toEqual([]);
  });
});

test.each(['OPTIONS', 'POST', 'GET'])(
  'no other site may read an answer: %s allows none',
  async (httpMethod) => {
    const answer = await ada.browser.send({
      httpMethod,
      headers: { ...json, origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      body: httpMethod === 'POST' ? JSON.stringify({ query: '{ currentUser { id } }' }) : '',
      queryStringParameters: httpMethod === 'GET' ? { query: '%7BcurrentUser%7Bid%7D%7D' } : {},
    });
    expect(Object.keys(answer.headers).filter((header) => header.startsWith('access-control-'))).toEqual([]);
    if (httpMethod === 'OPTIONS') expect(answer.status).toBe(405);
  },
);

test.each(['\r\nset-cookie: a=b', '\nx: y', '\u0000', '\u2028'])(
  'no header of an answer holds %j',
  async (text) => {
    const person = api.person({ 'x-request-id': `abcdefgh${text}`, 'user-agent': text });
    await person.ask('mutation ($n: String) { updateProfile(name: $n) { id } }', { n: text });
    const answer = await person.send({
      httpMethod: 'GET',
      path: '/auth/export',
      headers: { cookie: `atlas_access=${text}` },
    });
    for (const value of Object.values(answer.headers)) expect(value).not.toMatch(/[\r\n\0\u2028]/);
  },
);

test('a body of a megabyte is refused before it is parsed', async () => {
  const body = JSON.stringify({ query: `{ areas { id } } # ${'x'.repeat(1_000_000)}` });
  expect((await ada.browser.send({ headers: json, body })).status).toBe(413);
});

describe('Z4 more than what a mutation takes', () => {
  test.each(['role: ADMIN', 'guest: true', 'id: "usr_1"', 'createdAt: "2020-01-01"', 'disabled: false'])(
    'updateProfile(%s) is refused',
    async (argument) => {
      const before = await api.sql('SELECT * FROM users WHERE id = $1', [ada.userId]);
      const answer = await ada.browser.ask(`mutation { updateProfile(name: "x", ${argument}) { id } }`);
      expect(answer.body.errors[0].extensions.code).toBe('BAD_INPUT');
      expect(await api.sql('SELECT * FROM users WHERE id = $1', [ada.userId])).toEqual(before);
    },
  );

  test('keys of prototypes in variables are no variables', async () => {
    const body = `{"query":"mutation ($n: String) { updateProfile(name: $n) { role name } }","variables":{"n":"Ada","__proto__":{"role":"ADMIN"},"constructor":{"role":"ADMIN"}}}`;
    const answer = await ada.browser.send({ headers: json, body });
    expect(answer.body.data.updateProfile).toEqual({ role: 'LEARNER', name: 'Ada' });
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

test('one address in two Unicode forms is one account, letters that look alike are none', async () => {
  const ask = (e: string) =>
    api.person().ask('mutation ($e: String!) { requestSignUp(email: $e) { minutes } }', { e });
  const counted = async () =>
    Number((await api.sql('SELECT count(DISTINCT email_lookup) AS n FROM mail_links'))[0]?.n);
  const before = await counted();
  await ask('ada@b\u00fccher.example');
  await ask('ADA@bu\u0308cher.EXAMPLE');
  expect((await counted()) - before).toBe(1);
  expect((await ask('\u0430da@example.com')).body.errors[0].extensions.code).toBe('BAD_INPUT');
});

test('G2 the limit of requests says what is left, and when to come again', async () => {
  const { headers } = await ada.browser.ask('{ areas { id } }');
  expect(Number(headers['ratelimit-remaining'])).toBeLessThan(Number(headers['ratelimit-limit']));
  expect(Number(headers['ratelimit-reset'])).toBeGreaterThan(0);
});
