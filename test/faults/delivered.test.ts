import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProgressUpdatedDocument } from '../../client/generated/graphql.ts';
import type { Live as Client, LiveState } from '../../client/realtime/live.ts';
import type { ToClient } from '../../client/realtime/messages.ts';
import { drawShape } from '../../functions/collab/boards/testing/drawing.ts';
import { page } from '../../functions/collab/boards/testing/pages.ts';
import { newId } from '../../functions/platform/ids.ts';
import { createObjects, type Objects } from '../../functions/platform/objects/objects.ts';
import { type LocalS3, startS3 } from '../../local/emulators/s3.ts';
import { createMembers, type Member, type Members } from '../support/accounts.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { batchOf, DELIVERIES } from '../support/deliveries.ts';
import { type Live, startLive } from '../support/live.ts';
import { isLive, liveOf } from '../support/live-clients.ts';
import { type Mails, startMails } from '../support/mails.ts';

/** Of each kind of event that a worker takes: what comes of it once, however often it is delivered. */
interface Scene {
  payload: Record<string, unknown>;
  /** What can be counted afterwards. */
  effect(): unknown;
  once: unknown;
}

/** Those that need machines are delivered in `functions/labs/labs.delivered.int.test.ts`. */
const OF_LABS = [
  'labs.machine-due',
  'labs.check-due',
  'labs.submission-due',
  'labs.sweep-due',
  'labs.session-changed',
];

let s3: LocalS3;
let live: Live;
let api: TestApi;
let members: Members;
let mails: Mails;
let objects: Objects;
const opened: Client[] = [];

beforeAll(async () => {
  [s3, live] = await Promise.all([startS3(), startLive()]);
  Object.assign(process.env, { AWS_ENDPOINT_URL_S3: s3.endpoint, USER_DATA_BUCKET: s3.bucket });
  objects = createObjects(s3.bucket);
  api = await startApi();
  members = createMembers(api);
  mails = await startMails(api);
}, 60_000);
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});
afterAll(async () => {
  await mails.stop();
  await live.stop();
  await members.close();
  await api.close();
  await s3.stop();
});

async function connect({ browser }: Member) {
  const client = liveOf(browser, live.url);
  opened.push(client);
  const heard: ToClient[] = [];
  client.onMessage((message) => heard.push(message));
  await isLive(client);
  return { client, heard };
}
const kindsIn = (heard: ToClient[]) => heard.map(({ type }) => type).sort();

async function run(
  { browser }: Pick<Member, 'browser'>,
  query: string,
  variables: Record<string, unknown> = {},
) {
  const { body } = await browser.ask(query, variables);
  expect(body.errors).toBeUndefined();
  return body.data[Object.keys(body.data)[0] ?? ''];
}
async function groupOf(owner: Member, ...others: Member[]): Promise<string> {
  const input = '{ name: "Told", description: "", visibility: PUBLIC, language: "en" }';
  const { id } = await run(owner, `mutation { createStudyGroup(input: ${input}) { id } }`);
  for (const one of others) await run(one, 'mutation ($id: ID!) { joinStudyGroup(id: $id) { id } }', { id });
  return id;
}

const counted = (key: 'diagramId' | 'labId') => async (): Promise<Scene> => {
  const about = newId(key === 'labId' ? 'lab' : 'dia', new Date());
  return {
    payload: { userId: newId('usr', new Date()), [key]: about },
    effect: async () =>
      (await api.sql('SELECT 1 FROM analytics_events WHERE subject_id = $1', [about])).length,
    once: 1,
  };
};

