import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../functions/platform/db/database.ts';
import { type Postgres, startPostgres } from '../../local/emulators/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'atlas-killed-'));
let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres({ folder });
});

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('F1 every write that was acknowledged is there after the database was killed under load', async () => {
  const db = connect({ databaseUrl: postgres.url });
  await db.rows('CREATE TABLE ledger (n int PRIMARY KEY)');
  const acknowledged = new Set<number>();
  const refusals = new Set<string>();
  let n = 0;
  let isRunning = true;
  const client = async () => {
    while (isRunning) {
      const mine = ++n;
      try {
        await db.rows('INSERT INTO ledger VALUES ($1)', [mine]);
        acknowledged.add(mine);
      } catch (error) {
        refusals.add((error as Error & { code?: string }).code ?? String(error));
        await sleep(20);
      }
    }
  };
  const clients = Array.from({ length: 8 }, client);
  await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(200);
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.ended;
  const before = acknowledged.size;
  await sleep(5_000);
  postgres = await startPostgres({ folder });
  // Served again within five seconds.
  await expect.poll(() => acknowledged.size, { timeout: 5_000 }).toBeGreaterThan(before + 20);
  isRunning = false;
  await Promise.all(clients);
  const rows = await db.rows<{ n: number }>('SELECT n FROM ledger');
  const kept = new Set(rows.map((row) => row.n));
  expect([...acknowledged].filter((one) => !kept.has(one))).toEqual([]);
  // What people were told is one clean sentence each time.
  expect([...refusals]).toEqual(['UNAVAILABLE']);
  await db.close();
}, 90_000);
