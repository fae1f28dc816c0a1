import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamo, startDynamo } from '../../../local/emulators/dynamodb.ts';
import type { Actor } from '../context.ts';
import { type Connections, createConnections } from './connections.ts';

let dynamo: LocalDynamo;
let connections: Connections;

beforeAll(async () => {
  dynamo = await startDynamo();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  connections = createConnections(dynamo.connectionsTable);
});
afterAll(() => dynamo.stop());

let count = 0;
/** A connection of a person. */
async function open(userId = `person-${++count}`, now = new Date()) {
  const id = `connection-${++count}`;
  const actor: Actor = { userId, sessionId: `session-${userId}`, role: 'learner', guest: false };
  const identified = await connections.identify(id, actor, now);
  const follow = (topic: string, operationId: string) =>
    connections.follow(id, actor, topic, { id: operationId, query: '{ a }' }, new Date());
  return { id, identified, follow };
}

const idsOn = async (topic: string) =>
  (await connections.followers(topic)).flatMap(({ operations }) => operations.map(({ id }) => id)).sort();

test('subscriptions to one topic that come at once are all followed', async () => {
  const { follow } = await open();
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(await Promise.all(ids.map((id) => follow('one', id)))).toEqual(ids.map(() => true));
  expect(await idsOn('one')).toEqual(ids);
});

test('of more than a connection may follow, however many come at once, no more are followed', async () => {
  const { follow } = await open();
  const ids = Array.from({ length: 30 }, (_, i) => `${i}`);
  const taken = await Promise.all(ids.map((id) => follow(`topic-${Number(id) % 3}`, id)));
  expect(taken.filter(Boolean)).toHaveLength(20);
  expect((await Promise.all(['topic-0', 'topic-1', 'topic-2'].map(idsOn))).flat()).toHaveLength(20);
});

test('an id that is in use is refused, on another topic too', async () => {
  const { follow } = await open();
  expect(await follow('first', 'a')).toBe(true);
  expect(await follow('first', 'a')).toBe(false);
  expect(await follow('second', 'a')).toBe(false);
  expect([await idsOn('first'), await idsOn('second')]).toEqual([['a'], []]);
});

test('what is given up at once is not followed, and the others are', async () => {
  const { id, follow } = await open();
  await Promise.all(['a', 'b', 'c'].map((one) => follow('left', one)));
  await Promise.all(['a', 'c'].map((one) => connections.unfollow(id, one)));
  expect(await idsOn('left')).toEqual(['b']);
  await connections.unfollow(id, 'b');
  expect(await connections.followers('left')).toEqual([]);
  expect(await follow('left', 'a')).toBe(true);
});

test('a subscription and its end that come at the same time leave nothing that is told', async () => {
  for (let i = 0; i < 20; i++) {
    const { id, follow } = await open();
    const following = follow('both', 'a');
    for (let j = 0; j < 3; j++) await connections.unfollow(id, 'a');
    await following;
    await connections.unfollow(id, 'a');
    expect(await connections.followers('both')).toEqual([]);
  }
});

test('who is gone follows nothing more', async () => {
  const { id, follow } = await open();
  await follow('gone', 'a');
  await connections.remove([id], await connections.rowsOf([id]));
  expect(await follow('gone', 'b')).toBe(false);
  expect(await connections.followers('gone')).toEqual([]);
});

test('however many a person opens at once, no more than thirty stay, and one of them comes in later', async () => {
  const ada = 'ada-of-a-hundred';
  const opened = await Promise.all(Array.from({ length: 100 }, () => open(ada)));
  const stay = opened.filter(({ identified }) => identified);
  expect(stay.length).toBeLessThanOrEqual(30);
  expect((await connections.ofUser(ada)).sort()).toEqual(stay.map(({ id }) => id).sort());
  for (let i = stay.length; i < 30; i++) expect((await open(ada)).identified).toBe(true);
  expect((await open(ada)).identified).toBe(false);
});

test('connections that ended unnoticed count for nobody, nor are they told', async () => {
  const ada = 'ada-of-thirty';
  const longAgo = new Date(Date.now() - 5 * 3_600_000);
  for (let i = 0; i < 30; i++) expect((await open(ada, longAgo)).identified).toBe(true);
  expect((await open(ada)).identified).toBe(true);
  expect(await connections.ofUser(ada)).toHaveLength(1);
  for (let i = 1; i < 30; i++) await open(ada);
  expect((await open(ada)).identified).toBe(false);
});
