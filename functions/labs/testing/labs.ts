import type { LabMachine } from '../../../client/catalogue/lab.ts';
import type { Checks } from '../../../content/labs/kit.ts';
import { startS3 } from '../../../local/emulators/s3.ts';
import { createMembers, type Member, type Members } from '../../../test/support/accounts.ts';
import { startApi, type TestApi } from '../../../test/support/api.ts';
import { atlasSchema } from '../../entry/schema.ts';
import { readConfig } from '../../platform/config.ts';
import { type Context, createContext } from '../../platform/context.ts';
import { connect } from '../../platform/db/database.ts';
import { createLog } from '../../platform/log.ts';
import { createObjects } from '../../platform/objects/objects.ts';
import { relay } from '../../platform/queue/outbox.ts';
import { processBatch } from '../../platform/queue/worker.ts';
import { createLive, LIVE_KEYS, type Live } from '../../platform/realtime/live.ts';
import { createRedis } from '../../platform/redis/redis.ts';
import { NO_SERVICES } from '../../platform/services.ts';
import { labConsumers } from '../labs.live.ts';
import { publishLabs } from '../labs.ts';
import type { Workshop } from '../workshop.ts';
import { createMemoryRuntime, type MemoryRuntime } from './memory-runtime.ts';

export interface TestLabs {
  api: TestApi;
  members: Members;
  runtime: MemoryRuntime;
  shop: Workshop;
  objects: Context['services']['objects'];
  /** A worker's context, at this time. */
  ctx(now?: Date): Context;
  /** The worker takes all that is due, until nothing is; failed messages are given back. */
  work(): Promise<string[]>;
  ask(member: Pick<Member, 'browser'>, document: string, variables?: Record<string, unknown>): Promise<never>;
  labId(slug: string): Promise<string>;
  stop(): Promise<void>;
}

/** Two steps: a file that holds `one`, and `two` after it. */
export const CHECKS: Checks = {
  first: async (machine) => finding((await machine.read('answer.txt'))?.includes('one') ?? false),
  second: async (machine) => finding((await machine.read('answer.txt'))?.includes('two') ?? false),
};

const finding = (passed: boolean) => ({
  passed,
  observed: passed ? 'The word is there.' : 'The word is missing.',
  expected: 'The word.',
  why: 'Words matter.',
  node: 'cache-aside#a',
});

/**
 * The API with four small labs, and a worker whose machines are in memory. Pages are told of what happens when
 * `startLive` was called before.
 */
export async function startLabs(): Promise<TestLabs> {
  const s3 = await startS3();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    USER_DATA_BUCKET: s3.bucket,
  });
  const api = await startApi();
  const members = createMembers(api);
  const db = connect({ databaseUrl: api.databaseUrl });
  const objects = createObjects(s3.bucket);
  const redis = createRedis({ url: api.redisUrl, log: createLog('SILENT', 'test') });
  const isLive = process.env.CONNECTIONS_TABLE !== 'no-connections';
  const live = isLive
    ? createLive(
        readConfig(LIVE_KEYS),
        redis,
        async () => atlasSchema(),
        async () => {},
      )
    : undefined;
  const services = { ...NO_SERVICES, objects, live: async () => live ?? NOBODY };
  const ctx = (now = new Date()) =>
    createContext({
      db,
      log: createLog('SILENT', 'test'),
      now,
      requestId: 'test',
      services,
    });
  const slugs = ['first-lab', 'second-lab', 'third-lab', 'fourth-lab'];
  const machines = new Map(slugs.map((slug) => [slug, machineOf(slug)]));
  await publishLabs(ctx(), { labs: slugs.map(entryOf) }, machines);
  await publishLabs(ctx(), { labs: slugs.map(entryOf) }, machines);
  const runtime = createMemoryRuntime();
  const shop: Workshop = {
    runtime,
    relayUrl: 'ws://127.0.0.1:9/live',
    clock: () => new Date(),
    checks: CHECKS,
  };

  async function work(): Promise<string[]> {
    const failed: string[] = [];
    const consumers = labConsumers(async () => shop);
    for (;;) {
      const bodies: string[] = [];
      const queues = {
        send: async (_queue: string, events: unknown[]) => {
          bodies.push(...events.map((event) => JSON.stringify(event)));
          return [];
        },
      };
      await relay(ctx(), queues);
      const mine = bodies.filter((body) => body.includes('"labs.') && !body.includes('labs.lab-completed'));
      if (mine.length === 0) return failed;
      const Records = mine.map((body, i) => ({
        messageId: String(i),
        body,
        attributes: { ApproximateReceiveCount: '1' },
      }));
      const { batchItemFailures } = await processBatch({ Records } as never, {
        consumers,
        contextOf: () => ctx(),
        timeLeft: () => 60_000,
      });
      failed.push(...batchItemFailures.map(({ itemIdentifier }) => mine[Number(itemIdentifier)] ?? ''));
    }
  }

  return {
    api,
    members,
    runtime,
    shop,
    objects,
    ctx,
    work,
    async ask({ browser }, document, variables) {
      const { body } = await browser.ask(document, variables);
      return (body.errors ? body.errors[0].extensions.code : Object.values(body.data)[0]) as never;
    },
    async labId(slug) {
      const [row] = await api.sql('SELECT id FROM labs WHERE slug = $1', [slug]);
      return String(row?.id);
    },
    async stop() {
      await members.close();
      await db.close();
      await redis.close();
      await api.close();
      await s3.stop();
    },
  };
}

/** No page is open, nobody follows. */
const NOBODY = {
  rooms: { occupants: async () => [], tell: async () => 0 },
  publish: async () => {},
} as unknown as Live;

const entryOf = (slug: string) => ({
  slug,
  title: `The ${slug}`,
  summary: 'A lab.',
  difficulty: 1 as const,
  skills: ['caching.basics'],
  minutes: 10,
  needs: slug === 'third-lab' ? ('kubernetes' as const) : ('shell' as const),
  diagrams: ['cache-aside'],
  steps: 2,
  document: `l/${slug}.00000000.json`,
});

function machineOf(slug: string): LabMachine {
  return {
    format: 1,
    slug,
    needs: entryOf(slug).needs,
    limitMinutes: 60,
    limits: { memory: 64, processes: 16, disk: 8, cpuSeconds: 60 },
    files: { 'answer.txt': { text: 'nothing\n' }, 'tool.sh': { text: '#!/bin/sh\n', executable: true } },
    answers: ['answer.txt'],
    steps: ['first', 'second'].map((id) => ({ id, title: id, hints: ['Hint A', 'Hint B', 'Hint C'] })),
    solution: { script: 'echo one two > answer.txt', explanation: 'Both words.' },
  };
}
