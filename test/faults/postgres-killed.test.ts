import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../../functions/platform/db/migrate.ts';
import { type Postgres, startPostgres } from '../../local/emulators/postgres.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { type Answer, longCatalogue, startApi, type TestApi } from '../support/api.ts';
import { type Live, startLive } from '../support/live.ts';

const PEOPLE = 20;
/** Completions for one message: people read more than they write, and may not write without end. */
const READ = 5;
const DIAGRAMS = 300;
const DOWN = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'atlas-killed-'));
let postgres: Postgres;
let live: Live;
let api: TestApi;
let members: Members;

beforeAll(async () => {
  postgres = await startPostgres({ folder });
  await migrate({ databaseUrl: postgres.url });
  live = await startLive();
  api = await startApi(longCatalogue(DIAGRAMS), { database: { url: postgres.url, drop: async () => {} } });
  members = createMembers(api);
}, 60_000);

afterAll(async () => {
  await live.stop();
  await members.close();
  await api.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const SEND = `mutation ($g: ID!, $k: String!, $t: String!) {
  sendGroupMessage(groupId: $g, key: $k, text: $t) { id } }`;
const COMPLETE = 'mutation ($id: ID!) { completeDiagram(diagramId: $id) { progress { completedCount } } }';

test('F1 every message and completion that was acknowledged is there after the database was killed under load', async () => {
  const people: Member[] = [];
  while (people.length < PEOPLE) people.push(await members.account());
  const ask = async ({ browser }: Member, query: string, variables: Record<string, unknown> = {}) =>
    (await browser.ask(query, variables)).body.data;
  const input = '{ name: "Ledger", description: "", visibility: PUBLIC, language: "en" }';
  const [owner, ...others] = people as [Member, ...Member[]];
  const group: string = (await ask(owner, `mutation { createStudyGroup(input: ${input}) { id } }`))
    .createStudyGroup.id;
  for (const one of others)
    await ask(one, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id: group });
  const diagrams = await api.sql('SELECT id FROM diagrams ORDER BY id');
  expect(diagrams).toHaveLength(DIAGRAMS);

  /** What was acknowledged: keys of messages, and who completed which diagram. */
  const written = new Set<string>();
  const completed = new Set<string>();
  const refusals: Answer[] = [];
  let isRunning = true;
  /** As a client does: again, with the same key, until it is answered. */
  const until = async (member: Member, query: string, variables: Record<string, unknown>) => {
    while (isRunning) {
      const answer = await member.browser.ask(query, variables);
      if (!answer.body.errors) return true;
      refusals.push(answer);
      await sleep(50);
    }
    return false;
  };
  const work = async (member: Member, i: number) => {
    for (let n = 0; isRunning; n++) {
      const key = `ledger-${i}-${String(n).padStart(8, '0')}`;
      if (n % READ === 0 && (await until(member, SEND, { g: group, k: key, t: key }))) written.add(key);
      const id = diagrams[n % DIAGRAMS]?.id;
      if (await until(member, COMPLETE, { id })) completed.add(`${member.userId} ${id}`);
      await sleep(100);
    }
  };
  const working = people.map(work);
  const acknowledged = () => written.size + completed.size;
  await expect.poll(acknowledged, { timeout: 30_000 }).toBeGreaterThan(200);
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.ended;
  const before = acknowledged();
  await sleep(DOWN);
  postgres = await startPostgres({ folder });
  await expect.poll(acknowledged, { timeout: 5_000 }).toBeGreaterThan(before + 20);
  isRunning = false;
  await Promise.all(working);

  const messages = await api.sql('SELECT text, sequence::int FROM group_messages ORDER BY sequence');
  const keys = messages.map(({ text }) => String(text));
  expect([...written].filter((key) => !keys.includes(key))).toEqual([]);
  // Each once, though it was sent again and again, and their numbers have no gap.
  expect(new Set(keys).size).toBe(keys.length);
  expect(messages.map(({ sequence }) => sequence)).toEqual(keys.map((_, i) => i + 1));
  const rows = await api.sql('SELECT user_id, diagram_id FROM diagram_completions');
  const kept = new Set(rows.map((row) => `${row.user_id} ${row.diagram_id}`));
  expect([...completed].filter((one) => !kept.has(one))).toEqual([]);
  // What happened and the news of it went together.
  const told = await api.sql("SELECT 1 FROM outbox WHERE type = 'learning.diagram-completed'");
  expect(told).toHaveLength(rows.length);

  expect(refusals.length).toBeGreaterThan(PEOPLE);
  const codes = refusals.flatMap(({ body }) => body.errors.map((one: Answer['body']) => one.extensions.code));
  expect(new Set(codes)).toEqual(new Set(['UNAVAILABLE']));
  const sentences = refusals.flatMap(({ body }) => body.errors.map((one: Answer['body']) => one.message));
  for (const sentence of new Set(sentences)) expect(sentence).toMatch(/Try again in a moment\.$/);
  expect(JSON.stringify(refusals)).not.toMatch(
    /postgres|ECONN|127\.0\.0\.1|terminat|SELECT|INSERT|at .*\.ts/i,
  );
}, 90_000);
