import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../functions/platform/db/database.ts';
import { type FaultPort, openFaultPort } from '../../local/faults.ts';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let port: FaultPort;

beforeAll(async () => {
  api = await startApi(undefined, {
    through: async (databaseUrl) => {
      const url = new URL(databaseUrl);
      port = await openFaultPort(Number(url.port));
      url.port = String(port.port);
      return url.href;
    },
  });
});

afterAll(async () => {
  await port.close();
  await api.close();
});

const search = (word: string) =>
  api.person().ask('query ($q: String!) { search(query: $q) { diagram { slug } } }', { q: word });

describe('F3 a database', () => {
  test('that takes half a second longer is waited for', async () => {
    port.faults.delay = 250;
    expect((await search('cache')).status).toBe(200);
    port.faults.delay = 0;
  });

  test('that answers no more gives a 503 in time, and health says so', async () => {
    port.faults.isHalfOpen = true;
    const began = performance.now();
    const answers = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((word) => search(word)));
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(answers[0]?.headers['retry-after']).toMatch(/^\d+$/);

    // The breaker is open now: nobody waits any more.
    const fast = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => search('again')));
    expect(performance.now() - fast).toBeLessThan(4_000);
    const health = await api.person().send({ httpMethod: 'GET', path: '/healthz' });
    expect(health).toMatchObject({ status: 503, body: { status: 'degraded', database: 'down' } });
  });

  test('that is back is used again', async () => {
    port.faults.isHalfOpen = false;
    port.cut();
    await expect.poll(async () => (await search('cache')).status, { timeout: 10_000 }).toBe(200);
  });
});

test('F4 two hundred callers at five connections wait no longer than they may, and the next ones are served', async () => {
  const db = connect({ databaseUrl: api.databaseUrl });
  const began = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () =>
      db.rows('SELECT pg_sleep(0.2)').then(
        () => 'served',
        (error) => `${error.code} ${error.retryAfterSeconds}`,
      ),
    ),
  );
  const took = performance.now() - began;
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  expect(count('served')).toBeGreaterThanOrEqual(40);
  expect(count('served') + count('UNAVAILABLE 2')).toBe(200);
  expect(took).toBeLessThan(8_000);
  expect(await db.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await db.close();
});

test('F5 two transactions that lock each other out both succeed', async () => {
  const db = connect({ databaseUrl: api.databaseUrl });
  const both = async (first: string, second: string) =>
    db.transaction(async (tx) => {
      await tx.rows('UPDATE areas SET position = position + 1 WHERE id = $1', [first]);
      await tx.rows('SELECT pg_sleep(0.2)');
      await tx.rows('UPDATE areas SET position = position + 1 WHERE id = $1', [second]);
    });
  const position = async () =>
    Number((await db.rows<{ sum: string }>('SELECT sum(position) FROM areas'))[0]?.sum);
  const before = await position();
  await Promise.all([both('caching', 'messaging'), both('messaging', 'caching')]);
  expect(await position()).toBe(before + 4);
  await db.close();
});

test('F5 who never gets through hears so after three tries', async () => {
  const db = connect({ databaseUrl: api.databaseUrl });
  let tries = 0;
  const failing = db.transaction(async (tx) => {
    tries += 1;
    await tx.rows("DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$");
  });
  await expect(failing).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 1 });
  expect(tries).toBe(3);
  await db.close();
});
