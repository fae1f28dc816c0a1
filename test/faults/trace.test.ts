import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildFunctions } from '../../scripts/build-functions.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { albEvent, invokeBundle } from '../support/invoke.ts';

let api: TestApi;
let folder: string;
let daemon: Socket;
let segments: string[] = [];

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'atlas-trace-'));
  await buildFunctions(join(folder, 'functions'));
  daemon = createSocket('udp4');
  daemon.on('message', (message) => segments.push(String(message)));
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
});

afterAll(async () => {
  daemon.close();
  await api.close();
  await rm(folder, { recursive: true });
});

/** As Lambda runs a function: with a daemon of X-Ray beside it, and whether this invocation is sampled. */
async function invoke(sampled: 0 | 1) {
  segments = [];
  const event = {
    ...albEvent(),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: '{ diagram(slug: "cache-aside") { title } }' }),
  };
  const result = await invokeBundle(join(folder, 'functions', 'graphql', 'index.mjs'), [event], {
    PATH: process.env.PATH,
    ...api.env,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: '/var/task',
    AWS_LAMBDA_FUNCTION_NAME: 'atlas-test-graphql',
    AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}`,
    _X_AMZN_TRACE_ID: `Root=1-65f0c0de-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=${sampled}`,
  });
  expect(JSON.parse(result.results[0]?.body ?? '').data.diagram.title).toBe('Cache-aside with a database');
  await new Promise((resolve) => setTimeout(resolve, 100));
  return result;
}

test('a sampled invocation is a subsegment of its function, with nothing of the answer in it', async () => {
  await invoke(1);
  const text = segments.join('\n');
  expect(text).toContain('"name":"## graphql"');
  expect(text).toContain('"trace_id":"1-65f0c0de-0123456789abcdef01234567"');
  expect(text).not.toContain('Cache-aside');
});

test('one that is not sampled tells nobody', async () => {
  await invoke(0);
  expect(segments).toEqual([]);
});
