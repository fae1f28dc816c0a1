import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let members: Members;
let ada: Member;

const ME = '{ currentUser { id } }';
const LOG_IN = 'mutation ($e: String!, $p: String!) { logIn(email: $e, password: $p) { user { id } } }';
const me = async ({ browser }: Member) => (await browser.ask(ME)).body.data.currentUser?.id;

beforeAll(async () => {
  api = await startApi();
  members = createMembers(api);
  ada = await members.account();
});

afterAll(async () => {
  await members.close();
  await api.close();
});

test('F2 an emptied cache signs nobody out', async () => {
  expect(await me(ada)).toBe(ada.userId);
  const redis = new Redis(api.redisUrl);
  await redis.flushall();
  redis.disconnect();
  expect(await me(ada)).toBe(ada.userId);
});

test('F2 without Redis people stay signed in, read, write and sign in; limits on signing in hold', async () => {
  await api.stopRedis();
  expect(await me(ada)).toBe(ada.userId);
  const list = await api.person().ask('{ diagrams { totalCount nodes { id } } }');
  expect(list.body.data.diagrams.totalCount).toBe(3);
  const [diagram] = list.body.data.diagrams.nodes;
  const done = await ada.browser.ask(
    'mutation ($id: ID!) { completeDiagram(diagramId: $id) { user { id } } }',
    diagram,
  );
  expect(done.body.errors).toBeUndefined();

  const stranger = api.person();
  const codes: string[] = [];
  for (let i = 0; i < 13; i++) {
    const { body } = await stranger.ask(LOG_IN, { e: ada.email, p: `wrong guess number ${i}` });
    codes.push(body.errors[0].extensions.code);
  }
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(10);
  expect(codes.slice(10)).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
});

test('F2 without Redis a session that was ended is gone at once', async () => {
  const bob = await members.account();
  expect(await me(bob)).toBe(bob.userId);
  const copy = api.person({ cookie: bob.browser.cookie });
  await bob.browser.ask('mutation { logOut }');
  expect((await copy.ask(ME)).body.data.currentUser).toBeNull();
});

test('F2 health says what is missing and stays in service', async () => {
  const health = await api.person().send({ httpMethod: 'GET', path: '/healthz' });
  expect(health).toMatchObject({ status: 200, body: { status: 'degraded', cache: 'down', database: 'up' } });
});
