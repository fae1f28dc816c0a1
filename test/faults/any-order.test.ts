import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProgressUpdatedDocument } from '../../client/generated/graphql.ts';
import type { ToClient } from '../../client/realtime/messages.ts';
import type { QueueName } from '../../functions/platform/config.ts';
import { type LocalQueues, startSqs } from '../../local/emulators/sqs.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { batchOf } from '../support/deliveries.ts';
import { type Live, startLive } from '../support/live.ts';
import { isLive, liveOf } from '../support/live-clients.ts';
import { received } from '../support/queued.ts';
import { relayElsewhere } from '../support/relays.ts';

let live: Live;
let sqs: LocalQueues;
let api: TestApi;
let members: Members;

beforeAll(async () => {
  [live, sqs] = await Promise.all([startLive(), startSqs()]);
  process.env.AWS_ENDPOINT_URL_SQS = sqs.endpoint;
  api = await startApi();
  members = createMembers(api);
}, 60_000);

afterAll(async () => {
  await live.stop();
  await members.close();
  await api.close();
  await sqs.stop();
});

async function run({ browser }: Member, query: string, variables: Record<string, unknown> = {}) {
  const { body } = await browser.ask(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data[Object.keys(body.data)[0] ?? ''];
}

/** All messages of a queue. */
async function messagesIn(queue: QueueName): Promise<string[]> {
  const bodies: string[] = [];
  for (let some = await received(sqs.urls[queue]); some.length > 0; some = await received(sqs.urls[queue]))
    bodies.push(...some.map(({ body }) => body));
  return bodies;
}

// SQS keeps no order, so the outbox does not either: what is promised is that none is needed (docs/how-to/add-a-queue-message.md).
test('Q6 two relays as processes claim no event twice, and events of one thing end the same in any order', async () => {
  const ada = await members.account();
  const bob = await members.account();
  const input = '{ name: "Order", description: "", visibility: PUBLIC, language: "en" }';
  const { id: group } = await run(ada, `mutation { createStudyGroup(input: ${input}) { id } }`);
  const joining = 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }';
  await run(bob, joining, { id: group });

  // Of each thing several events: a message, somebody's progress, a diagram of theirs, a membership.
  const send = 'mutation ($g: ID!) { sendGroupMessage(groupId: $g, key: "key-any-order", text: "0") { id } }';
  const { id } = await run(ada, send, { g: group });
  const edit = 'mutation ($id: ID!, $t: String!) { editGroupMessage(id: $id, text: $t) { id } }';
  for (let n = 1; n <= 5; n++) await run(ada, edit, { id, t: `${n}` });
  const { nodes } = await run(ada, '{ diagrams { nodes { id } } }');
  for (let n = 0; n < 5; n++)
    for (const [i, change] of ['complete', 'reopen', 'complete'].entries())
      await run(ada, `mutation ($id: ID!) { ${change}Diagram(diagramId: $id) { user { id } } }`, {
        id: nodes[(n + i) % nodes.length].id,
      });
  const client = liveOf(bob.browser, live.url);
  const heard: ToClient[] = [];
  client.onMessage((message) => heard.push(message));
  await isLive(client);
  await run(bob, 'mutation ($id: ID!) { leaveStudyGroup(id: $id) }', { id: group });
  await run(bob, joining, { id: group });
  await client.ask({ type: 'join-study-group', group, after: 0 });
  const adas = liveOf(ada.browser, live.url);
  const counts: number[] = [];
  adas.follow(ProgressUpdatedDocument, {}, ({ progressUpdated }) =>
    counts.push(progressUpdated.completedCount),
  );
  await isLive(adas);
  await sleep(300);

  // As if whoever did this had died before it told anybody: all of it is for the queues.
  await api.sql('DELETE FROM processed_events');
  await api.sql('UPDATE outbox SET sent_at = NULL');
  const written = await api.sql('SELECT id, queue FROM outbox');
  const sent = await Promise.all([1, 2].map(() => relayElsewhere(api.databaseUrl, sqs.urls)));
  expect(sent.reduce((sum, one) => sum + one)).toBe(written.length);

  const queues = ['notification', 'analytics-events', 'email'] as const;
  const arrived = await Promise.all(
    queues.map(async (queue) => ({ queue, bodies: await messagesIn(queue) })),
  );
  const idOf = (body: string) => JSON.parse(body).id as string;
  expect(arrived.flatMap(({ bodies }) => bodies.map(idOf)).sort()).toEqual(
    written.map((row) => row.id as string).sort(),
  );
  const worker = await import('../../functions/entry/worker.ts');
  heard.length = 0;
  // The last one first: nothing of it is in the order in which it was done.
  for (const { queue, bodies } of arrived.filter(({ queue: name }) => name !== 'email'))
    for (const body of bodies.sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1)))
      expect(await worker.handler(batchOf(queue, body))).toEqual({ batchItemFailures: [] });

  const [{ count } = {}] = await api.sql('SELECT count(*)::int FROM diagram_completions WHERE user_id = $1', [
    ada.userId,
  ]);
  await expect.poll(() => new Set(counts)).toEqual(new Set([count]));
  const told = heard.flatMap((message) => (message.type === 'group-message' ? [message.message] : []));
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told.map(({ text }) => text))).toEqual(new Set(['5']));
  // He is back, and was not shown out for having left.
  expect(heard.map(({ type }) => type)).not.toContain('room-closed');
  const counted = await api.sql('SELECT 1 FROM analytics_events');
  expect(counted).toHaveLength(written.filter(({ queue }) => queue === 'analytics-events').length);
  client.close();
  adas.close();
}, 60_000);
