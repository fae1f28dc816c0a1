import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { type Context, createContext } from '../platform/context.ts';
import { type ConnectedDatabase, connect } from '../platform/db/database.ts';
import { createLog } from '../platform/log.ts';
import { currentUser, ensureActor, identify } from './auth.ts';

const DAY = 86_400_000;
const START = new Date('2026-01-01T00:00:00Z');
let database: TestDatabase;
let db: ConnectedDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

function request(daysLater = 0): Context {
  const now = new Date(START.getTime() + daysLater * DAY);
  return createContext({ db, now, requestId: 'test', log: createLog('SILENT', 'test') });
}

async function newGuest(): Promise<{ cookie: string; userId: string }> {
  const ctx = request();
  const { userId } = await ensureActor(ctx);
  return { userId, cookie: ctx.cookies[0]?.split(';')[0] ?? '' };
}

test('a visitor is nobody until the first write, then a guest', async () => {
  const ctx = request();
  expect(await currentUser(ctx)).toBeUndefined();
  const actor = await ensureActor(ctx);
  expect(await currentUser(ctx)).toEqual({ id: actor.userId, guest: true, createdAt: START });
  expect(actor.userId).toMatch(/^usr_[0-9A-HJKMNP-TV-Z]{26}$/);
});

test('a second write of the same request keeps the guest of the first', async () => {
  const ctx = request();
  expect(await ensureActor(ctx)).toEqual(await ensureActor(ctx));
  expect(ctx.cookies).toHaveLength(1);
});

test('two browsers that write at the same time become two guests', async () => {
  const [one, other] = await Promise.all([newGuest(), newGuest()]);
  expect(one.userId).not.toBe(other.userId);
  expect(one.cookie).not.toBe(other.cookie);
});

test('the cookie brings the guest back, among other cookies too', async () => {
  const { cookie, userId } = await newGuest();
  expect(await identify(request(1), `theme=dark; ${cookie}; x=y`)).toEqual({ userId });
});

test('a visit within a week writes nothing; a later one renews the session and its cookie', async () => {
  const { cookie, userId } = await newGuest();
  const soon = request(6);
  await identify(soon, cookie);
  expect(soon.cookies).toEqual([]);
  const later = request(300);
  expect(await identify(later, cookie)).toEqual({ userId });
  expect(later.cookies[0]).toContain(cookie);
  expect(await identify(request(600), cookie)).toEqual({ userId });
});

test('a session that was not used for a year has ended', async () => {
  const { cookie } = await newGuest();
  expect(await identify(request(366), cookie)).toBeUndefined();
});

test.each([
  undefined,
  '',
  'atlas_session=',
  'atlas_session=short',
  `atlas_session=${'A'.repeat(43)}`,
  `atlas_session=${'A'.repeat(42)}'`,
  `x_atlas_session=${'A'.repeat(43)}`,
])('a cookie header that names no session is a visitor: %j', async (header) => {
  expect(await identify(request(), header)).toBeUndefined();
});
