import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRedis } from '../../../local/emulators/redis/server.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type ConnectedDatabase, connect } from '../db/database.ts';
import { createLog } from '../log.ts';
import { createRedis, type Redis } from '../redis/redis.ts';
import { createLimits, type Limits } from './limits.ts';
import { RULES } from './rules.ts';

const START = new Date('2026-01-01T00:00:00Z');
let database: TestDatabase;
let db: ConnectedDatabase;
let server: Awaited<ReturnType<typeof startRedis>>;
let redis: Redis;
let keys = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
  server = await startRedis();
  redis = createRedis({ url: server.url, log: createLog('SILENT', 'test') });
});

afterAll(async () => {
  await redis.close();
  await server.stop();
  await db.close();
  await database.drop();
});

const gone: Redis = { run: async () => undefined, close: async () => {} };
const at = (seconds = 0) => ({ now: new Date(START.getTime() + seconds * 1000), db });
const newKey = () => `key${++keys}`;

async function passed(limits: Limits, times: number, key: string, seconds = 0): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: times }, () => limits.take('login-account', key, at(seconds))),
  );
  return all.filter(({ allowed }) => allowed).length;
}

describe.each([
  ['Redis', () => redis],
  ['the database, when Redis is gone', () => gone],
])('counted by %s', (_name, store) => {
  const limits = () => createLimits(store(), 100);

  test('A9 of two hundred at once exactly as many pass as are left', async () => {
    const key = newKey();
    expect(await passed(limits(), 200, key)).toBe(RULES['login-account'].limit);
    expect(await passed(limits(), 10, newKey())).toBe(10);
  });

  test('what was given back can be used again', async () => {
    const key = newKey();
    await passed(limits(), 10, key);
    await limits().giveBack('login-account', key, at());
    expect(await passed(limits(), 5, key)).toBe(1);
  });

  test('a refusal says when to come again', async () => {
    const key = newKey();
    await passed(limits(), 10, key);
    await expect(limits().require('login-account', key, at(600))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 300,
    });
  });
});

test('a burst at the end of a window counts in the next one by the share that is left of it', async () => {
  const limits = createLimits(redis, 100);
  const key = newKey();
  await passed(limits, 10, key, 899);
  expect(await passed(limits, 10, key, 901)).toBe(1);
  expect(await passed(limits, 10, key, 3_600)).toBe(10);
});

test('without Redis, requests pass; what protects accounts does not', async () => {
  const limits = createLimits(gone, 1);
  const key = newKey();
  const all = await Promise.all(Array.from({ length: 50 }, () => limits.take('person', key, at())));
  expect(all.every(({ allowed }) => allowed)).toBe(true);
  expect(await passed(limits, 50, key)).toBe(10);
});

test('what goes along is answered in the same round trip', async () => {
  const limits = createLimits(redis, 100);
  await redis.run([['SET', '{usr_1}:session:a', 'state']]);
  const { answers, remaining } = await limits.take('person', 'usr_1', at(), [['GET', '{usr_1}:session:a']]);
  expect({ answers, remaining }).toEqual({ answers: ['state'], remaining: 99 });
});

test('a counter goes by itself', async () => {
  const limits = createLimits(redis, 100);
  const key = newKey();
  await limits.take('person', key, at());
  const [left] = (await redis.run([['TTL', `{${key}}:limit:person:${START.getTime() / 60_000}`]])) ?? [];
  expect(left).toBe(120);
});
