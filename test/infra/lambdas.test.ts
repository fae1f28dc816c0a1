import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ALBEvent, ALBResult, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import documents from '../../client/generated/persisted-documents.json' with { type: 'json' };
import { newSecrets } from '../../functions/entry/keys.ts';
import { type ConnectedDatabase, connect } from '../../functions/platform/db/database.ts';
import { SMOKE } from '../../lib/smoke.ts';
import { type LocalDynamo, startDynamo } from '../../local/emulators/dynamodb.ts';
import { type Outbox, startOutbox } from '../../local/emulators/mail/outbox.ts';
import { type LocalRedis, startRedis } from '../../local/emulators/redis/server.ts';
import { type LocalQueues, startSqs } from '../../local/emulators/sqs.ts';
import { type FakeAws, startFakeAws } from '../support/aws.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { invokeBundle } from '../support/invoke.ts';
import { type Resource, synthesize } from './synth.ts';

/**
 * What is deployed is what was tested: every Lambda asset, exactly as synthesized, loaded by the Node version of
 * its runtime with the variables that its template sets (their values, not their names, are the laptop's), and
 * sent recorded events of its trigger against the local services.
 */
const { folder, templates } = synthesize('production');
const ours = Object.values(templates)
  .flatMap(({ Resources }) => Object.values(Resources))
  .filter(({ Type, Properties }) => Type === 'AWS::Lambda::Function' && Properties.FunctionName)
  .map((resource) => deployed(resource));

interface Deployed {
  name: string;
  /** The file that Lambda loads. */
  file: string;
  variables: string[];
  runtime: string;
}

function deployed({ Properties }: Resource): Deployed {
  const { S3Key } = Properties.Code as { S3Key: string };
  const { Variables } = Properties.Environment as { Variables: Record<string, unknown> };
  return {
    name: String(Properties.FunctionName).replace('atlas-production-', ''),
    file: join(
      folder,
      `asset.${S3Key.replace('.zip', '')}`,
      String(Properties.Handler).replace('.handler', '.mjs'),
    ),
    variables: Object.keys(Variables),
    runtime: String(Properties.Runtime),
  };
}

const recorded = <Recorded>(name: string): Recorded =>
  JSON.parse(readFileSync(`test/infra/events/${name}.json`, 'utf8')) as Recorded;

let database: TestDatabase;
let db: ConnectedDatabase;
let queues: LocalQueues;
let dynamo: LocalDynamo;
let aws: FakeAws;
let redis: LocalRedis;
let outbox: Outbox;
let values: Record<string, string>;
/** InfluxDB's answers, as far as the migration asks: it has one of each. */
const influx = { orgs: [{ id: 'o1' }], buckets: [{ id: 'b1' }], tasks: [{ id: 't1' }] };
/** Credentials and addresses that Lambda and the SDK bring. */
let surroundings: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = connect({ databaseUrl: database.url });
  queues = await startSqs();
  dynamo = await startDynamo();
  redis = await startRedis();
  outbox = await startOutbox();
  aws = await startFakeAws(({ path, body }) => {
    if (path.includes('/aliases/')) return { body: { FunctionVersion: '1', Name: 'live' } };
    if (path.startsWith('/api/v2/')) return { body: influx };
    if (body.includes('arn:secret')) return { body: { SecretString: '{"username":"atlas","password":"p"}' } };
    return { body: body || {} };
  });
  values = {
    ATLAS_STAGE: 'production',
    ATLAS_LOG_LEVEL: 'INFO',
    DATABASE_URL: database.url,
    DATABASE_AUTH: 'password',
    REDIS_URL: redis.url,
    ATLAS_SECRETS: await newSecrets(),
    PII_KEY: `local:${Buffer.alloc(32, 7).toString('base64')}`,
    SIGN_IN_PROVIDERS: '{}',
    TRUSTED_HOPS: '2',
    REQUESTS_PER_MINUTE: '100',
    MAIL: JSON.stringify({ from: 'a@b', apiKey: 'SG.test', endpoint: outbox.endpoint }),
    QUEUE_URLS: JSON.stringify(queues.urls),
    CONNECTIONS_TABLE: dynamo.connectionsTable,
    SITE_ORIGIN: 'https://atlas.example',
    SOCKET_URL: 'wss://live.atlas.example',
    SOCKET_ENDPOINT: aws.url,
    USER_DATA_BUCKET: 'user-data',
    CONTENT_FOLDER: 'content',
    LABS_FOLDER: 'labs',
    MIGRATIONS_FOLDER: 'migrations',
    ROLLOUT_MACHINE: 'arn:aws:states:eu-central-1:123456789012:stateMachine:atlas-production-rollout',
    TIME_SERIES: JSON.stringify({
      endpoint: aws.url,
      secretArn: 'arn:secret',
      rawDays: 90,
      aggregatedDays: 730,
    }),
    LAB_CLUSTER: JSON.stringify({
      name: 'labs',
      endpoint: 'https://labs.invalid',
      certificate: '',
      image: 'lab:1',
      dns: ['172.20.0.10'],
      runtimeClass: 'gvisor',
      egress: ['10.40.9.0/24'],
    }),
  };
  surroundings = {
    PATH: process.env.PATH ?? '',
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_ENDPOINT_URL: aws.url,
  };
});

