import http from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEdge } from '../../local/edge/server.ts';
import { startApi, type TestApi } from '../support/api.ts';

let api: TestApi;
let edge: Awaited<ReturnType<typeof openEdge>>;
let admin: pg.Client;
/** Within a transaction pg_stat_activity stands still, so the lock has a connection of its own. */
let locker: pg.Client;

beforeAll(async () => {
  api = await startApi();
  edge = await openEdge({ handler: api.handler, port: 0, web: '/nonexistent', content: '/nonexistent' });
  admin = new pg.Client({ connectionString: api.databaseUrl });
  locker = new pg.Client({ connectionString: api.databaseUrl });
  await Promise.all([admin.connect(), locker.connect()]);
});

afterAll(async () => {
  await Promise.all([admin.end(), locker.end()]);
  await edge.close(100);
  await api.close();
});

/** Statements of the API that wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await admin.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE application_name = 'atlas-api' AND datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows[0].count;
}

async function until(count: number): Promise<void> {
  while ((await waiting()) !== count) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('G16 a browser that closes its connection mid-query has its statement cancelled within a second', async () => {
  await locker.query('BEGIN');
  await locker.query('LOCK TABLE diagrams IN ACCESS EXCLUSIVE MODE');
  const request = http.request(`${edge.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  request.on('error', () => {});
  request.end(JSON.stringify({ query: '{ diagrams { totalCount } }' }));
  await until(1);
  const began = performance.now();
  request.destroy();
  await until(0);
  expect(performance.now() - began).toBeLessThan(1_000);
  await locker.query('ROLLBACK');
  const answer = await api.person().ask('{ diagrams { totalCount } }');
  expect(answer.body.data).toEqual({ diagrams: { totalCount: 3 } });
});
