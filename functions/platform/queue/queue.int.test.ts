import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pollQueue, type SqsHandler } from '../../../local/adapters/sqs.ts';
import { type LocalQueues, startSqs } from '../../../local/emulators/sqs.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { relayElsewhere } from '../../../test/support/relays.ts';
import { DELIVERY } from '../config.ts';
import { type Context, createContext } from '../context.ts';
import { type ConnectedDatabase, connect } from '../db/database.ts';
import { createLog } from '../log.ts';
import type { EventKind } from './events.ts';
import { emit, relay, replay, tidy } from './outbox.ts';
import { createQueues, type Queues } from './queues.ts';
import { consumer, processBatch } from './worker.ts';

/** From a change to its effect: outbox, relay, SQS, worker, against the real PostgreSQL and an SQS emulator. */
const counted: EventKind<{ n: number }> = {
  type: 'test.counted',
  queue: 'analytics-events',
  payload: z.object({ n: z.number() }),
};

let database: TestDatabase;
let db: ConnectedDatabase;
let sqs: LocalQueues;
let queues: Queues;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
  await db.rows('CREATE TABLE effects (n int)');
});
afterAll(async () => {
  await db.close();
  await database.drop();
});
beforeEach(async () => {
  sqs = await startSqs({ visibilitySeconds: 1 });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  queues = createQueues(sqs.urls);
  await db.rows('TRUNCATE outbox, processed_events, effects');
});
afterEach(() => sqs.stop());

const contextOf = (requestId = 'request-1', now = new Date()): Context =>
  createContext({ db, log: createLog('SILENT', requestId), now, requestId });

const emitOne = (n: number) => db.transaction((tx) => emit(contextOf(), tx, counted, { n }));

const effects = async () =>
  (await db.rows<{ n: number }>('SELECT n FROM effects ORDER BY n')).map((row) => row.n);

/** Its effect is in the same transaction as the note that the event was processed. */
const count = consumer(counted, async (ctx, { payload }) => {
  if (payload.n < 0) throw new Error('A poison message.');
  await ctx.db.rows('INSERT INTO effects VALUES ($1)', [payload.n]);
});

const handler: SqsHandler = (batch) =>
  processBatch(batch, { consumers: [count], contextOf, timeLeft: () => Number.POSITIVE_INFINITY });

function batchOf(...bodies: string[]): SQSEvent {
  const Records = bodies.map((body, i) => ({
    messageId: `m${i}`,
    body,
    attributes: { ApproximateReceiveCount: '1' },
  }));
  return { Records } as unknown as SQSEvent;
}

const eventOf = (n: number, id = '01J00000000000000000000000') =>
  JSON.stringify({
    id: `evt_${id}`,
    type: 'test.counted',
    occurredAt: new Date().toISOString(),
    requestId: 'r',
    payload: { n },
  });

/** Runs a worker until the condition holds. */
async function workUntil(isDone: () => Promise<boolean>, work = handler): Promise<void> {
  const stop = pollQueue({
    queueUrl: sqs.urls['analytics-events'],
    queueArn: 'arn:aws:sqs:local:0:atlas-local-analytics-events',
    handler: work,
    timeout: 5_000,
    onError: () => {},
  });
  const until = Date.now() + 20_000;
  while (!(await isDone()) && Date.now() < until) await sleep(50);
  await stop();
  expect(await isDone()).toBe(true);
}

test('an event whose change is rolled back never leaves', async () => {
  const change = db.transaction(async (tx) => {
    await emit(contextOf(), tx, counted, { n: 1 });
    throw new Error('No.');
  });
  await expect(change).rejects.toThrow('No.');
  expect(await relay(contextOf(), queues)).toBe(0);
});

test('Q5 an event arrives when the relay died between publishing and writing it down, and counts once', async () => {
  await emitOne(1);
  const dying: Queues = {
    async send(queue, events) {
      await queues.send(queue, events);
      throw new Error('Killed.');
    },
  };
  await expect(relay(contextOf(), dying)).rejects.toThrow('Killed.');
  expect(await relay(contextOf(), queues)).toBe(1);
  await workUntil(async () => (await effects()).length === 1);
  expect(await effects()).toEqual([1]);
});

