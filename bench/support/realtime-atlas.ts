import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSocket } from '../../functions/auth/tickets.ts';
import { createBoard } from '../../functions/collab/boards.ts';
import { createGroup } from '../../functions/collab/groups.ts';
import { joinGroup } from '../../functions/collab/members.ts';
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
 * Our contestant, a process: the gateway, the socket function as it is deployed, dynalite and the cache, beside a real
 * PostgreSQL. Asked for a group of so many connections, it makes the accounts and gives their tickets.
 */
process.env.ATLAS_LOG_LEVEL ??= 'SILENT';
/** A person may have thirty connections. */
const EACH = 30;

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
const api = {
  databaseUrl: postgres.url,
  sql: (text: string, values?: unknown[]) => db.rows(text, values),
  person: () => ({ jar: new Map<string, string>() }),
};
const members = createMembers(api as unknown as TestApi);
const contextOf = (actor: Actor) =>
  createContext({ db, log, now: new Date(), requestId: 'bench', services, actor });

/** The person of each connection, by group. */
const people = new Map<string, Actor[]>();

/** A group of as many accounts as so many connections take, and a whiteboard of it. */
async function makeGroup(connections: number): Promise<{ group: string; board: string }> {
  const actors: Actor[] = [];
  for (let i = 0; i < connections; i += EACH) {
    const { userId, sessionId } = await members.account();
    actors.push({ userId, sessionId, role: 'learner', guest: false });
  }
  const [owner] = actors;
  if (!owner) throw new Error('A group has an owner.');
  const fields = { name: 'Bench', description: '', visibility: 'public', language: 'en' };
  const { id: group } = await createGroup(contextOf(owner), fields);
  for (const actor of actors) await joinGroup(contextOf(actor), { id: group });
  const { id: board } = await createBoard(contextOf(owner), { groupId: group, title: 'Bench' });
  people.set(group, actors);
  return { group, board };
}

async function ticketsOf(group: string, from: number, count: number): Promise<string[]> {
  const tickets: string[] = [];
  for (let i = from; i < from + count; i++) {
    const actor = people.get(group)?.[Math.floor(i / EACH)];
    if (actor) tickets.push((await openSocket(contextOf(actor))).ticket);
  }
  return tickets;
}

serveParent(
  async ({ connections, ticketsOf: group, from, count }) => {
    if (group) return { tickets: await ticketsOf(String(group), Number(from), Number(count)) };
    const { env } = process;
    const names = Object.keys(env).filter((name) => /^(AWS_|REDIS_URL|CONNECTIONS_TABLE)/.test(name));
    const told = Object.fromEntries(names.map((name) => [name, env[name]]));
    return { url: live.url, env: told, ...(await makeGroup(Number(connections))) };
  },
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
