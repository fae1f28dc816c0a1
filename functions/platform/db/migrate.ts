import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import { connectionOf, type DatabaseTarget } from './connection.ts';

/** Any constant will do, as long as no other lock of Atlas has it: two migrators wait for each other. */
const LOCK = 7_281_640;

export interface MigrateOptions {
  /** Folder of `0001_name.sql` files. */
  folder?: string;
}

/**
 * Applies the migrations that a database has not seen, each in a transaction of its own, in the order of
 * their names. Safe to run twice, at the same time, and after an interruption.
 *
 * @returns the names of those applied now
 * @throws when an applied file has changed since, or a number is missing
 */
export async function migrate(
  target: DatabaseTarget,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...(await connectionOf(target)), application_name: 'atlas-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    return { applied: await applyNew(client, await readMigrations(options.folder ?? 'db/migrations')) };
  } finally {
    await client.end();
  }
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  for (const [i, name] of names.entries()) {
    if (Number(name.slice(0, 4)) !== i + 1) throw new Error(`Migration ${i + 1} is missing before ${name}.`);
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyNew(client: Client, migrations: Migration[]): Promise<string[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS migrations (
       name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migrations',
  );
  const known = new Map(rows.map((row) => [row.name, row.checksum]));
  const applied: string[] = [];
  for (const { name, sql, checksum } of migrations) {
    const before = known.get(name);
    if (before === checksum) continue;
    if (before)
      throw new Error(`Migration ${name} has changed since it was applied: put the change in a new file.`);
    await client.query('BEGIN');
    try {
      await client.query(sql);
      await client.query('INSERT INTO migrations (name, checksum) VALUES ($1, $2)', [name, checksum]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {});
      throw new Error(`Migration ${name} failed and was rolled back.`, { cause: error });
    }
    applied.push(name);
  }
  return applied;
}
