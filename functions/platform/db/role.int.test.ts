import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { connectionOf } from './connection.ts';
import { type ConnectedDatabase, connect, type Database } from './database.ts';

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

/** As the functions are signed in on AWS. */
const asApplication = <Result>(work: (db: Database) => Promise<Result>): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.rows('SET LOCAL ROLE atlas_app');
    return work(tx);
  });

test('the application reads and writes every table but the list of migrations', async () => {
  const tables = await db.rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(5);
  for (const { name } of tables) {
    const [may] = await db.rows<{ read: boolean; write: boolean }>(
      `SELECT has_table_privilege('atlas_app', $1, 'SELECT') AS read,
              has_table_privilege('atlas_app', $1, 'INSERT') AS write`,
      [name],
    );
    expect([name, may]).toEqual([name, { read: true, write: name !== 'migrations' }]);
  }
});

test.each(['CREATE TABLE own (id int)', 'DROP TABLE users', 'ALTER TABLE users ADD x int', 'TRUNCATE users'])(
  'the application may not %s',
  async (sql) => {
    await expect(asApplication((tx) => tx.rows(sql))).rejects.toThrow(/permission denied|must be owner/);
  },
);

test('with IAM, each new connection brings a fresh signed token over verified TLS, and no password is in the URL', async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
  });
  const config = await connectionOf({
    databaseUrl: 'postgres://atlas_app@proxy.example:5432/atlas',
    databaseAuth: 'iam',
  });
  expect(config).toMatchObject({
    host: 'proxy.example',
    user: 'atlas_app',
    database: 'atlas',
    ssl: { rejectUnauthorized: true },
  });
  const token = await (config.password as () => Promise<string>)();
  expect(token).toMatch(
    /^proxy\.example:5432\/\?Action=connect.*DBUser=atlas_app.*X-Amz-Expires=900.*X-Amz-Signature=/,
  );
});