afterAll(async () => {
  await Promise.all([db.close(), queues.stop(), dynamo.stop(), aws.stop(), redis.stop(), outbox.stop()]);
  await database.drop();
});

async function invoke<Result>(name: string, ...events: unknown[]): Promise<Result[]> {
  const found = ours.find((fn) => fn.name === name);
  if (!found) throw new Error(`No function ${name} is deployed.`);
  const env = Object.fromEntries(found.variables.map((key) => [key, values[key]]));
  const { results, output, code } = await invokeBundle<Result>(found.file, events, {
    ...surroundings,
    ...env,
  });
  expect(output).not.toMatch(/"level":"ERROR"/);
  expect(code, output).toBe(0);
  return results;
}

test('every function is here, on the runtime that runs these tests', () => {
  expect(ours.map(({ name }) => name).sort()).toEqual([
    'analytics-events-worker',
    'email-worker',
    'graphql',
    'keys',
    'lab-provisioning-worker',
    'migrate',
    'ml-predictions-worker',
    'notification-worker',
    'outbox',
    'rollout',
    'schedule',
    'socket',
  ]);
  for (const { runtime, variables } of ours) {
    expect(runtime).toBe(`nodejs${process.versions.node.split('.')[0]}.x`);
    for (const name of variables) expect(values).toHaveProperty(name);
  }
});

test('the migration brings its migrations and the catalogue with it', async () => {
  const [outcome] = await invoke<{ applied: string[]; published: number }>('migrate', {});
  expect(outcome?.applied).toEqual([]);
  expect(outcome?.published).toBeGreaterThanOrEqual(24);
});

describe('one completion, from the load balancer to the statistics', () => {
  // In production, visitors may send the documents of our own clients only.
  const graphql = (name: string, variables: object): ALBEvent => {
    const query = Object.values(documents).find((text) => text.includes(` ${name}`));
    return { ...recorded<ALBEvent>('alb'), body: JSON.stringify({ query, variables }) };
  };
  let message: { id: string; type: string };

  test('the API answers the event of a load balancer and writes', async () => {
    const [list] = await invoke<ALBResult>('graphql', graphql('DiagramState', { slug: 'cache-aside' }));
    const id = JSON.parse(list?.body ?? '').data.diagram.id as string;
    const [done] = await invoke<ALBResult>('graphql', graphql('CompleteDiagram', { diagramId: id }));
    expect(done?.statusCode).toBe(200);
    expect(JSON.parse(done?.body ?? '').errors).toBeUndefined();
    expect(done?.multiValueHeaders?.['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-atlas_access=.*; Secure$/),
      expect.stringMatching(/^__Host-atlas_refresh=.*; Secure$/),
    ]);
  });

  test('the relay brings the events to their queues', async () => {
    const [outcome] = await invoke<{ sent: number }>('outbox', { forMs: 0 });
    // For the statistics, and for the devices of the person.
    expect(outcome?.sent).toBe(2);
    const client = new SQSClient({
      endpoint: queues.endpoint,
      region: 'local',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: queues.urls['analytics-events'] }),
    );
    message = JSON.parse(Messages[0]?.Body ?? '');
    expect(message.type).toBe('learning.diagram-completed');
  });

  test('Q1 the worker counts it once, however often it is delivered', async () => {
    const batch = recorded<SQSEvent>('sqs');
    for (const record of batch.Records) record.body = JSON.stringify(message);
    const answers = await invoke('analytics-events-worker', batch, batch);
    expect(answers).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    const rows = await db.rows<{ event_id: string }>('SELECT event_id FROM analytics_events');
    expect(rows).toEqual([{ event_id: message.id }]);
  });
});