const SCENES: Readonly<Record<string, () => Promise<Scene>>> = {
  'learning.diagram-completed': counted('diagramId'),
  'learning.diagram-reopened': counted('diagramId'),
  'labs.lab-completed': counted('labId'),

  async 'auth.mail-link-requested'() {
    const email = `told-${newId('msg', new Date()).toLowerCase()}@example.com`;
    const ask = 'mutation ($email: String!) { requestSignUp(email: $email) { minutes } }';
    await run({ browser: api.person() }, ask, { email });
    const [event] = await api.sql(
      `UPDATE outbox SET sent_at = now() WHERE sent_at IS NULL AND type = 'auth.mail-link-requested' RETURNING payload`,
    );
    return {
      payload: event?.payload as Scene['payload'],
      effect: () => mails.outbox.mails().filter(({ to }) => to === email).length,
      once: 1,
    };
  },

  async 'auth.password-changed'() {
    const { userId, email } = await members.account();
    const effect = () => mails.outbox.mails().filter(({ to }) => to === email).length;
    return { payload: { userId }, effect, once: 1 };
  },

  async 'auth.sessions-changed'() {
    const ada = await members.account();
    const { client } = await connect(ada);
    const states: LiveState[] = [];
    client.onState((state) => states.push(state));
    // A client whose session goes on comes back, and is not closed a second time.
    const effect = async () => {
      await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('live');
      return states.filter((state) => state === 'live').length;
    };
    return { payload: { sessionIds: [ada.sessionId] }, effect, once: 2 };
  },

  async 'learning.progress-changed'() {
    const ada = await members.account();
    const { client } = await connect(ada);
    let told = 0;
    client.follow(ProgressUpdatedDocument, {}, () => {
      told += 1;
    });
    await expect
      .poll(async () => {
        await deliver('notification', 'learning.progress-changed', { userId: ada.userId })();
        return told;
      })
      .toBeGreaterThan(0);
    await sleep(200);
    const before = told;
    return { payload: { userId: ada.userId }, effect: () => told - before, once: 1 };
  },

  async 'collab.message-changed'() {
    const [ada, bob] = [await members.account(), await members.account()];
    const groupId = await groupOf(ada, bob);
    const send = 'mutation ($id: ID!) { sendGroupMessage(groupId: $id, key: "key-told", text: "hi") { id } }';
    const { id: messageId } = await run(ada, send, { id: groupId });
    const { client, heard } = await connect(bob);
    await client.ask({ type: 'join-study-group', group: groupId, after: 99 });
    heard.length = 0;
    const payload = { groupId, messageId, actorId: ada.userId };
    return { payload, effect: () => kindsIn(heard), once: ['group-message'] };
  },

  async 'collab.group-changed'() {
    const [ada, bob] = [await members.account(), await members.account()];
    const groupId = await groupOf(ada, bob);
    const [first, second] = [await connect(ada), await connect(bob)];
    for (const { client } of [first, second])
      await client.ask({ type: 'join-study-group', group: groupId, after: 0 });
    await expect.poll(() => kindsIn(first.heard)).toContain('peer-joined');
    // As if the process had died between the change and showing him out.
    await api.sql('DELETE FROM group_members WHERE group_id = $1 AND user_id = $2', [groupId, bob.userId]);
    first.heard.length = 0;
    second.heard.length = 0;
    return {
      payload: { groupId, leftId: bob.userId },
      effect: () => [kindsIn(first.heard), kindsIn(second.heard)],
      once: [['group-changed', 'peer-left'], ['room-closed']],
    };
  },

  async 'collab.board-due'() {
    const ada = await members.account();
    const make = 'mutation ($g: ID!) { createBoard(groupId: $g, title: "Full") { id } }';
    const { id: boardId } = await run(ada, make, { g: await groupOf(ada) });
    const { doc, updates } = page(1);
    for (let n = 0; n < 210; n++) drawShape(doc, `s${n}`);
    for (const update of updates)
      await api.sql('INSERT INTO board_updates (board_id, update_bytes, created_at) VALUES ($1, $2, now())', [
        boardId,
        Buffer.from(update),
      ]);
    const effect = async () => {
      const kept = await api.sql('SELECT 1 FROM board_updates WHERE board_id = $1', [boardId]);
      return { snapshots: (await objects.list(`boards/${boardId}/`)).length, updates: kept.length };
    };
    return { payload: { boardId }, effect, once: { snapshots: 1, updates: 0 } };
  },
};

/** Always the same event. */
function deliver(queue: string, type: string, payload: Record<string, unknown>): () => Promise<void> {
  const now = new Date();
  const event = { id: newId('evt', now), type, occurredAt: now.toISOString(), requestId: 'told', payload };
  return async () => {
    const worker = await import('../../functions/entry/worker.ts');
    const answer = await worker.handler(batchOf(queue, JSON.stringify(event)));
    expect(answer).toEqual({ batchItemFailures: [] });
  };
}

test('Q1 every event that a worker takes is delivered here, or where machines are', async () => {
  const { consumers } = await import('../../functions/entry/worker.ts');
  const taken = consumers.map(({ kind }) => kind.type).sort();
  expect([...Object.keys(SCENES), ...OF_LABS].sort()).toEqual(taken);
});

describe.each(Object.entries(DELIVERIES))('Q1 delivered %s', (_how, often) => {
  test.each(Object.entries(SCENES))('%s has one effect', async (type, scene) => {
    const { consumers } = await import('../../functions/entry/worker.ts');
    const queue = consumers.find(({ kind }) => kind.type === type)?.kind.queue ?? '';
    const { payload, effect, once } = await scene();
    await often(deliver(queue, type, payload));
    // A second one would have been heard by now.
    await sleep(200);
    expect(await effect()).toEqual(once);
  });
});
