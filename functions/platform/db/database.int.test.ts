import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { LIMITS } from '../config.ts';
import { DomainError } from '../errors.ts';
import { type ConnectedDatabase, connect } from './database.ts';

let database: TestDatabase;
let db: ConnectedDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
  await db.rows('CREATE TABLE notes (id int PRIMARY KEY, body text)');
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

/** How many statements that sleep the server runs now. */
async function sleeping(): Promise<number> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'`,
  );
  await client.end();
  return rows[0].count;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('G16 a client that goes away has its statements cancelled, even when they fill the pool', async () => {
  const gone = new AbortController();
  const view = db.cancelledBy(gone.signal);
  const statements = Array.from({ length: LIMITS.connections }, () => view.rows('SELECT pg_sleep(4)'));
  const outcomes = Promise.allSettled(statements);
  await until(async () => (await sleeping()) === LIMITS.connections);
  const began = performance.now();
  gone.abort();
  const settled = await outcomes;
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(settled.map((one) => one.status)).toEqual(statements.map(() => 'rejected'));
  expect(await sleeping()).toBe(0);
  expect(await db.rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

test('G16 a client that has gone before the statement never runs it', async () => {
  const view = db.cancelledBy(AbortSignal.abort());
  await expect(view.rows('INSERT INTO notes VALUES (99, $1)', ['late'])).rejects.toThrow();
  expect(await db.rows('SELECT id FROM notes WHERE id = 99')).toEqual([]);
});

test('a transaction that throws leaves nothing behind and gives its connection back', async () => {
  for (let i = 0; i <= LIMITS.connections; i += 1) {
    const work = db.transaction(async (tx) => {
      await tx.rows('INSERT INTO notes VALUES (1, $1)', ['half']);
      throw new DomainError('BAD_INPUT', 'Changed my mind.');
    });
    await expect(work).rejects.toThrow('Changed my mind.');
  }
  expect(await db.rows('SELECT id FROM notes WHERE id = 1')).toEqual([]);
});

test('a transaction inside one belongs to it', async () => {
  const work = db.transaction(async (tx) => {
    await tx.transaction((inner) => inner.rows('INSERT INTO notes VALUES (2, NULL)'));
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(await db.rows('SELECT id FROM notes WHERE id = 2')).toEqual([]);
});

test('what is asked at once in a transaction runs in turn, what nobody waits for too', async () => {
  const warnings: string[] = [];
  const warned = ({ message }: Error) => warnings.push(message);
  process.on('warning', warned);
  await db.transaction(async (inner) => {
    const all = await Promise.all([1, 2, 3].map((one) => inner.rows('SELECT $1::int AS one', [one])));
    expect(all).toEqual([[{ one: 1 }], [{ one: 2 }], [{ one: 3 }]]);
    void inner.rows("INSERT INTO notes VALUES (30, 'in it')");
    void inner.rows("INSERT INTO notes VALUES (31, 'in it')");
  });
  process.off('warning', warned);
  expect(warnings).toEqual([]);
  expect(await db.rows('SELECT id FROM notes WHERE id >= 30 ORDER BY id')).toEqual([{ id: 30 }, { id: 31 }]);
});

test('connections that the server ended are replaced', async () => {
  await db.rows('SELECT 1');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'atlas-api' AND datname = current_database()`,
  );
  await client.end();
  await until(() =>
    db.rows('SELECT 1').then(
      () => true,
      () => false,
    ),
  );
});

test('a text with NUL, which PostgreSQL cannot store, is a mistake in the input', async () => {
  const insert = db.rows('INSERT INTO notes VALUES (3, $1)', ['a\u0000b']);
  await expect(insert).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