test('the socket lets our page in, answers, and forgets whose connection it was', async () => {
  const events =
    recorded<Record<'connect' | 'message' | 'disconnect', { requestContext: { connectionId: string } }>>(
      'websocket',
    );
  const foreign = { ...events.connect, headers: { Origin: 'https://atlas.example.evil.test' } };
  const client = new DynamoDBClient({
    endpoint: dynamo.endpoint,
    region: 'local',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const { connectionId } = events.connect.requestContext;
  const key = { pk: { S: `connection#${connectionId}` }, sk: { S: connectionId } };
  const row = async () =>
    (await client.send(new GetItemCommand({ TableName: dynamo.connectionsTable, Key: key }))).Item;
  expect(await invoke('socket', foreign)).toEqual([{ statusCode: 403 }]);
  expect(await row()).toBeUndefined();
  expect(await invoke('socket', events.connect, events.message)).toEqual([
    { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'graphql-transport-ws' } },
    { statusCode: 200, body: '{"type":"pong"}' },
  ]);
  // Nobody has said whose it is.
  expect(await row()).toBeUndefined();
  await client.send(new PutItemCommand({ TableName: dynamo.connectionsTable, Item: key }));
  expect(await row()).toBeDefined();
  expect(await invoke('socket', events.disconnect)).toEqual([{ statusCode: 200 }]);
  expect(await row()).toBeUndefined();
});

test('Q10 the clock runs every job, and twice does no harm', async () => {
  const outcomes = await invoke<{ done: string[] }>('schedule', {}, {});
  for (const { done } of outcomes)
    expect(done).toEqual(['tidy-outbox', 'tidy-accounts', 'merge-boards', 'tidy-labs']);
});

test('the rollout takes a step', async () => {
  const plan = {
    targets: [
      { name: 'atlas-production-graphql', alias: 'live', version: '1', alarm: 'a', smoke: SMOKE.alb },
    ],
    migrate: 'atlas-production-migrate:3',
    percents: [100],
    minutesEach: 1,
  };
  const state = {
    ...plan,
    phase: 'migrate',
    before: {},
    round: 0,
    minutesLeft: 0,
    waitSeconds: 0,
    reason: '',
  };
  const [after] = await invoke<{ state: { phase: string; reason: string } }>('rollout', {
    action: 'step',
    execution: { state },
  });
  expect(after?.state.reason).toBe('');
  expect(after?.state.phase).toBe('done');
  expect(aws.calls.map(({ path }) => path)).toContainEqual(
    expect.stringContaining('atlas-production-migrate/invocations?Qualifier=3'),
  );
});

test.each([
  ['graphql', SMOKE.alb],
  ['socket', SMOKE.socket],
  ['notification-worker', SMOKE.sqs],
  ['outbox', SMOKE.relay],
  ['schedule', SMOKE.clock],
])('%s passes the smoke test of a rollout', async (name, { event, expect: expected }) => {
  const [answer] = await invoke(name, event);
  expect(answer).toMatchObject(expected);
});