test('Q6 relays that run at once send each event once', async () => {
  for (let n = 0; n < 250; n++) await emitOne(n);
  let sent = 0;
  const slow: Queues = {
    async send(_, events) {
      await sleep(30);
      sent += events.length;
      return [];
    },
  };
  for (let round = 0; round < 3; round++) await Promise.all([1, 2, 3].map(() => relay(contextOf(), slow)));
  expect(sent).toBe(250);
});

test('Q6 two processes that relay at once send each event once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 250; n++) ids.push(await emitOne(n));
  const sent = await Promise.all([1, 2].map(() => relayElsewhere(database.url, sqs.urls)));
  expect(sent.reduce((sum, one) => sum + one)).toBe(250);
  const arrived: string[] = [];
  const note: SqsHandler = async ({ Records }) => {
    arrived.push(...Records.map(({ body }) => JSON.parse(body).id as string));
    return { batchItemFailures: [] };
  };
  await workUntil(async () => arrived.length >= 250, note);
  expect(arrived.sort()).toEqual(ids.sort());
}, 40_000);

test('what a queue refuses stays, is tried again after the others, and is sent in the end', async () => {
  await emitOne(1);
  await emitOne(2);
  let calls = 0;
  const picky: Queues = { send: async (_, events) => (calls++ === 0 ? [String(events[0]?.id)] : []) };
  expect(await relay(contextOf(), picky)).toBe(1);
  expect(await relay(contextOf(), picky)).toBe(1);
  expect(await relay(contextOf(), picky)).toBe(0);
});

test('Q1 a message that comes twice, ten times, and twice at once has one effect', async () => {
  const message = eventOf(7);
  await handler(batchOf(message, message), { getRemainingTimeInMillis: () => 9e9 });
  await Promise.all(
    Array.from({ length: 10 }, () => handler(batchOf(message), { getRemainingTimeInMillis: () => 9e9 })),
  );
  expect(await effects()).toEqual([7]);
});

test('Q3 a worker that dies in the middle leaves nothing; the next delivery has the one effect', async () => {
  await emitOne(3);
  await relay(contextOf(), queues);
  let deaths = 0;
  const dying: SqsHandler = (batch) => {
    if (deaths++ > 0) return handler(batch, { getRemainingTimeInMillis: () => 9e9 });
    const half = consumer(counted, async (ctx, { payload }) => {
      await ctx.db.rows('INSERT INTO effects VALUES ($1)', [payload.n]);
      throw new Error('Killed.');
    });
    return processBatch(batch, { consumers: [half], contextOf, timeLeft: () => 9e9 });
  };
  await workUntil(async () => (await effects()).length === 1, dying);
  expect(await effects()).toEqual([3]);
});

