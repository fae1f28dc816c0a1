import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { connect } from './database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;
/** How many migrations there are. */
let last: number;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'atlas-migrations-'));
  await cp('db/migrations', folder, { recursive: true });
  last = (await readdir(folder)).length;
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** The name of a migration so many after the last one. */
const after = (n: number, name: string) => `${String(last + n).padStart(4, '0')}_${name}.sql`;
const add = (name: string, sql: string) => writeFile(join(folder, name), sql);
const run = () => migrate({ databaseUrl: database.url }, { folder });

async function tables(): Promise<string[]> {
  const db = connect({ databaseUrl: database.url });
  const rows = await db.rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'test_%' ORDER BY 1`,
  );
  await db.close();
  return rows.map((row) => row.name);
}

test('a second run applies nothing', async () => {
  expect(await run()).toEqual({ applied: [] });
});

test('two runs at the same time apply a new migration once', async () => {
  await add(after(1, 'new'), 'CREATE TABLE test_new (id int)');
  const runs = await Promise.all([run(), run(), run()]);
  expect(runs.flatMap((one) => one.applied)).toEqual([after(1, 'new')]);
});

test('a failing migration leaves nothing of itself, keeps those before it, and is tried again', async () => {
  await add(after(1, 'good'), 'CREATE TABLE test_good (id int)');
  await add(after(2, 'bad'), 'CREATE TABLE test_half (id int); SELECT no_such_function()');
  await expect(run()).rejects.toThrow(`Migration ${after(2, 'bad')} failed and was rolled back.`);
  expect(await tables()).toEqual(['test_good']);
  await add(after(2, 'bad'), 'CREATE TABLE test_whole (id int)');
  expect(await run()).toEqual({ applied: [after(2, 'bad')] });
  expect(await tables()).toEqual(['test_good', 'test_whole']);
});

test('an applied migration that was edited is refused by name', async () => {
  await add('0001_catalogue.sql', 'SELECT 1');
  await expect(run()).rejects.toThrow('0001_catalogue.sql has changed');
});

test('a gap in the numbers is refused by the number', async () => {
  await add(after(2, 'late'), 'SELECT 1');
  await expect(run()).rejects.toThrow(`Migration ${last + 1} is missing before ${after(2, 'late')}.`);
});
