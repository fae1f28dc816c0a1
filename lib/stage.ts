import { readdirSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import { QUEUES } from '../functions/platform/config.ts';
import { plainSecrets } from './stage-secrets.ts';

/** The configuration of one stage: all that differs between `dev`, `staging` and `production`. */
const FOLDER = new URL('./stages/', import.meta.url);

const off = z.literal('off');
const count = (least: number, most: number) => z.int().min(least).max(most);
const days = count(1, 3653);
/** CloudWatch keeps logs for these numbers of days only. */
const logDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 180, 365]);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 07:00');
const memoryMb = count(128, 10_240);

const worker = z.strictObject({
  memoryMb,
  timeoutSeconds: count(1, 900),
  batchSize: count(1, 10_000),
  windowSeconds: count(0, 300),
  concurrency: count(2, 1000),
});

const stageSchema = z.strictObject({
  domain: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a domain such as learn.example.com'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1'),
  keepData: z.boolean(),
  capacity: z.strictObject({ concurrentUsers: count(1, 10_000_000) }),
  budget: z.strictObject({ monthlyUsd: z.number().positive() }),
  network: z.strictObject({
    cidr: z.string().regex(/^10\.\d{1,3}\.0\.0\/16$/, 'must be a /16 network such as 10.40.0.0/16'),
    zones: count(2, 3),
    natGateways: count(1, 3),
    interfaceEndpoints: z.array(
      z.enum(['ecr.api', 'ecr.dkr', 'sqs', 'kms', 'secretsmanager', 'sts', 'logs']),
    ),
  }),
  database: z.strictObject({
    topology: z.enum(['instance', 'cluster']),
    instanceClass: z.string().regex(/^db\.[a-z0-9]+\.[a-z0-9]+$/, 'must be a class such as db.m6gd.large'),
    storageGiB: count(20, 65_536),
    backupDays: count(1, 35),
  }),
  cache: z.strictObject({
    nodeType: z.string().regex(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, 'must be a type such as cache.t4g.small'),
    shards: count(1, 500),
    replicas: count(0, 5),
  }),
  timeSeries: z.union([
    off,
    z.strictObject({
      instanceType: z.string().regex(/^db\.influx\.[a-z0-9]+$/, 'must be a type such as db.influx.medium'),
      storageGiB: count(20, 15_360),
      multiZone: z.boolean(),
      rawDays: days,
      aggregatedDays: days,
    }),
  ]),
  api: z.strictObject({
    memoryMb,
    /** Of one person; visitors share thrice that by address. */
    requestsPerMinute: count(10, 100_000),
    reservedConcurrency: count(1, 10_000),
    provisioned: z.union([
      off,
      z.strictObject({
        timeZone: z.string().refine(isTimeZone, 'must be a zone such as Europe/Berlin'),
        base: count(0, 10_000),
        schedule: z.array(z.strictObject({ from: timeOfDay, to: timeOfDay, count: count(1, 10_000) })).min(1),
      }),
    ]),
  }),
  realtime: z.strictObject({
    memoryMb,
    reservedConcurrency: count(1, 10_000),
    connectsPerSecond: count(1, 100_000),
    messagesPerSecond: count(1, 1_000_000),
  }),
  /** Relays at once: they pass over each other's rows. */
  outbox: z.strictObject({ relays: count(1, 20) }),
  workers: z.record(z.enum(QUEUES), worker),
  labs: z.strictObject({
    kubernetesVersion: z.literal(['1.34', '1.35']),
    maxVcpu: count(2, 10_000),
    maxMemoryGiB: count(4, 40_000),
    spot: z.boolean(),
    metrics: z.boolean(),
    /** Of gVisor or the like: the cluster has to have one of this name. */
    runtimeClass: z.union([
      off,
      z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'must be the name of a class such as gvisor'),
    ]),
    /** All that machines reach on port 443, as CIDRs; off: what is outside the network. */
    egress: z.union([off, z.array(z.cidrv4('must be a network such as 10.40.8.0/24')).min(1)]),
  }),
  edge: z.strictObject({
    priceClass: z.enum(['PriceClass_100', 'PriceClass_200', 'PriceClass_All']),
    requestsPerFiveMinutes: count(100, 20_000_000),
    botControl: z.boolean(),
  }),
  logs: z.strictObject({
    retentionDays: logDays,
    search: z.union([
      off,
      z.strictObject({
        instanceType: z
          .string()
          .regex(/^[a-z0-9]+\.[a-z0-9]+\.search$/, 'must be a type such as t3.small.search'),
        nodes: z.literal([1, 2, 3]),
        volumeGiB: count(10, 16_384),
      }),
    ]),
  }),
  traces: z.strictObject({ samplePercent: z.number().min(0).max(100) }),
  alerts: z.strictObject({
    email: z.email(),
    pagerDuty: z.boolean(),
    slack: z.union([
      off,
      z.strictObject({
        workspaceId: z.string().regex(/^T[A-Z0-9]{7,}$/, 'must be a workspace id such as T00000000'),
        channelId: z.string().regex(/^[CG][A-Z0-9]{7,}$/, 'must be a channel id such as C00000000'),
      }),
    ]),
  }),
  security: z.strictObject({ cloudTrail: z.boolean(), guardDuty: z.boolean() }),
  backup: z.strictObject({ dailyDays: count(0, 3653), monthlyDays: count(0, 3653) }),
  rollout: z.strictObject({
    percents: z.array(count(1, 100)).min(1),
    minutesEach: count(1, 60),
  }),
});

