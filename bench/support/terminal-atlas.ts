import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSocket } from '../../functions/auth/tickets.ts';
import { newAgentToken } from '../../functions/labs/agent-tokens.ts';
import { publishLabs } from '../../functions/labs/labs.ts';
import { insertSession, setAgentToken } from '../../functions/labs/sessions.store.ts';
import { readConfig } from '../../functions/platform/config.ts';
import { type Actor, createContext } from '../../functions/platform/context.ts';
import { connect } from '../../functions/platform/db/database.ts';
import { migrate } from '../../functions/platform/db/migrate.ts';
import { createLog } from '../../functions/platform/log.ts';
import { createServices, SERVICE_KEYS } from '../../functions/platform/services.ts';
import { startPostgres } from '../../local/emulators/postgres.ts';
import { createMembers } from '../../test/support/accounts.ts';
import type { TestApi } from '../../test/support/api.ts';
import { startLive } from '../../test/support/live.ts';
import { startTestServices } from '../../test/support/services.ts';
import { serveParent } from './realtime-child.ts';

/**
 * The way between a page and a machine, a process: the gateway, the socket function as it is deployed, its table and its
 * cache, beside a real PostgreSQL with one lab that somebody has started. Each question is answered with a ticket.
 */
process.env.ATLAS_LOG_LEVEL ??= 'SILENT';

const folder = await mkdtemp(join(tmpdir(), 'atlas-bench-'));
const postgres = await startPostgres({ folder, ephemeral: true });
await migrate({ databaseUrl: postgres.url });
process.env.DATABASE_URL = postgres.url;
const live = await startLive();
const test = await startTestServices();
const db = connect({ databaseUrl: postgres.url });
const log = createLog('SILENT', 'bench');
const services = createServices(readConfig(SERVICE_KEYS), {
  log,
  personalData: [],
  live: () => Promise.reject(new Error('Nobody is told.')),
});
const sql = (text: string, values?: unknown[]) => db.rows(text, values);
const api = { databaseUrl: postgres.url, sql, person: () => ({ jar: new Map<string, string>() }) };
const members = createMembers(api as unknown as TestApi);
const { userId, sessionId } = await members.account();
const actor: Actor = { userId, sessionId, role: 'learner', guest: false };
const context = () => createContext({ db, log, now: new Date(), requestId: 'bench', services, actor });

async function startLab(): Promise<{ lab: string; token: string }> {
  const ctx = context();
  const entry = {
    slug: 'bench',
    title: 'Bench',
    summary: 'A lab.',
    difficulty: 1 as const,
    skills: ['caching.basics'],
    minutes: 10,
    needs: 'shell' as const,
    diagrams: ['cache-aside'],
    steps: 0,
    document: 'l/bench.00000000.json',
  };
  const limits = { memory: 64, processes: 16, disk: 8, cpuSeconds: 60 };
  const machine = {
    ...{ format: 1 as const, slug: 'bench', needs: 'shell' as const, limitMinutes: 60, limits },
    ...{ files: {}, answers: [], steps: [], solution: { script: '', explanation: '' } },
  };
  await publishLabs(ctx, { labs: [entry] }, new Map([['bench', machine]]));
  const [row] = await sql(`SELECT id FROM labs WHERE slug = 'bench'`);
  const lab = ctx.newId('lss', ctx.now);
  await insertSession(db, actor, { id: lab, labId: String(row?.id), kind: 'sandbox', now: ctx.now });
  await sql(`UPDATE lab_sessions SET state = 'ready', machine = 1 WHERE id = $1`, [lab]);
  const { token, hash } = newAgentToken(`${lab}.1`);
  await setAgentToken(db, { id: lab, machine: 1, hash });
  return { lab, token };
}

const started = await startLab();

serveParent(
  async () => ({ url: live.url, ...started, ticket: (await openSocket(context())).ticket }),
  async () => {
    await live.stop();
    await members.close();
    await services.redis.close();
    await db.close();
    await test.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  },
);
