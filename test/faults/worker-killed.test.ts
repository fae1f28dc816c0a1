import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawShape } from '../../functions/collab/boards/testing/drawing.ts';
import { page } from '../../functions/collab/boards/testing/pages.ts';
import type { QueueName } from '../../functions/platform/config.ts';
import { newId } from '../../functions/platform/ids.ts';
import { createObjects, type Objects } from '../../functions/platform/objects/objects.ts';
import type { AtlasEvent } from '../../functions/platform/queue/events.ts';
import { createQueues } from '../../functions/platform/queue/queues.ts';
import { type LocalS3, startS3 } from '../../local/emulators/s3.ts';
import { type LocalQueues, startSqs } from '../../local/emulators/sqs.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { batchOf } from '../support/deliveries.ts';
import { received } from '../support/queued.ts';

let s3: LocalS3;
let sqs: LocalQueues;
let api: TestApi;
let objects: Objects;

beforeAll(async () => {
  [s3, sqs] = await Promise.all([startS3(), startSqs({ visibilitySeconds: 1 })]);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    USER_DATA_BUCKET: s3.bucket,
  });
  objects = createObjects(s3.bucket);
  api = await startApi();
  await api.sql(
    `INSERT INTO study_groups (id, name, description, visibility, language, invitation, created_at)
     VALUES ('grp_1', 'a', '', 'public', 'en', 'i', now())`,
  );
}, 60_000);

afterAll(async () => {
  await api.close();
  await Promise.all([s3.stop(), sqs.stop()]);
});

interface Scene {
  queue: QueueName;
  type: string;
  payload: Record<string, unknown>;
  effect(): Promise<unknown>;
  once: unknown;
}

/** What leaves Atlas by mail is not among them: no provider takes a mail back whose sender died. */
const SCENES: Readonly<Record<string, () => Promise<Scene>>> = {
  async 'a finished diagram is counted'() {
    const diagramId = newId('dia', new Date());
    return {
      queue: 'analytics-events',
      type: 'learning.diagram-completed',
      payload: { userId: newId('usr', new Date()), diagramId },
      effect: async () =>
        (await api.sql('SELECT 1 FROM analytics_events WHERE subject_id = $1', [diagramId])).length,
      once: 1,
    };
  },
  async 'a whiteboard is merged into its snapshot'() {
    const boardId = newId('brd', new Date());
    const { doc, updates } = page(1);
    for (let n = 0; n < 201; n++) drawShape(doc, `s${n}`);
    await api.sql("INSERT INTO boards (id, group_id, title, created_at) VALUES ($1, 'grp_1', 'b', now())", [
      boardId,
    ]);
    await api.sql(
      `INSERT INTO board_updates (board_id, update_bytes, created_at)
       SELECT $1, bytes, now() FROM unnest($2::bytea[]) WITH ORDINALITY AS given (bytes, n) ORDER BY n`,
      [boardId, updates.map((update) => Buffer.from(update))],
    );
    return {
      queue: 'notification',
      type: 'collab.board-due',
      payload: { boardId },
      async effect() {
        const kept = await api.sql('SELECT 1 FROM board_updates WHERE board_id = $1', [boardId]);
        return { snapshots: (await objects.list(`boards/${boardId}/`)).length, updates: kept.length };
      },
      once: { snapshots: 1, updates: 0 },
    };
  },
};

const arnOf = (queue: QueueName) => `arn:aws:sqs:local:000000000000:atlas-local-${queue}`;

/** True when it was killed; false when the function had ended before that. */
async function workAndDie(queue: QueueName, at: number): Promise<boolean> {
  const child = spawn(process.execPath, ['test/faults/support/worker.child.ts'], {
    env: {
      ...process.env,
      ...api.env,
      KILL_AT: String(at),
      QUEUE_URL: sqs.urls[queue],
      QUEUE_ARN: arnOf(queue),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'close');
  if (signal !== 'SIGKILL') expect(code).toBe(0);
  return signal === 'SIGKILL';
}

/** A worker that lives does what is delivered again; after how many deliveries, 0 when nothing comes. */
async function workOn(queue: QueueName): Promise<number> {
  const { handler } = await import('../../functions/entry/worker.ts');
  for (const until = Date.now() + 5_000; Date.now() < until; await sleep(50))
    for (const { body, deliveries, remove } of await received(sqs.urls[queue])) {
      const { batchItemFailures } = await handler(batchOf(queue, body));
      if (batchItemFailures.length > 0) throw new Error('It failed.');
      await remove();
      return deliveries;
    }
  return 0;
}

test.concurrent.each(Object.entries(SCENES))(
  'Q3 killed wherever it waits, and delivered again: %s once',
  async (_, scene) => {
    const queues = createQueues(sqs.urls);
    for (let at = 1; ; at++) {
      const { queue, type, payload, effect, once: expected } = await scene();
      const id = newId('evt', new Date());
      const event: AtlasEvent = { id, type, occurredAt: new Date().toISOString(), requestId: 'q3', payload };
      expect(await queues.send(queue, [event])).toEqual([]);
      const isKilled = await workAndDie(queue, at);
      const isDone = (await api.sql('SELECT 1 FROM processed_events WHERE event_id = $1', [id])).length > 0;
      const deliveries = await workOn(queue);
      // It dies last when it has told the queue to remove the message.
      expect(deliveries === 2 || (isDone && deliveries === 0)).toBe(true);
      expect({ at, effect: await effect() }).toEqual({ at, effect: expected });
      if (isKilled) continue;
      expect(at).toBeGreaterThan(5);
      return;
    }
  },
  120_000,
);