export type StageConfig = z.infer<typeof stageSchema>;
export type StageName = (typeof STAGES)[number];
export type Stage = StageConfig & { name: StageName };

/** A stage that can not be deployed as it is written; the message is one sentence that names the key. */
export class StageProblem extends Error {
  override readonly name = 'StageProblem';
}

export const STAGES = ['dev', 'staging', 'production'] as const;

/**
 * Reads and checks `lib/stages/<name>.yaml`.
 *
 * @throws StageProblem when there is no such stage, or a key of it is missing, unknown or makes no sense
 */
export function readStage(name: string): Stage {
  const known = STAGES.find((stage) => stage === name);
  const files = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ''));
  if (!known || !files.includes(name)) {
    throw new StageProblem(`The stage "${name}" does not exist; there are ${STAGES.join(', ')}.`);
  }
  return parseStage(known, parseYaml(readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8')));
}

/**
 * Checks what a stage's file says: shapes first, then what must fit together.
 *
 * @throws StageProblem that names the first wrong key
 */
export function parseStage(name: StageName, input: unknown): Stage {
  const secret = plainSecrets(input)[0];
  if (secret) {
    throw new StageProblem(
      `${name}: ${secret} looks like a secret; put it into Secrets Manager and keep it out of this file.`,
    );
  }
  const parsed = stageSchema.safeParse(input);
  if (!parsed.success) throw new StageProblem(`${name}: ${sentenceOf(parsed.error)}`);
  const stage = { ...parsed.data, name };
  for (const [key, isRight, why] of fitting(stage)) {
    if (!isRight) throw new StageProblem(`${name}: ${key} ${why}.`);
  }
  return stage;
}

/** What no single key can say: [the key to mend, whether it is right, why not]. */
function fitting(stage: Stage): [string, boolean, string][] {
  const { network, database, cache, api, timeSeries, rollout, logs } = stage;
  const warm =
    api.provisioned === 'off'
      ? 0
      : Math.max(api.provisioned.base, ...api.provisioned.schedule.map((one) => one.count));
  const isCluster = database.topology === 'cluster';
  return [
    ['network.natGateways', network.natGateways <= network.zones, 'must not exceed network.zones'],
    ['network.zones', !isCluster || network.zones === 3, 'must be 3 for a database of topology "cluster"'],
    [
      'database.instanceClass',
      !isCluster || /^db\.(m5d|m6gd|m6id|r5d|r6gd|r6id|x2iedn|c6gd)\./.test(database.instanceClass),
      'must be one that a Multi-AZ cluster runs on, such as db.m6gd.large',
    ],
    ['database.storageGiB', !isCluster || database.storageGiB >= 100, 'must be at least 100 for a cluster'],
    ...QUEUES.map((name): [string, boolean, string] => [
      `workers.${name}.windowSeconds`,
      stage.workers[name].batchSize <= 10 || stage.workers[name].windowSeconds > 0,
      'must be at least 1 for batches of more than 10',
    ]),
    [
      'cache.replicas',
      stage.name !== 'production' || cache.replicas >= 1,
      'must be at least 1 in production',
    ],
    ['database.topology', stage.name !== 'production' || isCluster, 'must be "cluster" in production'],
    ['keepData', stage.name !== 'production' || stage.keepData, 'must be true in production'],
    ['api.provisioned', warm <= api.reservedConcurrency, 'must not exceed api.reservedConcurrency'],
    [
      'timeSeries.aggregatedDays',
      timeSeries === 'off' || timeSeries.aggregatedDays >= timeSeries.rawDays,
      'must not be shorter than timeSeries.rawDays',
    ],
    [
      'logs.search.nodes',
      logs.search === 'off' || logs.search.nodes <= network.zones,
      'must not exceed network.zones',
    ],
    [
      'rollout.percents',
      rollout.percents.at(-1) === 100 &&
        rollout.percents.every((p, i) => i === 0 || p > (rollout.percents[i - 1] ?? 0)),
      'must rise and end with 100',
    ],
    [
      'rollout',
      rollout.percents.length * rollout.minutesEach <= 45,
      'must be done within 45 minutes: CloudFormation waits an hour',
    ],
  ];
}

function sentenceOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'the file can not be read.';
  const path = issue.path.join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const key = [...issue.path, issue.keys[0]].join('.');
    return `${key} is not a key that Atlas knows.`;
  }
  if (/received undefined$/.test(issue.message)) return `${path} is missing.`;
  const message = issue.message.replace(/^Invalid input: /, '').replace(/^Too (big|small): /, 'is too $1: ');
  return `${path} ${/^(must|is) /.test(message) ? message : `is wrong: ${message}`}.`;
}

function isTimeZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
}