test('Q4 of ten messages with one poison, nine are done once and one dies with its cause kept', async () => {
  for (let n = 1; n <= 9; n++) await emitOne(n);
  await emitOne(-1);
  await relay(contextOf(), queues);
  await workUntil(async () => sqs.deadLetters('analytics-events').length === 1);
  expect(await effects()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(sqs.deadLetters('analytics-events')[0]).toContain('"n":-1');
}, 40_000);

test('Q7 a worker that is slower than its queue waits has one effect, though another got the message too', async () => {
  const slow = consumer(counted, async (ctx, { payload }) => {
    await ctx.db.rows('INSERT INTO effects VALUES ($1)', [payload.n]);
    await sleep(300);
  });
  const work = () => processBatch(batchOf(eventOf(8)), { consumers: [slow], contextOf, timeLeft: () => 9e9 });
  const first = work();
  await sleep(100);
  expect(await Promise.all([first, work()])).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
  expect(await effects()).toEqual([8]);
});

test('Q2 events that come in another order, twice, or a day late end in the same', async () => {
  const events = Array.from({ length: 12 }, (_, n) => eventOf(n, `01J${String(n).padStart(23, '0')}`));
  const late = (requestId: string) => contextOf(requestId, new Date(Date.now() + 86_400_000));
  const shuffled = [...events, ...events].sort(() => Math.random() - 0.5);
  for (const [i, body] of shuffled.entries())
    await processBatch(batchOf(body), {
      consumers: [count],
      contextOf: i % 2 ? contextOf : late,
      timeLeft: () => 9e9,
    });
  expect(await effects()).toEqual(Array.from({ length: 12 }, (_, n) => n));
});

test('Q11 what lay among the dead is done once after the mistake is mended and it was moved back', async () => {
  await emitOne(-4);
  await emitOne(4);
  await relay(contextOf(), queues);
  await workUntil(async () => sqs.deadLetters('analytics-events').length === 1);
  const mended = consumer(counted, async (ctx, { payload }) => {
    await ctx.db.rows('INSERT INTO effects VALUES ($1)', [payload.n]);
  });
  const body = sqs.deadLetters('analytics-events')[0] ?? '';
  const work = () => processBatch(batchOf(body), { consumers: [mended], contextOf, timeLeft: () => 9e9 });
  // Moved back, and moved back again by somebody who was not sure.
  await work();
  await work();
  expect(await effects()).toEqual([-4, 4]);
}, 40_000);

test.each([
  ['no JSON', 'hello'],
  ['no event', '{"a":1}'],
  ['an unknown type', eventOf(1).replace('test.counted', 'test.unknown')],
  ['another payload', eventOf(1).replace('{"n":1}', '{"n":"one"}')],
  ['256 KiB', eventOf(1).replace('"r"', `"${'x'.repeat(DELIVERY.messageBytes)}"`)],
])('Q8 %s fails alone, without an effect', async (_, body) => {
  const answer = await handler(batchOf(body, eventOf(5)), { getRemainingTimeInMillis: () => 9e9 });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  expect(await effects()).toEqual([5]);
});

test('with too little time left, the rest of a batch goes back untouched', async () => {
  const answer = await processBatch(batchOf(eventOf(1)), {
    consumers: [count],
    contextOf,
    timeLeft: () => 100,
  });
  expect(answer.batchItemFailures).toHaveLength(1);
  expect(await effects()).toEqual([]);
});

test('what a queue lost is sent again, what was processed is not', async () => {
  await emitOne(1);
  await relay(contextOf(), queues);
  await workUntil(async () => (await effects()).length === 1);
  await emitOne(2);
  await relay(contextOf(), queues);
  await sqs.stop();
  sqs = await startSqs({ visibilitySeconds: 1 });
  process.env.AWS_ENDPOINT_URL_SQS = sqs.endpoint;
  queues = createQueues(sqs.urls);
  expect(await replay(contextOf())).toBe(1);
  expect(await relay(contextOf(), queues)).toBe(1);
  await workUntil(async () => (await effects()).length === 2);
  expect(await effects()).toEqual([1, 2]);
});

test('what has served is removed after its time, what was not sent never', async () => {
  await emitOne(1);
  await relay(contextOf(), queues);
  await emitOne(2);
  const later = new Date(Date.now() + (DELIVERY.outboxDays + 1) * 86_400_000);
  await tidy(contextOf('r', later));
  expect(await db.rows('SELECT payload FROM outbox')).toEqual([{ payload: { n: 2 } }]);
});

/** Events that were sent at these times. */
async function sentAt(...times: Date[]): Promise<void> {
  for (const [n, time] of times.entries()) {
    const id = await emitOne(n);
    await db.rows('UPDATE outbox SET sent_at = $2 WHERE id = $1', [id, time]);
  }
}
const left = async () =>
  (await db.rows<{ payload: { n: number } }>('SELECT payload FROM outbox ORDER BY id')).map(
    ({ payload }) => payload.n,
  );

test('Q10 what should have been removed while the clock stood still goes with the next run, as if it had not', async () => {
  const now = new Date('2026-06-01T12:00:00Z');
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await sentAt(before(DELIVERY.outboxDays + 60), before(DELIVERY.outboxDays + 1), before(1));
  await tidy(contextOf('r', now));
  expect(await left()).toEqual([2]);
  await tidy(contextOf('r', now));
  expect(await left()).toEqual([2]);
});

test.each([
  ['shorter', '2026-03-29T12:00:00Z'],
  ['longer', '2026-10-25T12:00:00Z'],
])('Q10 a day that is %s where Atlas runs keeps what it should, to the second', async (_how, noon) => {
  const zone = process.env.TZ;
  process.env.TZ = 'Europe/Berlin';
  try {
    const now = new Date(noon);
    const end = now.getTime() - DELIVERY.outboxDays * 86_400_000;
    await sentAt(new Date(end - 1_000), new Date(end + 1_000));
    await tidy(contextOf('r', now));
    expect(await left()).toEqual([1]);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});
