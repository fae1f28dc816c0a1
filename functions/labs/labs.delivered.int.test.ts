import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { LabStatusChangedDocument } from '../../client/generated/graphql.ts';
import type { Live as Client } from '../../client/realtime/live.ts';
import type { Member } from '../../test/support/accounts.ts';
import { batchOf, DELIVERIES } from '../../test/support/deliveries.ts';
import { type Live, startLive } from '../../test/support/live.ts';
import { isLive, liveOf } from '../../test/support/live-clients.ts';
import { newId } from '../platform/ids.ts';
import { processBatch } from '../platform/queue/worker.ts';
import { labConsumers } from './labs.live.ts';
import { startLabs, type TestLabs } from './testing/labs.ts';

/** What comes of each event that needs machines, once, however often it is delivered. */
interface Scene {
  payload: unknown;
  effect(): unknown;
  once: unknown;
}

let live: Live;
let labs: TestLabs;
const opened: Client[] = [];

beforeAll(async () => {
  live = await startLive();
  labs = await startLabs();
}, 60_000);
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});
afterAll(async () => {
  await live.stop();
  await labs.stop();
});

const SESSION = 'id state steps { id passedAt attempts }';
const see = (who: Member, id: string) =>
  labs.ask(who, `query ($id: ID!) { labSession(id: $id) { ${SESSION} } }`, { id });

async function start(): Promise<{ who: Member; id: string }> {
  const who = await labs.members.guest();
  const labId = await labs.labId('first-lab');
  const { id } = (await labs.ask(who, 'mutation ($labId: ID!) { startLab(labId: $labId) { id } }', {
    labId,
  })) as { id: string };
  return { who, id };
}
async function ready() {
  const session = await start();
  await labs.work();
  expect(await see(session.who, session.id)).toMatchObject({ state: 'READY' });
  return session;
}

/** What the newest event of a kind tells; it does not go by itself any more. */
async function taken(type: string): Promise<unknown> {
  const rows = await labs.api.sql(
    'UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL AND type = $1 RETURNING payload',
    [type],
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.payload;
}
const count = async (sql: string, id: string) => (await labs.api.sql(sql, [id])).length;

const SCENES: Readonly<Record<string, () => Promise<Scene>>> = {
  async 'labs.machine-due'() {
    const { who, id } = await start();
    const effect = async () => ({
      made: labs.runtime.made.filter((one) => one.startsWith(id)),
      session: await see(who, id),
    });
    const once = { made: [`${id}.1`], session: expect.objectContaining({ state: 'READY' }) };
    return { payload: await taken('labs.machine-due'), effect, once };
  },

  async 'labs.check-due'() {
    const { who, id } = await ready();
    const machine = labs.runtime.machines.get(`${id}.1`);
    if (machine) machine.files['answer.txt'] = 'one';
    const check =
      'mutation ($id: ID!) { checkLabStep(sessionId: $id, step: "first", key: "key-delivered") { id } }';
    await labs.ask(who, check, { id });
    const effect = () => see(who, id);
    const steps = [
      { id: 'first', passedAt: expect.any(String), attempts: 1 },
      { id: 'second', passedAt: null, attempts: 0 },
    ];
    return { payload: await taken('labs.check-due'), effect, once: { id, state: 'READY', steps } };
  },

  async 'labs.submission-due'() {
    const who = await labs.members.guest();
    const labId = await labs.labId('second-lab');
    const solution = [{ path: 'answer.txt', text: 'one two' }];
    await labs.ask(
      who,
      'mutation ($labId: ID!, $solution: [LabFileInput!]) { completeLab(labId: $labId, solution: $solution, key: "key-delivered") { id } }',
      { labId, solution },
    );
    const effect = async () => ({
      completed: await count('SELECT 1 FROM lab_completions WHERE user_id = $1', who.userId),
      told: await count(
        "SELECT 1 FROM outbox WHERE type = 'labs.lab-completed' AND payload->>'userId' = $1",
        who.userId,
      ),
    });
    return { payload: await taken('labs.submission-due'), effect, once: { completed: 1, told: 1 } };
  },

  async 'labs.sweep-due'() {
    const { id } = await ready();
    const versionOf = async () =>
      Number((await labs.api.sql('SELECT version FROM lab_sessions WHERE id = $1', [id]))[0]?.version);
    await labs.api.sql("UPDATE lab_sessions SET expires_at = now() - interval '1 minute' WHERE id = $1", [
      id,
    ]);
    const before = await versionOf();
    // It may ask for the machine again and again, which has one effect; it ends the session once.
    const effect = async () => ({
      changes: (await versionOf()) - before,
      ended: await count("SELECT 1 FROM lab_sessions WHERE id = $1 AND state = 'ended'", id),
    });
    return { payload: {}, effect, once: { changes: 1, ended: 1 } };
  },

  async 'labs.session-changed'() {
    const { who, id } = await ready();
    const client = liveOf(who.browser, live.url);
    opened.push(client);
    await isLive(client);
    let told = 0;
    client.follow(LabStatusChangedDocument, { sessionId: id }, () => {
      told += 1;
    });
    const payload = { sessionId: id };
    await expect
      .poll(async () => {
        await deliver('labs.session-changed', payload)();
        return told;
      })
      .toBeGreaterThan(0);
    await sleep(200);
    const before = told;
    return { payload, effect: () => told - before, once: 1 };
  },
};

/** Always the same event. */
function deliver(type: string, payload: unknown): () => Promise<void> {
  const now = new Date();
  const body = { id: newId('evt', now), type, occurredAt: now.toISOString(), requestId: 'told', payload };
  return async () => {
    const answer = await processBatch(batchOf('lab-provisioning', JSON.stringify(body)), {
      consumers: labConsumers(async () => labs.shop),
      contextOf: () => labs.ctx(),
      timeLeft: () => 60_000,
    });
    expect(answer).toEqual({ batchItemFailures: [] });
  };
}

describe.each(Object.entries(DELIVERIES))('Q1 delivered %s', (_how, often) => {
  test.each(Object.entries(SCENES))('%s has one effect', async (type, scene) => {
    const { payload, effect, once } = await scene();
    await often(deliver(type, payload));
    // A second one would have been heard by now.
    await sleep(200);
    expect(await effect()).toEqual(once);
    await labs.work();
  });
});
